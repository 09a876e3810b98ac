"""axe-core over the page of rules by date, in Debian's Chromium. No part of the tests: axe-core is not kept here.

    npm pack axe-core && tar xzf axe-core-*.tgz
    python -m tests.external.axe_pages package/axe.min.js > tests/external/axe-policy.txt

Prints the version of axe-core, each page and state it looked at, and what it found. Exits 1 when it found anything.
"""

from __future__ import annotations

import json
import socket
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn

from bot.server import create_app
from tests.browser.chromium import Chromium
from tests.channels.web.lawful import RECORD
from tests.channels.web.scripted import HOTLINES, Scripted

PAGES = [
    f"/policy?lang={lang}{query}"
    for lang in ("en", "es")
    for query in ("", "&on=2022-06-01&c=v&s=f", "&on=2008-06-01", "&on=2030-01-01&c=s&s=p", "&on=nonsense")
] + ["/?lang=en", "/help?lang=es"]
SIZES = ((390, 844), (1280, 800))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """axe.run(document, %s).then(r => ({
  passes: r.passes.length,
  incomplete: r.incomplete.map(v => [v.id, v.nodes.length]),
  violations: r.violations.map(v => [v.id, v.impact, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 120))]),
}))"""


def main(axe: Path) -> int:
    found = 0
    base = _serve()
    browser = Chromium(Path(tempfile.mkdtemp()))
    script = axe.read_text(encoding="utf-8")
    try:
        for scheme in ("light", "dark"):
            for width, height in SIZES:
                page = browser.page(width, height, prefers_color_scheme=scheme)
                for path in PAGES:
                    page.go(base + path)
                    page.call("Runtime.evaluate", expression=script)  # by the debugger: no page of ours allows a script
                    if not found and path == PAGES[0] and (scheme, width) == ("light", SIZES[0][0]):
                        print(f"axe-core {page.evaluate('axe.version')}, tags {', '.join(TAGS)}")
                    result = page.evaluate(RUN % json.dumps({"runOnly": {"type": "tag", "values": TAGS}}))
                    found += len(result["violations"])
                    doubts = ", ".join(f"{name} ×{n}" for name, n in result["incomplete"]) or "none"
                    counts = f"{len(result['violations'])} violations, {result['passes']} rules passed"
                    print(f"{scheme} {width} {path}: {counts}, undecided: {doubts}")
                    for violation in result["violations"]:
                        print("   ", *violation)
    finally:
        browser.close()
    print(f"{found} violations")
    return 1 if found else 0


def _serve() -> str:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = create_app(Scripted(), environment="production", public_url=base, hotlines=HOTLINES, record=RECORD)
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_config=None, ws="none"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    return base


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

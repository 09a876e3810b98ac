#!/bin/sh
# Make .venv with everything Faro needs, from the hash-pinned lock. `dev` adds what the tests need.
# Works without ensurepip (Debian keeps it in a package of its own): the system's pip installs into the environment.
set -eu
cd "$(dirname "$0")/.."
lock=requirements.lock
[ "${1:-}" = dev ] && lock=requirements-dev.lock

python3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' || {
    echo "Faro needs Python 3.11 or 3.12; python3 here is $(python3 --version)." >&2
    exit 1
}
[ -x .venv/bin/python ] || python3 -m venv --without-pip .venv
pip() { python3 -m pip --python .venv/bin/python --disable-pip-version-check "$@"; }
pip install --quiet --no-deps --require-hashes --ignore-requires-python -r "$lock"
pip install --quiet --no-deps --no-build-isolation --editable .

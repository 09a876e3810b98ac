#!/bin/sh
# Everything that has to pass: style, types, import contract, data, then the tests, fast ones first.
set -eu
cd "$(dirname "$0")/.."
sh tools/setup.sh dev
if ! command -v dot >/dev/null; then # the pictures of the rulebook are drawn by Graphviz
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends graphviz fonts-dejavu-core >/dev/null
fi
if ! command -v chromium >/dev/null; then # the browser tests drive Debian's own
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then # the vault is tried on both engines
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
fi
FARO_HOME=$(mktemp -d) # one trained model for all tests, and one store of what the encoder made of the examples
FARO_TEST_HOME=$FARO_HOME FARO_SENTENCES=$FARO_HOME/sentences.npz
export FARO_HOME FARO_TEST_HOME FARO_SENTENCES
trap 'rm -rf "$FARO_HOME"' EXIT
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
.venv/bin/lint-imports
.venv/bin/faro understand --question age --batch /dev/null # trains the model
# Three workers on the two cores of the house, since browsers and databases are waited for.
env -u FARO_HOME .venv/bin/python -m pytest -q -n 3 --dist loadfile -m "not slow" "$@"
.venv/bin/faro rasa data validate --fail-on-warnings
.venv/bin/faro rasa test core --fail-on-prediction-errors
env -u FARO_HOME .venv/bin/python -m pytest -q -n 3 --dist loadfile -m slow "$@"

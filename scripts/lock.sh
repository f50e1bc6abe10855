#!/bin/sh
# Renews both locks from pyproject.toml: hashes, and no address, so that any index serves them.
# `sh scripts/lock.sh --upgrade` also takes newer versions. uv is a tool of this script only.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .venv/bin/uv)
"$uv" --version >/dev/null 2>&1 || { echo "lock: install uv first: .venv/bin/pip install uv" >&2 && exit 1; }

lock() { # lock FILE OPTION...
    file=$1
    shift
    "$uv" pip compile pyproject.toml --extra build --extra s3 "$@" --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
        --quiet --output-file "$file"
}

lock requirements.lock "$@"
lock requirements-dev.lock --extra dev --constraint requirements.lock "$@"

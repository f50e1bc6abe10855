#!/bin/sh
# Runs every check of the house, then the whole suite on SQLite and on PostgreSQL, then the browser.
#
#   sh scripts/test.sh           all of it, about 13 minutes on 2 cores
#   sh scripts/test.sh check     only the checks that need no test run
#
# Goes on after a failure, so that one run shows everything, and ends with pytest's closing lines.
set -u
cd "$(dirname "$0")/.."

sh scripts/setup.sh --dev || exit 1

PATH="$PWD/.venv/bin:$PATH"
export PATH
unset PYTHONDONTWRITEBYTECODE # each run of pytest would compile every test anew, in each of its processes
report=$(mktemp -d)
trap 'rm -rf "$report"' EXIT
began=$(date +%s)
broken=""

step() { # step NAME COMMAND...
    name=$1
    shift
    start=$(date +%s)
    printf '\n== %s\n' "$name"
    "$@"
    code=$?
    printf '== %s: %s after %s s\n' "$name" "$([ $code = 0 ] && echo ok || echo FAILED)" "$(($(date +%s) - start))"
    [ $code = 0 ] || broken="$broken, $name"
}

suite() { # suite NAME PYTEST-OPTION...: keeps the closing line and pytest's own exit code
    log="$report/$1"
    shift
    {
        python -m pytest "$@"
        echo $? >"$log.code"
    } 2>&1 | tee "$log"
    grep -E '^=+ .* in [0-9.]+s' "$log" | tail -n 1 >>"$report/closing"
    return "$(cat "$log.code")"
}

step "ruff" ruff check .
step "format" ruff format --check --quiet .
step "types" mypy
step "walls" lint-imports --no-logo
step "templates" djlint --lint --quiet templates
step "catalogues" python scripts/catalogs.py check

if [ "${1:-all}" != check ]; then
    # files stay whole, since they share what is slow to make; tests/conftest.py says which go first
    step "suite on SQLite" suite sqlite -n 2 --dist loadfile --no-loadscope-reorder --db sqlite -m "not browser and not deep"
    step "suite on PostgreSQL" suite postgres -n 2 --dist loadfile --no-loadscope-reorder --db postgres -m "not browser and not deep"
    step "browser" suite browser -n 2 --db sqlite -m "browser and not deep" tests/browser
fi

printf '\nAll of it took %s s.\n' "$(($(date +%s) - began))"
[ ! -f "$report/closing" ] || cat "$report/closing"
if [ -n "$broken" ]; then
    echo "FAILED: ${broken#, }"
    exit 1
fi
echo "Everything holds."

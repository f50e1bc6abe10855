#!/bin/sh
# Brings up a whole city on this machine: set-up, keys, database, demo city, web and worker.
#
#   sh scripts/run.sh            starts it; Ctrl+C stops it
#   sh scripts/run.sh --help     prints these lines and does nothing else
#
# The first run takes minutes, the next one seconds, and the data stays. VECHE_PORT chooses the
# port (8000); every other VECHE_ variable of docs/settings.md is obeyed, and VECHE_DEMO=false
# starts without the demo city.
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
"") ;;
-h | --help)
    sed -n '2,/^set -eu/{s/^# \{0,1\}//p;}' scripts/run.sh
    exit 0
    ;;
*)
    echo "scripts/run.sh knows no word «$1». Try: sh scripts/run.sh --help" >&2
    exit 2
    ;;
esac

sh scripts/setup.sh

port=${VECHE_PORT:-8000}
export VECHE_HOME="${VECHE_HOME:-$HOME/.local/share/veche}"
export VECHE_DEMO="${VECHE_DEMO:-true}"
export VECHE_PUBLIC_BASE_URL="${VECHE_PUBLIC_BASE_URL:-http://127.0.0.1:$port}"
export VECHE_TRUSTED_HOSTS="${VECHE_TRUSTED_HOSTS:-[\"127.0.0.1\", \"localhost\"]}"

veche=.venv/bin/veche
$veche prepare
$veche migrate
if [ "$VECHE_DEMO" = true ]; then
    $veche demo --if-empty
fi

echo
echo "The data is in $VECHE_HOME and stays there."
if [ "$VECHE_DEMO" = true ]; then
    echo "The city's mail can be read at $VECHE_PUBLIC_BASE_URL/demo/mail."
else
    echo "The first administrator is made by: $veche person add --help"
fi
exec $veche serve --host 127.0.0.1 --port "$port"

#!/bin/sh
# Installs Veche from this folder; asks no network.
#
#   sh install.sh                 into /opt/veche
#   sh install.sh /another/place  into another folder
#
# An installation that is there is kept beside the new one as .venv.before; data is never touched.
# PYTHON=/path/to/python3 chooses the interpreter.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-/opt/veche}
say() { printf '%s\n' "install: $*"; }
fail() {
    printf '%s\n' "install: $*" >&2
    exit 1
}

case "$target" in
-*)
    sed -n '2,/^set -eu/{/^set/!s/^# \{0,1\}//p;}' "$0"
    exit 0
    ;;
/*) ;;
*) fail "Name the whole path of the folder: $target begins without a slash." ;;
esac

(cd "$here" && sha256sum --quiet -c SHA256SUMS) ||
    fail "this folder is not as it was packed. Copy it again, and compare the sum of the packed file."

wanted=$(cat "$here/MADE-FOR")
python=""
for one in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    found=$("$one" -c 'import sys, venv, ensurepip; print("py%d.%d" % sys.version_info[:2])' 2>/dev/null || true)
    [ "$found-$(uname -m)" != "$wanted" ] || { python=$one && break; }
done
[ -n "$python" ] ||
    fail "this bundle is for $wanted, and no such Python with venv is here (Debian: python3 python3-venv)."

mkdir -p "$target"
if [ -d "$target/.venv" ]; then
    [ -e "$target/scripts/setup.sh" ] && fail "$target is a checkout; name another folder."
    rm -rf "$target/.venv.before"
    mv "$target/.venv" "$target/.venv.before"
fi
back() {
    rm -rf "$target/.venv"
    [ ! -d "$target/.venv.before" ] || mv "$target/.venv.before" "$target/.venv"
    fail "$*. What was there is there as before."
}
"$python" -m venv "$target/.venv" || back "no environment could be made"
say "installing $(find "$here/wheels" -name '*.whl' | wc -l) wheels (hashes checked)"
PIP_CONFIG_FILE=/dev/null "$target/.venv/bin/python" -m pip install -q --disable-pip-version-check --no-index \
    -f "$here/wheels" --require-hashes -r "$here/libraries.lock" -r "$here/veche.lock" ||
    back "the wheels could not be installed"
for part in deploy docs places LICENSE THIRD-PARTY.md CHANGELOG.md SECURITY.md LICENCES.txt made-of.cdx.json; do
    rm -rf "${target:?}/$part"
    cp -R "$here/$part" "$target/"
done

say "ready: $target/.venv/bin/veche"
say "next: $target/docs/how-to/one-machine.md from part 2 on; after an upgrade: veche upgrade, then restart"

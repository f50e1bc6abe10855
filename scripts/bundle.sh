#!/bin/sh
# Packs Veche for a machine without network: one folder with its wheel, the locked libraries and install.sh.
#
#   sh scripts/bundle.sh          writes out/bundle/veche-VERSION-pyX.Y-MACHINE/ and the same as .tar.gz
#
# Run it on a machine with network, of the same Debian and processor as the one that gets it: wheels are
# made for one Python and one kind of machine. Hashes of all libraries are those of requirements.lock.
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
"") ;;
*)
    sed -n '2,/^set -eu/{/^set/!s/^# \{0,1\}//p;}' "$0"
    [ "$1" = -h ] || [ "$1" = --help ] || exit 2
    exit 0
    ;;
esac

sh scripts/setup.sh
python=.venv/bin/python
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml | head -n 1)
tag=py$($python -c 'import sys; print("%d.%d" % sys.version_info[:2])')-$(uname -m)
name=veche-$version-$tag
folder=out/bundle/$name
say() { printf '%s\n' "bundle: $*"; }

rm -rf "$folder" "$folder.tar.gz"
mkdir -p "$folder/wheels"

say "fetching the libraries of requirements.lock (hashes checked)"
$python -m pip download -qq --disable-pip-version-check --require-hashes --only-binary :all: --no-deps \
    -d "$folder/wheels" -r requirements.lock

say "making the wheel"
$python scripts/catalogs.py compile >/dev/null
$python -m pip wheel -qq --disable-pip-version-check --no-build-isolation --no-deps -w "$folder/wheels" .
wheel=$folder/wheels/veche-$version-py3-none-any.whl
cp requirements.lock "$folder/libraries.lock"
printf 'veche==%s --hash=sha256:%s\n' "$version" "$(sha256sum "$wheel" | cut -d ' ' -f 1)" >"$folder/veche.lock"
printf '%s\n' "$tag" >"$folder/MADE-FOR"

$python scripts/notices.py texts "$folder/LICENCES.txt"
$python scripts/sbom.py "$folder/made-of.cdx.json"
cp -R deploy docs "$folder/"
mkdir "$folder/places" && cp places/offices.toml "$folder/places/"
cp LICENSE THIRD-PARTY.md CHANGELOG.md SECURITY.md "$folder/"
cp scripts/bundle/README.md scripts/bundle/install.sh "$folder/"
(cd "$folder" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS)

tar -C out/bundle --sort=name --owner=0 --group=0 --numeric-owner -czf "$folder.tar.gz" "$name"
say "$(find "$folder/wheels" -name '*.whl' | wc -l) wheels, $(du -sh "$folder.tar.gz" | cut -f 1) packed"
say "$folder.tar.gz"
sha256sum "$folder.tar.gz"

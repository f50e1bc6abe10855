#!/bin/sh
# Brings this checkout to a state in which it runs: system packages, Python, libraries, catalogues.
#
#   sh scripts/setup.sh          what a running installation needs
#   sh scripts/setup.sh --dev    also what the tests need: Chromium, a JDK, poppler, the tools
#
# Safe to repeat: the second time it only looks. Where there is no apt or no root it says what is
# missing and goes on with what it can; it stops only where nothing can follow.
# PYTHON=/path/to/python3 chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."

dev=no
for word in "$@"; do
    case "$word" in
    --dev) dev=yes ;;
    *)
        echo "setup: I know only --dev, not '$word'." >&2
        exit 2
        ;;
    esac
done

say() { printf '%s\n' "setup: $*"; }
fail() {
    printf '%s\n' "setup: $*" >&2
    exit 1
}

# --- system packages -------------------------------------------------------------------------

missing=""
want() { # want PACKAGE [COMMAND...]: any of the commands will do in place of the package
    package=$1
    shift
    for command in "$@"; do
        if command -v "$command" >/dev/null 2>&1; then return 0; fi
    done
    if command -v dpkg-query >/dev/null 2>&1 &&
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed'; then
        return 0
    fi
    missing="$missing $package"
}

has_library() { # has_library NAME: the loader knows it, however it was installed
    PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -q "$1"
}

young_python() { # the first interpreter that is 3.11 or younger and can make an environment
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
            >/dev/null 2>&1; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

look_for_packages() {
    missing=""
    if ! young_python >/dev/null; then
        missing=" python3 python3-venv"
    fi
    want ca-certificates
    # The press: WeasyPrint loads Pango and HarfBuzz when it prints the first letter.
    has_library libpango-1.0.so.0 || want libpango-1.0-0
    has_library libpangoft2-1.0.so.0 || want libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 || want libharfbuzz-subset0
    if [ "$dev" = yes ]; then
        want git git # the rules of the house ask it which files are ours
        want chromium chromium chromium-browser google-chrome
        has_library libatomic.so.1 || want libatomic1 # the program that drives Chromium in the tests
        want openjdk-17-jdk-headless javac # runs veraPDF over the letters
        want libjaxb-java                  # which the JDK left out since 11
        want poppler-utils pdftoppm
        want faketime faketime             # a process whose clock was set back
        want nginx-light nginx             # the shipped proxy, under load
        want systemd systemd-analyze       # reads the shipped units
        want util-linux unshare            # a small disk of its own, to be filled up
    fi
}

root_line() { echo "apt-get install -y --no-install-recommends$missing"; }

install_packages() {
    say "installing with apt:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || say "apt-get update failed; trying with the lists that are here."
    # shellcheck disable=SC2086 # the list is meant to be split
    if ! apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
        for package in $missing; do # one unknown name must not keep the others away
            [ "$package" != openjdk-17-jdk-headless ] || package="$package default-jdk-headless"
            for name in $package; do
                apt-get install -y -qq --no-install-recommends "$name" >/dev/null 2>&1 && break
            done
        done
    fi
}

look_for_packages
if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        install_packages
        look_for_packages
    fi
fi
if [ -n "$missing" ]; then
    say "these system packages are missing:$missing"
    if ! command -v apt-get >/dev/null 2>&1; then
        say "there is no apt here; install what your system calls them (Debian's names are above)."
    elif [ "$(id -u)" != 0 ]; then
        say "I am not root; run this and then me again:  sudo $(root_line)"
    else
        say "apt could not install them; run this to see why:  $(root_line)"
    fi
    say "going on without them: 'veche doctor' says what does not work yet."
fi

# --- Python and its libraries ----------------------------------------------------------------

usable() { .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if ! usable; then
    python=$(young_python) || fail "no Python 3.11 or younger with venv. Install python3 and python3-venv, or set PYTHON=."
    say "making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi

locked() { cat "$1" pyproject.toml | cksum; }
stamped() { [ -f ".venv/veche-$1.stamp" ] && [ "$(cat ".venv/veche-$1.stamp")" = "$(locked "$2")" ]; }
install_lock() { # install_lock KIND LOCKFILE
    say "installing the libraries of $2 (hashes checked)"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --use-pep517 \
        --require-hashes -r "$2" ||
        fail "the libraries could not be installed. Is a package index reachable from here?"
    .venv/bin/python -m pip install -qq --disable-pip-version-check \
        --no-build-isolation --no-deps -e .
    locked "$2" >".venv/veche-$1.stamp"
}

if [ "$dev" = yes ]; then
    stamped dev requirements-dev.lock || install_lock dev requirements-dev.lock
else
    stamped dev requirements-dev.lock || stamped run requirements.lock || install_lock run requirements.lock
fi

# --- catalogues ------------------------------------------------------------------------------

[ ! -f scripts/catalogs.py ] || .venv/bin/python scripts/catalogs.py compile >/dev/null

say "ready"

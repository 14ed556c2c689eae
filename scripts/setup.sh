#!/bin/sh
# Makes the environment in .venv, with what `make` asks for:
#   sh scripts/setup.sh site   what builds and serves the site (requirements.txt)
#   sh scripts/setup.sh test   the same, the test tools (requirements-test.txt) and a Chromium
# PYTHON=… chooses the interpreter, CHROMIUM=… the browser.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }
debian_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
apt_install() {
    say "Installing $* with apt-get …"
    apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 ||
        { apt-get update >/dev/null && apt-get install -y --no-install-recommends "$@" >/dev/null; }
}

good_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if good_python "$name"; then "$name" -c 'import sys; print(sys.executable)'; return; fi
    done
    fail "No Python 3.11 or later found (tried: ${PYTHON:-python3, python3.11 to python3.14}).
Install one, or name it: make serve PYTHON=/path/to/python3.12"
}

make_venv() {
    python=$(find_python)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if ! "$python" -c 'import venv; from ensurepip import version' 2>/dev/null; then    # Debian and Ubuntu pack it separately
        ! debian_root || apt_install "python$version-venv" || true
        "$python" -c 'import venv; from ensurepip import version' 2>/dev/null || fail "$python has no venv module.
Install it (Debian, Ubuntu: sudo apt-get install python$version-venv), then run make again."
    fi
    say "Making .venv with Python $version ($python) …"
    "$python" -m venv --clear .venv || fail "$python could not make .venv: see above."
}

chromium() { .venv/bin/python -m tests.chromium; }
get_chromium() {
    if chromium >/dev/null 2>&1; then return; fi
    if debian_root && grep -qx 'ID=debian' /etc/os-release; then    # Ubuntu's package is a stub for a snap
        apt_install chromium || true
    elif debian_root; then
        .venv/bin/python -m playwright install --with-deps chromium || true
    else
        .venv/bin/python -m playwright install chromium || true
    fi
    chromium || fail "The tests need Chromium, and none could be installed.
Install it (Debian: sudo apt-get install chromium), or name one: make test CHROMIUM=/path/to/chromium"
}

case "${1:-}" in
    site) lock=requirements.txt ;;
    test) lock=requirements-test.txt ;;
    *) fail "usage: sh scripts/setup.sh site|test" ;;
esac
good_python .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv
say "Installing the packages of $lock (some 300 MB the first time) …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
[ "$1" = site ] || get_chromium

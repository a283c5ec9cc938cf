#!/usr/bin/env bash
# Installs Trac into FOLDER/trac: a Python environment, and a seeded project that every start copies.
#
#   tests/apps/trac/install.sh FOLDER
#
# Quick when it is there already; starts no service. Root (or sudo) is needed only if Python's venv is missing.
set -euo pipefail

fail() { printf '%s\n' "$@" >&2; exit 1; }
[ $# -eq 1 ] || fail 'Usage: tests/apps/trac/install.sh FOLDER'

mkdir -p "$1/trac"
folder=$(realpath "$1/trac")
cd "$(dirname "$0")"
stamp=$(cat install.sh requirements.txt seed.py ../tickets.json | sha256sum)

# One installation at a time; whoever waited finds it done.
exec 9>"$folder/lock"
flock 9
[ "$(cat "$folder/stamp" 2>/dev/null)" != "$stamp" ] || exit 0
rm -rf "$folder/stamp" "$folder/venv" "$folder/template"

need_python() {
  python3 -c 'import ensurepip, venv' 2>/dev/null && return
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  command -v apt-get >/dev/null && { [ ${#root[@]} -eq 0 ] || command -v sudo >/dev/null; } ||
    fail 'Trac needs Python 3 with venv.' 'Install it (in Debian: python3 python3-venv), then run this again.'
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -y -qq --no-install-recommends --no-remove python3 python3-venv >/dev/null
}

need_python
printf 'Installing Trac into %s …\n' "$folder" >&2
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt ||
  fail 'pip could not install Trac: is the package index within reach?'
PYTHONWARNINGS=ignore "$folder/venv/bin/python" seed.py "$folder/template" ../tickets.json
printf '%s\n' "$stamp" >"$folder/stamp"

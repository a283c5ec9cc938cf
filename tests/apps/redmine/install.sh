#!/usr/bin/env bash
# Installs Debian's Redmine, and puts a seeded instance that every start copies into FOLDER/redmine.
#
#   tests/apps/redmine/install.sh FOLDER
#
# Quick when it is there already. Needs root or sudo once, for apt. No service is started: none of the packages
# brings one, and Debian's own database set-up is left out (dbconfig-no-thanks).
set -euo pipefail

readonly REDMINE=/usr/share/redmine
readonly PACKAGES=(redmine redmine-sqlite puma ruby-sqlite3 dbconfig-no-thanks)

fail() { printf '%s\n' "$@" >&2; exit 1; }
[ $# -eq 1 ] || fail 'Usage: tests/apps/redmine/install.sh FOLDER'

mkdir -p "$1/redmine"
folder=$(realpath "$1/redmine")
cd "$(dirname "$0")"
here=$PWD

# One installation at a time; whoever waited finds it done.
exec 9>"$folder/lock"
flock 9

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

need_redmine() {
  command -v dpkg-query >/dev/null || fail 'This Redmine is the Debian package: the machine must run Debian.'
  if installed redmine && installed redmine-sqlite && installed puma && installed ruby-sqlite3; then return; fi
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  [ ${#root[@]} -eq 0 ] || command -v sudo >/dev/null ||
    fail "Redmine is missing. Run this as root: apt-get install --no-install-recommends ${PACKAGES[*]}"
  printf 'Installing Redmine from Debian …\n' >&2
  "${root[@]}" apt-get update -qq
  local log=$folder/apt.log
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -y -qq --no-install-recommends --no-remove "${PACKAGES[@]}" >"$log" 2>&1 ||
    fail "apt could not install Redmine:" "$(tail -n 15 "$log")"
}

need_redmine
version=$(dpkg-query -W -f '${Version}' redmine)
stamp=$(cat install.sh seed.rb ../tickets.json <(printf '%s' "$version $folder") | sha256sum)
[ "$(cat "$folder/stamp" 2>/dev/null)" != "$stamp" ] || exit 0

printf 'Seeding Redmine %s in %s …\n' "$version" "$folder" >&2
template=$folder/template
rm -rf "$folder/stamp" "$template"
mkdir -p "$template"/{config,log,files,tmp,public/plugin_assets}

# Debian's Gemfile takes database gems from the databases that it finds below its own folders; ours lies elsewhere.
cat >"$template/Gemfile" <<GEMFILE
eval_gemfile '$REDMINE/Gemfile'
gem 'sqlite3'
gem 'puma'
GEMFILE
cat >"$template/config/database.yml" <<'DATABASE'
production:
  adapter: sqlite3
  database: <%= Redmine.root.join('redmine.sqlite') %>
  timeout: 10000
DATABASE
od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$template/config/secret_key.txt"

# The instance is a folder below Debian's own; enough steps up from there lead to ours.
export REDMINE_INSTANCE="../../../../..$template"
export BUNDLE_GEMFILE=$template/Gemfile RAILS_ENV=production SCHEMA=$template/schema.rb TZ=UTC
cd "$REDMINE"
log=$folder/seed.log
{ bundle exec rake db:migrate && bundle exec rails runner "$here/seed.rb" "$here/../tickets.json"; } >"$log" 2>&1 ||
  fail 'Redmine could not be seeded:' "$(tail -n 15 "$log")"
printf '%s\n' "$stamp" >"$folder/stamp"

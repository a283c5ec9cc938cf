#!/usr/bin/env bash
# Builds, shows, tests and measures Cuecard. Every command first installs what it misses.
#
#   ./build.sh build     the extension (target/extension) and the `cuecard` command
#   ./build.sh demo      builds, starts the workplace and the server, opens Chromium with a job aid
#   ./build.sh test      all checks and all tests; --apps: the adapters of running applications instead
#   ./build.sh gallery   pictures of every surface in every state: target/gallery/index.html
#   ./build.sh inspect   URL or saved file: what is read there, as JSON
#   ./build.sh fuzz      broken content, reports and signed files for SECONDS: none may make it fail
#   ./build.sh bench     measures; --json FILE writes the figures too
#   ./build.sh package   target/cuecard-VERSION.zip, for the stores
set -euo pipefail
cd "$(dirname "$0")"

# Sizes that everybody who installs the extension pays, in gzip bytes (the design's targets).
readonly MAX_CONTENT_SCRIPT=12288 MAX_WORKER_WASM=184320 MAX_UI_WASM=122880 MAX_ORGANISATION_WASM=143360 MAX_COSIGN_WASM=143360
# Long enough for every kind of file to be broken in many ways, short enough for every run of the tests.
readonly FUZZ_SECONDS=20
# One short object has been broken in every way by then.
readonly FUZZ_REPORT_SECONDS=5
# Nearly all ends at the first signature: what is left to break is how files are read until there.
readonly FUZZ_TRUST_SECONDS=10
readonly WASM=wasm32-unknown-unknown
# Every feature that rustc may use; not more, or Chromium refuses what wasm-opt then writes.
readonly WASM_FEATURES=(--enable-bulk-memory --enable-multivalue --enable-mutable-globals
  --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext)

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf '%s\n' "$@" >&2; exit 1; }
gzip_bytes() { cat "$@" | gzip -9 -n | wc -c | tr -d ' '; }

# --- what a machine needs -------------------------------------------------------------------

need_rust() {
  command -v cargo >/dev/null || fail 'Rust is missing.' 'Install it from https://rustup.rs, then run this again.'
  if command -v rustup >/dev/null; then
    rustc --version >/dev/null 2>&1 && [ -d "$(rustc --print sysroot)/lib/rustlib/$WASM" ] && return
    say 'Installing the Rust toolchain that rust-toolchain.toml names …'
    rustup toolchain install
  fi
  [ -d "$(rustc --print sysroot)/lib/rustlib/$WASM" ] ||
    fail "Rust cannot build for $WASM." "Run: rustup target add $WASM"
}

need_node() {
  command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    fail 'Node.js 20 or newer is missing.' 'Install it from https://nodejs.org, then run this again.'
  need_packages . 'the development tools'
}

# need_packages FOLDER WHAT: what the folder's lock file names, once.
need_packages() {
  local stamp=$1/node_modules/.cuecard-stamp
  cmp -s "$1/package-lock.json" "$stamp" && return
  say "Installing $2 from npm …"
  # Not `npm ci`: it refuses lock files that leave out other platforms' optional packages.
  npm install --prefix "$1" --no-save --no-audit --no-fund --ignore-scripts --legacy-peer-deps --loglevel=error
  cp "$1/package-lock.json" "$stamp"
}

# The real components that pages of other systems are made of, each suite with packages of its own.
need_page_packages() {
  local suite
  for suite in tests/pages/*/package.json; do
    suite=$(dirname "$suite")
    need_packages "$suite" "the components of $(basename "$suite")"
  done
}

# need_debian COMMAND PACKAGE …: installs the packages whose command is missing.
need_debian() {
  local missing=()
  while [ $# -gt 0 ]; do
    command -v "$1" >/dev/null || missing+=("$2")
    shift 2
  done
  [ ${#missing[@]} -eq 0 ] && return
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  if ! command -v apt-get >/dev/null || { [ ${#root[@]} -gt 0 ] && ! command -v sudo >/dev/null; }; then
    fail "Missing: ${missing[*]}." \
      'Install them with your system'"'"'s package manager (these are the names in Debian),' \
      'or point CUECARD_CHROMIUM and CUECARD_FIREFOX at browsers that you have.'
  fi
  say "Installing ${missing[*]} …"
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

need_chromium() { [ -n "${CUECARD_CHROMIUM:-}" ] || need_debian chromium chromium; }
# Checks licences, duplicates and sources of crates; some minutes once, as it is built from source.
need_cargo_deny() {
  command -v cargo-deny >/dev/null && return
  say 'Installing cargo-deny …'
  cargo install --quiet --locked --no-default-features --version 0.20.2 cargo-deny
}
need_chromedriver() { [ -n "${CHROMEDRIVER:-}" ] || need_debian chromedriver chromium-driver; }
# Only the programs: each test makes a cluster of its own.
need_postgres() {
  [ -n "${CUECARD_POSTGRES:-}" ] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need_debian initdb postgresql
}
need_schemathesis() {
  if [ -n "${CUECARD_SCHEMATHESIS:-}" ] || [ -x target/schemathesis/bin/schemathesis ]; then return; fi
  need_debian python3 python3-venv
  say 'Installing schemathesis from PyPI …'
  python3 -m venv target/schemathesis
  target/schemathesis/bin/pip install --quiet --disable-pip-version-check schemathesis==4.32.5
}
# The reference that our trust client is compared with.
need_python_tuf() {
  local stamp=target/python-tuf/.cuecard-stamp
  cmp -s tests/trust/requirements.txt "$stamp" && return
  need_debian python3 python3-venv
  say 'Installing python-tuf from PyPI …'
  python3 -m venv target/python-tuf
  target/python-tuf/bin/pip install --quiet --disable-pip-version-check --requirement tests/trust/requirements.txt
  cp tests/trust/requirements.txt "$stamp"
}
need_firefox() { [ -n "${CUECARD_FIREFOX:-}" ] || need_debian firefox-esr firefox-esr; }

# --- building -------------------------------------------------------------------------------

build_command() {
  say 'Building the cuecard command …'
  cargo build --quiet --package cuecard-cli --package cuecard-bindgen
}

# build_wasm CRATE MODULE FOLDER: target/wasm/FOLDER holds the optimised module and its glue; further
# arguments are cargo's.
build_wasm() {
  local crate=$1 module=$2 out=target/wasm/$3; shift 3
  cargo build --quiet --package "$crate" --lib --profile wasm --target "$WASM" "$@"
  local built=target/$WASM/wasm/$module.wasm
  cmp -s "$built" "$out/.built" && return
  rm -rf "$out" && mkdir -p "$out"
  target/debug/cuecard-bindgen "$built" "$out" "$module"
  # Nothing but the far end of the stack lies in the first 1024 bytes. A function of one caller is
  # packed better by itself, and so is code that is repeated or stays where it was written.
  node_modules/.bin/wasm-opt --low-memory-unused -Oz --one-caller-inline-max-function-size=0 \
    --skip-pass=local-cse --skip-pass=simplify-locals --strip-producers --strip-target-features "${WASM_FEATURES[@]}" \
    "$out/${module}_bg.wasm" -o "$out/small.wasm"
  mv "$out/small.wasm" "$out/${module}_bg.wasm"
  cp "$built" "$out/.built"
}

# assemble FOLDER: puts the extension together; further arguments are hosts that it may read at once.
assemble() {
  local out=$1; shift
  rm -rf "$out" && mkdir -p "$out"/{content-script,picker,worker,ui,icons}
  # Without comments and indentation, which are most of what every page would have to load; otherwise as
  # written, line by line.
  node_modules/.bin/tsc --ignoreConfig --allowJs --noCheck --removeComments --target esnext \
    --module preserve --moduleDetection legacy --noResolve \
    --rootDir extension/content-script --outDir "$out/content-script" extension/content-script/*.js
  sed -i.indented 's/^ *//' "$out"/content-script/*.js && rm "$out"/content-script/*.indented
  cp extension/picker/*.js "$out/picker/"
  cp extension/worker/*.js "$out/worker/"
  cp target/wasm/worker/cuecard_worker{.js,_bg.wasm} "$out/worker/"
  cp target/wasm/organisation/cuecard_organisation{.js,_bg.wasm} "$out/worker/"
  cp extension/ui/pages/* "$out/ui/"
  cp target/wasm/card/cuecard_card{.js,_bg.wasm} target/wasm/desk/cuecard_desk{.js,_bg.wasm} \
    target/wasm/cosign/cuecard_cosign{.js,_bg.wasm} "$out/ui/"
  cp extension/icons/*.png "$out/icons/"
  cp -R extension/_locales "$out/_locales"
  target/debug/cuecard compile content --out "$out/content.json" >/dev/null
  node tools/manifest.mjs manifest.json "$out/manifest.json" "$@"
}

build_extension() {
  say 'Building the extension …'
  build_wasm cuecard-worker cuecard_worker worker
  build_wasm cuecard-organisation cuecard_organisation organisation
  build_wasm cuecard-card cuecard_card card
  build_wasm cuecard-desk cuecard_desk desk
  build_wasm cuecard-cosign cuecard_cosign cosign
  assemble target/extension
  # The demo's and the tests' own build: an organisation's build carries its hosts, too.
  assemble target/extension-demo 'https://*.lightning.force.com/*' 'https://*.atlassian.net/*' \
    'https://jira.acme.example/*' 'https://github.com/*' 'https://cuecard.acme.example/*'
  check_sizes
}

check_sizes() {
  local over=0 name bytes most
  while read -r name most bytes; do
    printf '  %-24s %7d of %d bytes, gzip\n' "$name" "$bytes" "$most" >&2
    [ "$bytes" -le "$most" ] || over=1
  done <<TABLE
content-script $MAX_CONTENT_SCRIPT $(gzip_bytes target/extension/content-script/*.js)
worker-wasm $MAX_WORKER_WASM $(gzip_bytes target/extension/worker/cuecard_worker_bg.wasm)
organisation-wasm $MAX_ORGANISATION_WASM $(gzip_bytes target/extension/worker/cuecard_organisation_bg.wasm)
card-wasm $MAX_UI_WASM $(gzip_bytes target/extension/ui/cuecard_card_bg.wasm)
desk-wasm $MAX_UI_WASM $(gzip_bytes target/extension/ui/cuecard_desk_bg.wasm)
cosign-wasm $MAX_COSIGN_WASM $(gzip_bytes target/extension/ui/cuecard_cosign_bg.wasm)
TABLE
  [ "$over" -eq 0 ] || fail 'The extension is larger than it may be (see above).'
}

build() { need_rust; need_node; build_command; build_extension; }

# --- what a person runs ---------------------------------------------------------------------

demo() { build; need_chromium; exec node tools/demo.mjs "$@"; }

# Half a minute to a minute, after the build.
gallery() {
  build; need_chromium
  CUECARD_EXTENSION=$PWD/target/extension node tools/gallery.mjs
}

inspect() { build >&2; need_chromium; exec node tools/inspect.mjs "$@"; }

checks() {
  say 'Checking style and types …'
  cargo fmt --all --check
  cargo clippy --quiet --workspace --exclude cuecard-worker --exclude cuecard-organisation --exclude cuecard-ui \
    --exclude cuecard-card --exclude cuecard-desk --exclude cuecard-cosign --all-targets -- -D warnings
  cargo clippy --quiet --package cuecard-worker --package cuecard-organisation --package cuecard-ui --package cuecard-card \
    --package cuecard-desk --package cuecard-cosign --target "$WASM" --all-targets -- -D warnings
  cargo deny --workspace --log-level error check licenses bans sources
  node_modules/.bin/biome check --error-on-warnings .
  node_modules/.bin/tsc -p tsconfig.json
  node_modules/.bin/tsc -p tsconfig.extension.json
}

# Trac and Redmine, installed and running: minutes of their own, so beside the suite.
test_apps() {
  build; need_chromium
  exec env CUECARD_EXTENSION="$PWD/target/extension-demo" node --test --test-concurrency=1 tests/apps/*.test.mjs
}

test_all() {
  if [ "${1:-}" = --apps ]; then test_apps; fi
  build; need_chromium; need_firefox; need_cargo_deny; need_chromedriver; need_postgres; need_schemathesis; need_python_tuf; need_page_packages
  checks
  say 'Testing the engine, the command and the server …'
  cargo test --quiet --package cuecard --package cuecard-cli --package cuecard-server --all-features
  cargo test --quiet --package cuecard-ui
  for clients in differential published; do
    CUECARD_COMMAND=target/debug/cuecard target/python-tuf/bin/python "tests/trust/$clients.py"
  done
  fuzz
  say 'Testing what only a browser can run …'
  if [ -n "${CUECARD_CHROMIUM:-}" ]; then
    export WASM_BINDGEN_TEST_WEBDRIVER_JSON=$PWD/target/webdriver.json
    printf '{"goog:chromeOptions":{"binary":"%s"}}\n' "$CUECARD_CHROMIUM" >"$WASM_BINDGEN_TEST_WEBDRIVER_JSON"
  fi
  # Not --quiet: the runner refuses it.
  cargo test --package cuecard-worker --package cuecard-ui --target "$WASM"
  say 'Testing in real browsers …'
  export CUECARD_ARTEFACTS=${CUECARD_ARTEFACTS:-$PWD/target/artefacts}
  CUECARD_EXTENSION=$PWD/target/extension-demo node tools/browser-tests.mjs \
    tests/{e2e,api,attacks,content-script,inspect,package,preview,schema,vectors,workplace}/*.test.mjs tests/pages/*/*.test.mjs
  CUECARD_EXTENSION=$PWD/target/extension node tools/browser-tests.mjs tests/ui/*.test.mjs
  say "All passed. Screenshots: $CUECARD_ARTEFACTS"
}

# Broken content, reports and signed files by the thousand, each for so many seconds: the same as `cargo fuzz run`, on the
# stable compiler. An input that breaks something stays in target/fuzz-found.
fuzz() {
  need_rust
  say 'Building what is fuzzed …'
  RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing" \
    cargo build --quiet --release --manifest-path fuzz/Cargo.toml --target-dir target/fuzz --target "$(rustc -vV | sed -n 's/^host: //p')"
  fuzz_one content "${1:-$FUZZ_SECONDS}" 16384
  fuzz_one report "${1:-$FUZZ_REPORT_SECONDS}" 2048
  fuzz_one trust "${1:-$FUZZ_TRUST_SECONDS}" 8192
}

# fuzz_one TARGET SECONDS LONGEST
fuzz_one() {
  local log=target/fuzz-$1.log
  mkdir -p target/fuzz-found "target/fuzz-corpus/$1"
  cp -n "fuzz/corpus/$1"/* "target/fuzz-corpus/$1/"
  say "Fuzzing: $1, for $2 seconds …"
  target/fuzz/*/release/"$1" "target/fuzz-corpus/$1" -artifact_prefix=target/fuzz-found/ -max_len="$3" -timeout=10 \
    -max_total_time="$2" >"$log" 2>&1 || { tail -40 "$log" >&2; fail "An input broke it (target/fuzz-found; all of it in $log)."; }
  tail -1 "$log" >&2
}

bench() {
  build; need_chromium; need_postgres; need_debian wrk wrk sqlite3 sqlite3 psql postgresql-client
  need_packages benches/peers 'what Cuecard is measured beside'
  build_wasm cuecard-bench cuecard_bench bench
  build_wasm cuecard-bench-trust cuecard_bench_trust bench-trust-ground --no-default-features
  build_wasm cuecard-bench-trust cuecard_bench_trust bench-trust
  say 'Building the engine and the server as they are released …'
  cargo build --quiet --release --package cuecard-bench --bin cuecard-bench-native
  cargo build --quiet --release --package cuecard-cli
  cargo build --quiet --release --package cuecard-server --example noop
  cargo build --quiet --release --package cuecard --example trust --features trust
  exec node benches/bench.mjs "$@"
}

package() {
  build
  need_debian zip zip
  local version; version=$(node -p 'require("./manifest.json").version')
  local out=$PWD/target/cuecard-$version.zip
  rm -f "$out"
  (cd target/extension && zip -q -X -r "$out" .)
  say "Packed: $out"
}

case "${1:-}" in
  build) shift; build "$@" ;;
  demo) shift; demo "$@" ;;
  test) shift; test_all "$@" ;;
  gallery) shift; gallery "$@" ;;
  inspect) shift; inspect "$@" ;;
  fuzz) shift; fuzz "$@" ;;
  bench) shift; bench "$@" ;;
  package) shift; package "$@" ;;
  *) sed -n '2,12s/^# \{0,1\}//p' "$0"; [ -z "${1:-}" ] && exit 0; exit 2 ;;
esac

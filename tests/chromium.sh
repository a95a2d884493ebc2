#!/bin/bash
# For tests that look at a page in a browser: `have_chromium || ...; chromium_run OPTION... URL`.
# Chromium is a package of .ci/packages-ci: without it these tests are skipped, with a message.
have_chromium() { [ -n "$(command -v chromium)" ]; }
chromium_run() {
  local profile rc
  profile=$(mktemp -d)
  timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
    --user-data-dir="$profile" "$@"
  rc=$?
  rm -rf "$profile"
  return $rc
}

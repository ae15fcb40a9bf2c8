#!/usr/bin/env bash
# Measures the pages in Chromium: first paint and layout shifts, clicks in a table of 5,000 runs, frames while charts of 100,000
# points are moved. It writes the tables of docs/benchmarks-pages.md to the standard output.
#
#   bench/pages.sh
# The service runs in the same process, with a database in memory. Chromium draws without a graphics card. Needs chromium, as the
# browser tests do, and a quiet machine.
set -euo pipefail
cd "$(dirname "$0")/.."

report=$(mktemp)
trap 'rm -f "$report"' EXIT
./mvnw -q test -Dtest=PageSpeed -Dmtdnn.pages.report="$report" >&2
cat "$report"

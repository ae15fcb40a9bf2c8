#!/bin/sh
# Puts POST /qa of a running service under load and prints tables for the README.
#
#   bench/serving_load.sh exact    [questions=500] [file=lines.ndjson] [clients=16]
#   bench/serving_load.sh latency  [questions=500] [file=lines.ndjson]
#   bench/serving_load.sh overload [seconds=600] [factor=4] [calibrate=20] [pid=<the service's process>]
#   bench/serving_load.sh alias    models=<id>,<id> [seconds=60] [clients=4]
#
# URL names the service (default http://127.0.0.1:8080). Ends with 1 when an answer differs, a request ends otherwise than
# with 200 or 503, or an answer is not one model's alone.
set -eu
cd "$(dirname "$0")/.."
mode=${1:-exact}
[ $# -gt 0 ] && shift
exec java -Xmx512m bench/ServingLoad.java "${URL:-http://127.0.0.1:8080}" "$mode" "$@"

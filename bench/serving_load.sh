#!/bin/sh
# Puts POST /qa of a running service under load and prints the tables of docs/serving.md.
#
#   bench/serving_load.sh exact    [questions=500] [file=lines.ndjson] [clients=16]
#   bench/serving_load.sh latency  [questions=500] [file=lines.ndjson]
#   bench/serving_load.sh overload [seconds=600] [factor=4] [calibrate=20] [pid=<the service's process>]
#   bench/serving_load.sh alias    models=<id>,<id> [seconds=60] [clients=4]
# URL names the service (default http://127.0.0.1:8080). Exits with 1 if an answer differs, a response has another status than
# 200 or 503, or an answer mixes two models.
set -eu
cd "$(dirname "$0")/.."
mode=${1:-exact}
[ $# -gt 0 ] && shift
exec java -Xmx512m bench/ServingLoad.java "${URL:-http://127.0.0.1:8080}" "$mode" "$@"

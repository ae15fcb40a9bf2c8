#!/usr/bin/env bash
# Measures the load that the runs of two studies put on the database: worker nodes on a real PostgreSQL, with an engine that takes no time.
#
#   bench/scaling.sh [nodes=10] [devices=5] [runs=1000]
#
# Prints a Markdown table. All nodes are in one process, so the machine's processors limit the rate before the database does.
set -euo pipefail
cd "$(dirname "$0")/.."
exec bench/java.sh io.mtdnn.jobs.StudyLoad "${1:-10}" "${2:-5}" "${3:-1000}"

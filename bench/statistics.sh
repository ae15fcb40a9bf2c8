#!/usr/bin/env bash
# Measures the coverage of the intervals in simulated experiments of the size of SQuAD 2.0's development set:
# bench/statistics.sh [experiments [seed]]. Prints the table of docs/statistics.md; 1,000 experiments a line take about ten minutes.
set -euo pipefail
exec "$(dirname "$0")/java.sh" io.mtdnn.evaluation.statistics.CoverageBench "$@"

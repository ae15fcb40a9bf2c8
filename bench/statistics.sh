#!/usr/bin/env bash
# Coverage of the intervals in made-up studies of the size of SQuAD 2.0's development set: bench/statistics.sh [studies [seed]].
# Prints the table of docs/statistics.md; 1,000 studies a line take about ten minutes.
set -euo pipefail
exec "$(dirname "$0")/java.sh" io.mtdnn.evaluation.statistics.CoverageBench "$@"

#!/usr/bin/env bash
# Measures the cost of affinity, and how well it predicts the effect of training two tasks together.
#
#   bench/affinity.sh cost --data DIR        the same run with and without affinity, alternating; processor time of the service
#   bench/affinity.sh sweep --data DIR       every pair of tasks together compared with each alone, and the rank correlation of
#                                            the gains with the affinities and cosines of one run of all tasks
#   bench/affinity.sh --help
#
# With --results FILE, an interrupted measurement continues with the runs that are missing.
#
# DIR is a data folder with the tasks' files (CoLA, MRPC, MNLI and QNLI unless --tasks names others). Needs a JDK 17, Python 3
# (standard library only) and Linux. The jar is built if it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/affinity.py "$@" --jar "$jar"

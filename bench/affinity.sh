#!/usr/bin/env bash
# What measuring affinity costs, and how well it predicts what training two tasks together does.
#
#   bench/affinity.sh cost --data DIR        the same run with and without, by turns; processor time of the service
#   bench/affinity.sh sweep --data DIR       every pair of tasks together against each alone, and the rank correlation of the
#                                            gains with the affinities and cosines of one run of all tasks
#   bench/affinity.sh --help
#
# DIR is a data folder with the tasks' files (CoLA, MRPC, MNLI and QNLI unless --tasks names others). Needs a JDK 17, Python 3
# (standard library only), Linux and a built jar (it is built when missing).
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/affinity.py "$@" --jar "$jar"

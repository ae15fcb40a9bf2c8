#!/usr/bin/env bash
# Does memory stay flat? Trains 5,000 steps, then answers 100,000 questions, in one process, and draws its resident memory.
#
#   bench/soak.sh                                            a tiny random encoder: some ten minutes
#   bench/soak.sh --encoder minilm-l6-uncased                MiniLM: hours
#   bench/soak.sh --help
#
# Writes docs/images/soak.svg and prints a table; ends with 1 when memory grew. Needs a JDK 17, Python 3 (standard library
# only), Linux and a built jar (it is built when missing).
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/soak.py --jar "$jar" "$@"

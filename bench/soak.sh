#!/usr/bin/env bash
# Checks that memory does not grow: trains 5,000 steps, then answers 100,000 questions in one process, and plots its resident memory.
#
#   bench/soak.sh                                            a tiny random encoder: about ten minutes
#   bench/soak.sh --encoder minilm-l6-uncased                MiniLM: hours
#   bench/soak.sh --help
#
# Writes docs/images/soak.svg and prints a table; exits with 1 if memory grew. Needs a JDK 17, Python 3 (standard library
# only) and Linux. The jar is built if it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/soak.py --jar "$jar" "$@"

#!/usr/bin/env bash
# 100,000 random questions and contexts for a running service: emoji, right-to-left, combining marks, control characters, lone
# surrogates, nothing, very long. No answer may be a failure of the service, and offsets cut the answer out of the context.
#
#   bench/fuzz.sh [--texts 100000] [--seed 1]
#
# Trains a tiny random BERT for a moment first. Needs a JDK 17, Python 3 (standard library only) and a built jar (it is built
# when missing). Prints a table; ends with 1 when anything was wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/fuzz.py --jar "$jar" "$@"

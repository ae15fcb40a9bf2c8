#!/usr/bin/env bash
# Sends 100,000 random questions and contexts to a service: emoji, right-to-left text, combining marks, control characters, lone
# surrogates, empty and very long texts. No request may cause an internal error, and offsets must delimit the answer in the context.
#
#   bench/fuzz.sh [--texts 100000] [--seed 1]
# Starts a service and briefly trains a tiny random BERT first. Needs a JDK 17 and Python 3 (standard library only). The jar is built
# if it is missing. Prints a table; exits with 1 if a check failed.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/fuzz.py --jar "$jar" "$@"

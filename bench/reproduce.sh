#!/usr/bin/env bash
# Trains tables 1 and 2 of the paper at the scale of this machine, through the API alone: bench/reproduce.sh [--plan-only] [--url URL] ...
# Needs a running service with SQuAD 2.0, SWAG (or --choices hellaswag), CoLA, MRPC and MNLI in its data folder; --help lists the
# options. It can be stopped and started again at any time: finished runs are kept. --plan-only computes the size on the service's
# machine. Writes docs/reproduction.md and its figures; --write-only writes them from the runs that have finished so far.
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 bench/reproduce.py "$@"

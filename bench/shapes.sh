#!/usr/bin/env bash
# Plots the speed of training steps and inference by length and batch, below the ceiling of the processor: docs/images/speed-*.svg.
#
#   bench/compare.sh --rows ceiling                                  # once, for the ceiling
#   bench/shapes.sh [encoder=minilm-l6-uncased] [precisions=fp32,bf16]
#
# Takes about six minutes on two cores. Run nothing else meanwhile.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
results=$root/target/bench
mkdir -p "$results"
threads=${BENCH_THREADS:-$(nproc)}
JAVA_OPTS="-Dai.djl.pytorch.num_threads=$threads -Dai.djl.pytorch.num_interop_threads=1 ${JAVA_OPTS:-}" \
	"$root/bench/java.sh" io.mtdnn.bench.Shapes "${1:-minilm-l6-uncased}" "${2:-fp32,bf16}" "$results/shapes.json"
BENCH_BUILT=1 "$root/bench/java.sh" io.mtdnn.experiments.figure.SpeedFigure "$results/shapes.json" "$results/results.json" "$root/docs/images"

#!/usr/bin/env bash
# Compares our service with the reference programs; writes docs/benchmarks.md, or the file that --output names.
#
#   bench/compare.sh --quick [--data DIR] [--model DIR]      under 10 minutes
#   bench/compare.sh --data DIR --model DIR [--large-model DIR]   everything, in several hours
#   bench/compare.sh --rows train-minilm,ceiling             some rows; the others are kept
# --data is a directory with SQuAD 2.0 (dev-v2.0.json, train-v2.0.json); --model is a trained model's directory (config.json,
# model.safetensors, tokenizer.json, mtdnn.json). Rows that lack something are skipped with a message.
# The reference programs are installed into bench/.venv from bench/requirements.txt, unless PEER_PYTHON names a Python that has them;
# the question-answering pipeline, which transformers 5 lacks, into bench/.venv-pipeline (PEER_PIPELINE_PYTHON).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}

peer() { # directory, requirements, test
	[ -x "$here/$1/bin/python" ] || "$python" -m venv "$here/$1"
	"$here/$1/bin/python" -c "$3" 2>/dev/null || "$here/$1/bin/pip" install -q --extra-index-url https://download.pytorch.org/whl/cpu -r "$here/$2"
	"$here/$1/bin/python" -c "$3"
}

if [ -z "${PEER_PYTHON:-}" ]; then
	peer .venv requirements.txt "import torch, transformers, onnxruntime, onnx, numpy"
	PEER_PYTHON=$here/.venv/bin/python
fi
if [ -z "${PEER_PIPELINE_PYTHON:-}" ]; then
	if peer .venv-pipeline requirements-pipeline.txt "from transformers import QuestionAnsweringPipeline"; then
		PEER_PIPELINE_PYTHON=$here/.venv-pipeline/bin/python
	else
		echo "SKIPPED: the question-answering pipeline could not be installed" >&2
	fi
fi
export PEER_PYTHON PEER_PIPELINE_PYTHON
profile=$("$python" -c 'import sys; print("-Pbert-base-cased" if "--quick" not in sys.argv else "")' "$@")
(cd "$here/.." && ./mvnw -q ${MAVEN_ARGS:-} $profile -DskipTests test-compile \
	dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/bench.classpath)
export BENCH_BUILT=1
exec "$PEER_PYTHON" "$here/compare.py" "$@"

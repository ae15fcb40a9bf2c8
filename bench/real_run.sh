#!/usr/bin/env bash
# Trains on real SQuAD 2.0 questions and evaluates on the whole dev set, through the service's own API.
#
#   bench/real_run.sh DATA_DIR [OUTPUT_DIR]
# DATA_DIR contains squad/dev-v2.0.json and a training file (TRAIN, default squad/train-v2.0-rebuilt-subset.json.gz).
# The defaults are MiniLM on 8,000 questions for one epoch; PLAN=file.json runs another plan.
# Prints the final metrics beside the always-empty baseline, speed, and the process's peak memory.
set -euo pipefail

data=$(cd "${1:?usage: bench/real_run.sh DATA_DIR [OUTPUT_DIR]}" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
out=${2:-$root/target/real-run}
port=${PORT:-18080}
base=http://127.0.0.1:$port
mkdir -p "$out"
out=$(cd "$out" && pwd)

jar=$("$root/bench/jar.sh")

plan=$out/plan.json
if [ -n "${PLAN:-}" ]; then
	cp "$PLAN" "$plan"
else
	cat >"$plan" <<JSON
{ "name": "minilm, 8,000 SQuAD 2.0 questions", "encoder": "minilm-l6-uncased", "tasks": [ {"dataset": "squad-v2"} ],
  "epochs": 1, "batchSize": 16, "learningRate": 1e-4, "dropout": 0.1, "spanLoss": "mean", "maxSequenceLength": 256, "docStride": 128,
  "clipNorm": 1.0, "limits": { "train": {"squad-v2": 8000} } }
JSON
fi

# Database, runs and models stay under OUTPUT_DIR. The jar is copied because a build would replace it.
cd "$out"
cp "$jar" server.jar
java ${JAVA_OPTS:-} -jar server.jar --server.port="$port" --mtdnn.data-dir="$data" \
	--mtdnn.datasets.files.squad-v2.train="${TRAIN:-train-v2.0-rebuilt-subset.json.gz}" \
	--mtdnn.encoder-archives="$root/target/encoder-archives" ${SERVER_ARGS:-} >"$out/server.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
until curl -sf "$base/actuator/health" >/dev/null; do
	kill -0 $server 2>/dev/null || { tail -n 40 "$out/server.log"; exit 1; }
	sleep 1
done

curl -s -X POST "$base/jobs" -H 'Content-Type: application/json' --data-binary @"$plan" >"$out/submitted.json"
id=$(sed -n 's/^{"id":"\([^"]*\)".*/\1/p' "$out/submitted.json")
[ -n "$id" ] || { cat "$out/submitted.json"; exit 1; }
echo "job $id"
while :; do
	curl -s "$base/jobs/$id" >"$out/job.json" || true
	status=$(grep -o '"status":"[A-Z]*"' "$out/job.json" | head -n 1 | cut -d'"' -f4)
	echo "$(date +%T) $status $(grep -o '"progress":{[^}]*}' "$out/job.json" || true)"
	case "$status" in SUCCEEDED | FAILED | CANCELLED) break ;; esac
	sleep "${POLL_SECONDS:-20}"
done
curl -s "$base/jobs/$id/metrics?points=1000" >"$out/metrics.json"
grep -o '"evaluations":.*' "$out/metrics.json" || cat "$out/job.json"
grep VmHWM /proc/$server/status 2>/dev/null || true

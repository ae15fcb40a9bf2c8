#!/usr/bin/env bash
# Takes screenshots of every page of a running service into docs/images, at 1280 and 390 pixels, light and dark.
#
#   bench/pictures.sh [http://127.0.0.1:8080]
# The screenshots show real runs: if fewer than four have succeeded, the sample job and three variations are trained first; if
# there is no experiment, `quick` is run with three seeds.
# Needs chromium, as the browser tests do.
set -euo pipefail
cd "$(dirname "$0")/.."

BASE="${1:-http://127.0.0.1:8080}"
VARIATION='{"name": "sample at %s", "encoder": "minilm-l6-uncased", "epochs": 2, "learningRate": 2e-4, "dropout": 0.1, "maxSequenceLength": 192,
	"docStride": 96, "tags": ["sweep"], "tasks": [{"dataset": "sample-squad", "weight": %s}, {"dataset": "sample-swag"}, {"dataset": "sample-cola"}]}'

main() {
	if [ "$(count SUCCEEDED)" -lt 4 ]; then
		post "@src/main/resources/static/sample-job.json"
		for weight in 0.5 0.7 0.9; do
			# shellcheck disable=SC2059
			post "$(printf "$VARIATION" "$weight" "$weight")"
		done
	fi
	if ! curl -fsS "$BASE/experiments?limit=1" | grep -q '"name"'; then
		curl -fsS -o /dev/null -H 'Content-Type: application/json' -d '{"preset": "quick", "seeds": [0, 1, 2]}' "$BASE/experiments"
	fi
	while [ "$(($(count PREPARING) + $(count QUEUED) + $(count RUNNING)))" -gt 0 ] || curl -fsS "$BASE/experiments?limit=1" | grep -q '"RUNNING"'; do
		sleep 5
	done
	./mvnw -q test -Dtest=Pictures -Dmtdnn.pictures.of="$BASE"
	ls docs/images
}

post() { curl -fsS -o /dev/null -H 'Content-Type: application/json' --data-binary "$1" "$BASE/jobs"; }
count() { curl -fsS "$BASE/jobs?status=$1&limit=100" | grep -o '"number"' | wc -l; }

main

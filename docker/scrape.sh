#!/usr/bin/env bash
# Evaluates every query of the dashboards and every alert rule in a real Prometheus, against a service that trains the sample
# job, answers, refuses and fails.
#
#   docker/scrape.sh            needs a built jar, curl, Python 3 with PyYAML, and Prometheus (Debian: apt install prometheus)
#   docker/scrape.sh --keep     leaves the service on 18941 and Prometheus on 19091 until a key is pressed
#
# Ends with 0 and says so where Prometheus is not installed.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v prometheus >/dev/null || { echo "skipped: prometheus is not installed (apt install prometheus)"; exit 0; }

service=http://127.0.0.1:18941
prometheus=http://127.0.0.1:19091
admin=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
metrics=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
run=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$run"' EXIT

call() { curl -sS -H "Authorization: Bearer $admin" -H 'Content-Type: application/json' "$@"; }

wait_for() {
	for _ in $(seq 600); do
		if "${@:2}"; then return; fi
		sleep 1
	done
	echo "$1 did not come" >&2
	exit 1
}

ready() { curl -sf -o /dev/null "$service/actuator/health/readiness" || kill -0 "${pids[0]}" || exit 1; curl -sf -o /dev/null "$service/actuator/health/readiness"; }

ended() { [[ $(call "$service/jobs/$job") =~ \"status\":\"(SUCCEEDED|FAILED|CANCELLED)\" ]]; }

cp target/mtdnn-server-*.jar "$run/server.jar"
archives=$PWD/target/encoder-archives
sample=$PWD/src/main/resources/static/sample-job.json
(cd "$run" && exec java -Xmx2g -jar server.jar --server.port=18941 --mtdnn.encoder-archives="$archives" \
	--mtdnn.security.mode=secured --mtdnn.security.admin-key="$admin" --mtdnn.security.metrics-key="$metrics" \
	--mtdnn.serving.batching.queue-capacity=4 --mtdnn.serving.answer-cache=16MB >service.log 2>&1) &
pids+=($!)

# The committed file as it is, but for where the key, the rules and the one node are.
printf %s "$metrics" >"$run/key"
python3 - "$run" <<'PYTHON'
import pathlib, sys, yaml
run = pathlib.Path(sys.argv[1])
settings = yaml.safe_load(pathlib.Path("docker/prometheus/prometheus.yml").read_text())
settings["global"] = {"scrape_interval": "5s", "evaluation_interval": "5s"}
settings["rule_files"] = [str(pathlib.Path("docker/prometheus/alerts.yml").resolve())]
scrape = settings["scrape_configs"][0]
scrape["authorization"]["credentials_file"] = str(run / "key")
del scrape["dns_sd_configs"]
scrape["static_configs"] = [{"targets": ["127.0.0.1:18941"]}]
(run / "prometheus.yml").write_text(yaml.safe_dump(settings))
PYTHON
prometheus --config.file="$run/prometheus.yml" --storage.tsdb.path="$run/series" --web.listen-address=127.0.0.1:19091 \
	>"$run/prometheus.log" 2>&1 &
pids+=($!)

wait_for "The service" ready
echo "Training the sample job"
job=$(call "$service/jobs" --data-binary "@$sample" | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4)
wait_for "The end of the job" ended

echo "Asking; more than the queue holds at times"
long=$(printf 'The lighthouse of Skarvika was built in 1874 by Marta Lindqvist. %.0s' $(seq 8))
for round in $(seq 12); do
	for i in $(seq 12); do
		call -o /dev/null "$service/qa" -d "{\"question\": \"Who built it, $round $i?\", \"context\": \"$long\"}" &
		asking[i]=$!
	done
	wait "${asking[@]}"
	call -o /dev/null "$service/qa" -d "{\"question\": \"Who built it, $round 1?\", \"context\": \"$long\"}"
	sleep 2
done
sleep 6
docker/check.py --prometheus "$prometheus"
[ "${1:-}" != --keep ] || read -r -p "Service $service (key $admin), Prometheus $prometheus; Enter ends both. "

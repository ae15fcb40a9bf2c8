#!/usr/bin/env bash
# Evaluates every query of the dashboards and every alert rule in a real Prometheus, against a service that trains the sample
# job, answers, and rejects requests while a job fails.
#
#   docker/scrape.sh            requires a built jar, curl, Python 3 with PyYAML, and Prometheus (Debian: apt install prometheus)
#   docker/scrape.sh --keep     keeps the service on 18941 and Prometheus on 19091 running until a key is pressed
set -euo pipefail
cd "$(dirname "$0")/.."
. docker/observed.sh

ended() { [[ $(call "$service/jobs/$job") =~ \"status\":\"(SUCCEEDED|FAILED|CANCELLED)\" ]]; }

observe --mtdnn.serving.batching.queue-capacity=4
echo "Training the sample job"
job=$(call "$service/jobs" --data-binary @src/main/resources/static/sample-job.json | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4)
wait_for "The end of the job" ended
call -o /dev/null -X PUT "$service/models/aliases/default" -d "{\"model\": \"$job\"}"

echo "Sending questions, at times more than the queue holds"
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

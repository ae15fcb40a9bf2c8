# Sourced by scrape.sh and dashboards.sh in the project's folder: a service on 18941 and a Prometheus on 19091 that scrapes it
# every five seconds; both end with the script. Prints a message and exits with 0 if Prometheus is not installed.

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
	echo "Timed out waiting for: $1" >&2
	exit 1
}

ready() { curl -sf -o /dev/null "$service/actuator/health/readiness" || kill -0 "${pids[0]}" || exit 1; curl -sf -o /dev/null "$service/actuator/health/readiness"; }

# observe SETTINGS...: starts both; SETTINGS are passed to the service.
observe() {
	cp target/mtdnn-server-*.jar "$run/server.jar"
	local archives=$PWD/target/encoder-archives
	(cd "$run" && exec java -Xmx2g -jar server.jar --server.port=18941 --mtdnn.encoder-archives="$archives" \
		--mtdnn.security.mode=secured --mtdnn.security.admin-key="$admin" --mtdnn.security.metrics-key="$metrics" \
		--mtdnn.serving.answer-cache=16MB "$@" >service.log 2>&1) &
	pids+=($!)
	# The committed file with the paths of the key and rules and the address of the single node replaced.
	printf %s "$metrics" >"$run/key"
	sed -e 's/\(scrape\|evaluation\)_interval: .*/\1_interval: 5s/' -e "s#/etc/prometheus#$PWD/docker/prometheus#" \
		-e "s#/run/secrets/mtdnn_metrics_key#$run/key#" -e '/dns_sd_configs:/,$d' docker/prometheus/prometheus.yml >"$run/prometheus.yml"
	echo '    static_configs: [{targets: ["127.0.0.1:18941"]}]' >>"$run/prometheus.yml"
	prometheus --config.file="$run/prometheus.yml" --storage.tsdb.path="$run/series" --web.listen-address=127.0.0.1:19091 \
		>"$run/prometheus.log" 2>&1 &
	pids+=($!)
	wait_for "The service" ready
}

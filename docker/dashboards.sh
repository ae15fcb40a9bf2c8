#!/usr/bin/env bash
# Takes the dashboard screenshots in docs/images: for a few minutes, a service trains, answers, and rejects requests while jobs
# fail or are cancelled; a real Prometheus scrapes it, and Chromium takes a screenshot of each dashboard in Grafana.
#
#   docker/dashboards.sh GRAFANA [folder]    requires a built jar, curl, Python 3, Chromium, and Prometheus (Debian: apt install prometheus)
#
# GRAFANA is the address of a Grafana that shows the provisioned dashboards without login and uses that Prometheus:
#
#   cp -rT docker/grafana/provisioning target/grafana
#   sed -i s#http://prometheus:9090#http://127.0.0.1:19091# target/grafana/datasources/*
#   docker run --rm --network host -e GF_AUTH_ANONYMOUS_ENABLED=true -v "$PWD/target/grafana:/etc/grafana/provisioning:ro" \
#       -v "$PWD/docker/grafana/dashboards:/var/lib/grafana/dashboards:ro" grafana/grafana:12.1.0
#
# KEEP names a folder that receives Prometheus' series and the service's log.
set -euo pipefail
cd "$(dirname "$0")/.."
grafana=${1:?the address of a Grafana is required} folder=${2:-docs/images}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "Chromium is not installed" >&2; exit 1; }
curl -sfS -o /dev/null "$grafana/api/dashboards/uid/mtdnn-training" || { echo "$grafana does not show the dashboard Training" >&2; exit 1; }
. docker/observed.sh

recorded() {
	curl -sfG "$grafana/api/datasources/proxy/uid/prometheus/api/v1/query" --data-urlencode "query=up{instance=\"${service#http://}\"}" | grep -q '"value"'
}

# photograph NAME UID: the window is as high as the dashboard; Chromium's time limit for the page ends before its next refresh.
photograph() {
	local options=(--headless --disable-gpu --hide-scrollbars --force-device-scale-factor=1 --user-data-dir="$run/browser")
	[ "$(id -u)" -ne 0 ] || options+=(--no-sandbox)
	TZ=UTC "$browser" "${options[@]}" --window-size=1600,1280 --virtual-time-budget=9000 --screenshot="$run/$1.png" \
		"$grafana/d/$2?kiosk=tv&theme=dark&from=${began}000&to=${ended}000" >"$run/browser.log" 2>&1 || { cat "$run/browser.log" >&2; exit 1; }
	mv "$run/$1.png" "$folder/dashboard-$1.png"
}

observe --mtdnn.serving.batching.queue-capacity=48 --mtdnn.security.rate-limit.requests-per-minute=0
wait_for "The service in Grafana's data source" recorded
began=$(date +%s)
python3 docker/traffic.py "$service" "$run/data" <<<"$admin"
ended=$(date +%s)
for board in docker/grafana/dashboards/*.json; do
	photograph "$(basename "$board" .json)" "$(grep -om 1 '"mtdnn-[a-z]*"' "$board" | tr -d '"')"
done
[ -z "${KEEP:-}" ] || cp -r "$run/series" "$run/service.log" "$KEEP"

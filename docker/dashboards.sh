#!/usr/bin/env bash
# Takes the pictures of the dashboards in docs/images: for some minutes a service trains, answers, refuses, fails and is
# cancelled, a real Prometheus scrapes it, and dashboards.py draws the dashboards from what it recorded. Grafana takes no part.
#
#   docker/dashboards.sh [folder]    needs a built jar, curl, Python 3, Chromium, and Prometheus (Debian: apt install prometheus)
#
# KEEP names a folder that gets Prometheus' series and the service's log.
set -euo pipefail
cd "$(dirname "$0")/.."
. docker/observed.sh

observe --mtdnn.serving.batching.queue-capacity=48 --mtdnn.security.rate-limit.requests-per-minute=0
began=$SECONDS
python3 docker/traffic.py "$service" "$run/data" <<<"$admin"
docker/dashboards.py --prometheus "$prometheus" --seconds "$((SECONDS - began))" --to "${1:-docs/images}"
[ -z "${KEEP:-}" ] || cp -r "$run/series" "$run/service.log" "$KEEP"

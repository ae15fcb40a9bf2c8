#!/usr/bin/env bash
# Takes the pictures of the dashboards in docs/images: a service trains, answers, refuses, fails and is cancelled for twelve
# minutes, a real Prometheus scrapes it, and dashboards.py draws the dashboards from what it recorded. Grafana takes no part.
#
#   docker/dashboards.sh [folder]    needs a built jar, curl, Python 3, Chromium, and Prometheus (Debian: apt install prometheus)
set -euo pipefail
cd "$(dirname "$0")/.."
. docker/observed.sh

observe --mtdnn.serving.batching.queue-capacity=48 --mtdnn.security.rate-limit.requests-per-minute=0
python3 docker/traffic.py "$service" "$run/data" --minutes "${MINUTES:-12}" <<<"$admin"
docker/dashboards.py --prometheus "$prometheus" --minutes "${MINUTES:-12}" --scrape-interval 5 --to "${1:-docs/images}"
[ -z "${KEEP:-}" ] || { cp -r "$run/series" "$run/service.log" "$KEEP"; }

#!/usr/bin/env bash
# Time from the command to readiness without models, and the processor time it took: median of some starts in an empty folder.
#
#   bench/startup.sh                       the built jar, as it is
#   bench/startup.sh -XX:AOTCache=app.aot -jar extracted/app.jar
#
# STARTS (5) and JAVA choose how often and with which JVM.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
if [ $# -eq 0 ]; then
	set -- -jar "$(ls "$root"/target/mtdnn-server-*.jar | head -n 1)"
fi
port=18971
for _ in $(seq "${STARTS:-5}"); do
	folder=$(mktemp -d)
	began=$(date +%s%N)
	(cd "$folder" && exec env PORT=$port "${JAVA:-java}" "$@" >log 2>&1) &
	process=$!
	until curl -sf -o /dev/null --max-time 1 "http://127.0.0.1:$port/actuator/health/readiness"; do
		kill -0 "$process" 2>/dev/null || { tail -n 20 "$folder/log" >&2; exit 1; }
		sleep 0.05
	done
	ended=$(date +%s%N)
	echo "$(((ended - began) / 1000000)) $(awk -v ticks="$(getconf CLK_TCK)" '{printf "%d", ($14 + $15) * 1000 / ticks}' "/proc/$process/stat")"
	kill "$process"
	wait "$process" || true
	rm -rf "$folder"
done | sort -n | awk '{wall[NR] = $1; cpu[NR] = $2; print "  " $1 / 1000 " s, processor " $2 / 1000 " s"}
	END {m = int((NR + 1) / 2); print "median " wall[m] / 1000 " s to readiness, processor " cpu[m] / 1000 " s, " NR " starts"}'

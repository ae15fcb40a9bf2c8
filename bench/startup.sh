#!/usr/bin/env bash
# Measures the time from the command to readiness without models, and the processor time: the median of several starts in an empty folder.
#
#   bench/startup.sh                       the built jar; unpacked; and unpacked with an AOT cache (from Java 25 on, as in
#                                          the image) or a class data archive (earlier versions)
#   bench/startup.sh -XX:AOTCache=/app/app.aot -jar /app/app.jar
# STARTS (default 5) is the number of starts, JAVA the JVM. Paths among the arguments must be absolute.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA:-java}
port=18971
work=$(mktemp -d)
process=
trap '[ -z "$process" ] || kill "$process" 2>/dev/null || true; rm -rf "$work"' EXIT

# wall and processor milliseconds of one start
once() {
	local folder began ended
	folder=$(mktemp -d -p "$work")
	began=$(date +%s%N)
	(cd "$folder" && exec env PORT=$port "$java" "$@" >log 2>&1) &
	process=$!
	until curl -sf -o /dev/null --max-time 1 "http://127.0.0.1:$port/actuator/health/readiness"; do
		kill -0 "$process" 2>/dev/null || { tail -n 20 "$folder/log" >&2; exit 1; }
		sleep 0.05
	done
	ended=$(date +%s%N)
	echo "$(((ended - began) / 1000000)) $(awk -v ticks="$(getconf CLK_TCK)" '{printf "%d", ($14 + $15) * 1000 / ticks}' "/proc/$process/stat")" >>"$work/times"
	kill "$process"
	wait "$process" || true
	process=
}

measure() {
	echo "$1"
	shift
	: >"$work/times"
	for _ in $(seq "${STARTS:-5}"); do
		once "$@"
	done
	sort -n "$work/times" | awk '{wall[NR] = $1; cpu[NR] = $2; print "  " $1 / 1000 " s, processor " $2 / 1000 " s"}
		END {m = int((NR + 1) / 2); print "  median " wall[m] / 1000 " s to readiness, processor " cpu[m] / 1000 " s, " NR " starts"}'
}

# a start that ends once all beans exist, to record the classes
learn() {
	(cd "$work" && "$java" "$1" -Dspring.context.exit=onRefresh -jar "$work/app/app.jar" --spring.main.banner-mode=off \
		--logging.level.root=warn "--spring.datasource.url=jdbc:h2:mem:start;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" \
		>learn.log 2>&1) || { tail -n 20 "$work/learn.log" >&2; exit 1; }
}

if curl -s -o /dev/null --max-time 1 "http://127.0.0.1:$port/"; then
	echo "port $port is in use" >&2
	exit 1
fi
"$java" -version 2>&1 | head -n 1
if [ $# -gt 0 ]; then
	measure "$*" "$@"
	exit
fi
jar=$("$root/bench/jar.sh")
# a copy, because a build may replace the jar meanwhile
cp "$jar" "$work/app.jar"
"$java" -Djarmode=tools -jar "$work/app.jar" extract --destination "$work/app" >/dev/null
measure "jar" -jar "$work/app.jar"
measure "unpacked" -jar "$work/app/app.jar"
if "$java" -XX:AOTCacheOutput="$work/none.aot" -version >/dev/null 2>&1; then
	learn "-XX:AOTCacheOutput=$work/app.aot"
	measure "unpacked, AOT cache" "-XX:AOTCache=$work/app.aot" -jar "$work/app/app.jar"
else
	learn "-XX:ArchiveClassesAtExit=$work/app.jsa"
	measure "unpacked, class data archive" "-XX:SharedArchiveFile=$work/app.jsa" -jar "$work/app/app.jar"
fi

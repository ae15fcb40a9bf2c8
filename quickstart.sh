#!/usr/bin/env bash
# Builds the service, starts it on this machine, trains the sample job, and asks the trained model two questions.
#
#   ./quickstart.sh          everything; the service keeps running afterwards
#   ./quickstart.sh --stop   stops the service
#
# PORT selects a port other than 8080. The script needs only curl and a JDK, version 17 or newer.
set -euo pipefail
cd "$(dirname "$0")"

PORT="${PORT:-8080}"
BASE="http://127.0.0.1:$PORT"
RUN=.quickstart
PID_FILE="$RUN/pid"
LOG="$RUN/service.log"
APP="$PWD/$RUN/app"
# Options for a fast start and little memory on a small machine: libtorch computes, not the JVM.
JVM=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms48m)
PLAN=src/main/resources/static/sample-job.json
QUESTION='Who built the lighthouse of Skarvika?'
UNANSWERABLE='What does a ticket cost?'
CONTEXT='The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist. It stands on a cliff of grey granite and its light can be seen from 31 kilometres away. Until 1962 three keepers lived in the tower with their families.'

main() {
	mkdir -p "$RUN"
	case "${1:-}" in
		"") run ;;
		--stop) stop ;;
		*) fail "Unknown option $1. The only option is --stop." ;;
	esac
}

run() {
	if running; then
		fail "The service is already running (process $(cat "$PID_FILE")). Stop it with ./quickstart.sh --stop"
	fi
	# Until the service runs, the file has the number of this script, so that a second one does not start beside it.
	rm -f "$PID_FILE"
	(set -o noclobber && echo $$ >"$PID_FILE") 2>/dev/null || fail "The service is being started by another ./quickstart.sh"
	require_tools
	local started=$SECONDS
	build
	prepare
	start
	train
	ask
	addresses "$((SECONDS - started))"
}

require_tools() {
	command -v curl >/dev/null || fail "curl is required."
	if [ -n "${JAVA_HOME:-}" ]; then
		JAVA="$JAVA_HOME/bin/java"
	else
		JAVA=$(command -v java || true)
	fi
	[ -n "$JAVA" ] && [ -x "$JAVA" ] || fail "A JDK, version 17 or newer, is required: set JAVA_HOME or put java on the PATH."
	local version
	version=$("$JAVA" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = \([0-9]*\).*/\1/p')
	[ "${version:-0}" -ge 17 ] || fail "A JDK, version 17 or newer, is required; $JAVA is version ${version:-unknown}."
	[ -x "$(dirname "$JAVA")/javac" ] || [ -n "${JAVA_HOME:-}" ] || command -v javac >/dev/null \
		|| fail "$JAVA belongs to a runtime without a compiler; a JDK is required."
	if curl -s -o /dev/null --max-time 2 "$BASE/"; then
		fail "Port $PORT is in use. Choose another: PORT=8081 ./quickstart.sh"
	fi
}

build() {
	say "Building (the first build downloads about 600 MB)"
	./mvnw -q -B -DskipTests package >"$RUN/build.log" 2>&1 || {
		tail -n 30 "$RUN/build.log" >&2
		fail "The build failed; the complete output is in $RUN/build.log"
	}
}

# Unpacks the jar and stores what the JVM records about its classes, which halves the time of every start after the build: an AOT
# cache (JEP 483, 514) from Java 25 on, a class data archive (JEP 350) before. Both are valid for one JVM and one build only.
prepare() {
	local jar version
	# The newest: after an upgrade, the jar of the version before is there too.
	jar=$(ls -t target/mtdnn-server-*.jar | grep -v -- '-sources\|\.original' | head -n 1)
	version=$("$JAVA" -version 2>&1)
	if [ ! -f "$APP/app.jar" ] || [ "$jar" -nt "$APP/app.jar" ]; then
		rm -rf "$APP"
		"$JAVA" -Djarmode=tools -jar "$jar" extract --destination "$APP" >"$RUN/prepare.log" 2>&1 || {
			tail -n 30 "$RUN/prepare.log" >&2
			fail "The jar could not be unpacked; the complete output is in $RUN/prepare.log"
		}
		mv "$APP/$(basename "$jar")" "$APP/app.jar"
		touch "$APP/app.jar"
	fi
	if [ "$version" != "$(cat "$APP/java" 2>/dev/null)" ]; then
		say "Preparing a fast start"
		rm -f "$APP"/app.aot "$APP"/app.jsa
		learn "-XX:AOTCacheOutput=$APP/app.aot" || learn "-XX:ArchiveClassesAtExit=$APP/app.jsa" || rm -f "$APP"/app.aot "$APP"/app.jsa
		printf '%s\n' "$version" >"$APP/java"
	fi
}

# Starts the service with a database in memory and ends it once all beans exist.
learn() {
	mkdir -p "$APP/learn"
	(cd "$APP/learn" && "$JAVA" "${JVM[@]}" "$1" -Dspring.context.exit=onRefresh -jar "$APP/app.jar" --logging.level.root=warn \
		"--spring.datasource.url=jdbc:h2:mem:start;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH") \
		>>"$RUN/prepare.log" 2>&1
	local result=$?
	rm -rf "$APP/learn"
	return "$result"
}

# Adds the option that uses the recorded classes; without it, the service starts more slowly.
learned() {
	if [ -f "$APP/app.aot" ]; then
		JVM+=("-XX:AOTCache=$APP/app.aot")
	elif [ -f "$APP/app.jsa" ]; then
		JVM+=("-XX:SharedArchiveFile=$APP/app.jsa")
	fi
}

start() {
	say "Starting the service on 127.0.0.1:$PORT"
	learned
	PORT=$PORT nohup "$JAVA" "${JVM[@]}" -jar "$APP/app.jar" >"$LOG" 2>&1 &
	echo $! >"$PID_FILE"
	local waited=0
	until curl -sf -o /dev/null --max-time 2 "$BASE/actuator/health/readiness"; do
		running || { tail -n 30 "$LOG" >&2; rm -f "$PID_FILE"; fail "The service did not start; its log is $LOG"; }
		[ "$waited" -lt 240 ] || fail "The service is not ready after two minutes; its log is $LOG"
		sleep 0.5
		waited=$((waited + 1))
	done
}

train() {
	say "Training the sample job ($PLAN)"
	local job
	job=$(post /jobs "@$PLAN")
	JOB=$(text id "$job")
	[ -n "$JOB" ] || fail "The service rejected the job: $job"
	local status=PREPARING
	while [ "$status" = PREPARING ] || [ "$status" = QUEUED ] || [ "$status" = RUNNING ]; do
		sleep 1
		job=$(get "/jobs/$JOB" || true)
		status=$(text status "${job%%\"plan\"*}")
		status=${status:-RUNNING}
		progress "$job" "$(get "/jobs/$JOB/metrics" || true)"
	done
	[ ! -t 1 ] || echo
	[ "$status" = SUCCEEDED ] || fail "The job ended as $status: $(text reason "$job")"
	table "$(get "/jobs/$JOB/metrics?points=20")"
	curl -sSf -o /dev/null --max-time 300 -X PUT -H 'Content-Type: application/json' --data-binary "{\"model\": \"$JOB\"}" \
		"$BASE/models/aliases/default" || fail "The alias 'default' could not be set."
}

# Shows the job's progress: one line that updates itself on a terminal, otherwise a line per 10 % and per evaluation.
progress() {
	local progress=${1#*\"progress\"} step total speed left loss shown mark
	case "$1" in *\"progress\"*) ;; *) return ;; esac
	progress=${progress%%\}*}
	step=$(number step "$progress"); total=$(number totalSteps "$progress")
	speed=$(number examplesPerSecond "$progress"); left=$(number secondsLeft "$progress")
	loss=$(loss "$2")
	shown=$(awk -v step="${step:-0}" -v total="${total:-0}" -v speed="$speed" -v left="$left" -v loss="$loss" 'BEGIN {
		width = 32; share = (total > 0) ? step / total : 0
		for (i = 0; i < width; i++) line = line ((i < share * width) ? "#" : ".")
		printf "  [%s] %3d %%  step %d of %d", line, share * 100, step, total
		if (loss != "") printf "  question loss %.2f", loss
		if (left != "" && speed == "") printf "  evaluating"
		if (speed != "") printf "  %.1f examples/s", speed
		if (left != "") printf "  %d:%02d left", left / 60, left % 60
	}')
	if [ -t 1 ]; then
		printf '\r%-118s' "$shown"
	elif [ "${total:-0}" -gt 0 ]; then
		mark="$((10 * step / total))${speed:+ trains}"
		[ "$mark" = "${SHOWN:-}" ] || printf '%s\n' "$shown"
		SHOWN=$mark
	fi
}

# Prints the mean loss of the last 16 steps on the first dataset: losses of other tasks differ in scale, and single steps are noisy.
loss() {
	printf '%s' "${1%%\"tasks\"*}" | grep -o '"task":"sample-squad","loss":[^,}]*' | tail -n 16 \
		| awk -F: '{ sum += $3 } END { if (NR > 0) print sum / NR }' || true
}

# Prints the scores of every epoch beside a baseline that ignores its input: it answers "" to every question, or always the same label.
table() {
	printf '\n  %-16s %5s   %-46s %s\n' dataset epoch "trained model" "baseline"
	printf '%s' "${1#*\"evaluations\"}" | sed 's/{"epoch"/\n{"epoch"/g' | grep '^{"epoch"' | awk '
		function value(name) {
			return match($0, "\"" name "\":[-0-9.eE]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : ""
		}
		{
			match($0, "\"dataset\":\"[^\"]*"); dataset = substr($0, RSTART + 11, RLENGTH - 11)
			if (value("f1") != "" && value("exact") != "") {
				shown = sprintf("EM %6.2f   F1 %6.2f", value("exact"), value("f1"))
				empty = (value("NoAns_total") != "") ? sprintf("EM %6.2f   F1 %6.2f", 100 * value("NoAns_total") / value("total"), 100 * value("NoAns_total") / value("total")) : ""
			}
			else {
				shown = $0; sub(/.*"metrics":\{/, "", shown); sub(/\}.*/, "", shown); gsub(/"/, "", shown); gsub(/,/, "  ", shown); gsub(/:/, " ", shown)
				same = value("always_same_accuracy"); sub(/  always_same_accuracy [-0-9.eE]+/, "", shown)
				while (match(shown, /\.[0-9][0-9][0-9][0-9][0-9]+/)) shown = substr(shown, 1, RSTART + 3) substr(shown, RSTART + RLENGTH)
				empty = (same != "") ? sprintf("accuracy %.2f", same) : ""
			}
			printf "  %-16s %5d   %-46s %s\n", dataset, value("epoch"), shown, empty
		}'
}

ask() {
	say "Asking the trained model"
	local question answer text
	for question in "$QUESTION" "$UNANSWERABLE"; do
		answer=$(post /qa "{\"question\": \"$question\", \"context\": \"$CONTEXT\"}")
		text=$(text answer "$answer")
		printf '  Q: %s\n  A: %s\n  (score %s, null odds %s, threshold %s)\n' "$question" "${text:-(no answer in the context)}" \
			"$(number score "$answer")" "$(number nullOdds "$answer")" "$(number threshold "$answer")"
	done
}

addresses() {
	cat <<EOF

Done after $(($1 / 60)) min $(($1 % 60)) s. The service keeps running:
  pages       $BASE/
  Swagger UI  $BASE/swagger-ui.html
  metrics     $BASE/actuator/prometheus
  health      $BASE/actuator/health
  this job    $BASE/jobs/$JOB
Stop it with ./quickstart.sh --stop
EOF
}

stop() {
	if ! running; then
		rm -f "$PID_FILE"
		echo "The service is not running."
		return
	fi
	local pid waited=0
	pid=$(cat "$PID_FILE")
	kill "$pid"
	while kill -0 "$pid" 2>/dev/null; do
		[ "$waited" -lt 70 ] || { kill -9 "$pid"; break; }
		sleep 0.5
		waited=$((waited + 1))
	done
	rm -f "$PID_FILE"
	echo "Stopped."
}

# Whether the process in the file still runs; after a restart of the machine, another program may have its number.
running() {
	local pid
	pid=$(cat "$PID_FILE" 2>/dev/null) && kill -0 "$pid" 2>/dev/null || return 1
	case "$(ps -ww -o args= -p "$pid" 2>/dev/null || echo "$RUN")" in
		*quickstart*) ;;
		*) return 1 ;;
	esac
}
get() { curl -sf --max-time 30 "$BASE$1"; }
post() { curl -sS --max-time 300 -H 'Content-Type: application/json' --data-binary "$2" "$BASE$1"; }
# Prints the first text or number with that name in a JSON document; sufficient for responses of known structure.
text() { printf '%s' "$2" | sed -n 's/^[^{]*{\(.*\)/\1/p' | grep -oE "\"$1\" *: *\"([^\"\\\\]|\\\\.)*\"" | head -n 1 | sed 's/^"[^"]*" *: *"\(.*\)"$/\1/' || true; }
number() { printf '%s' "$2" | grep -o "\"$1\" *: *[-0-9.eE]*" | head -n 1 | sed 's/.*: *//' || true; }
say() { printf '\n== %s\n' "$1"; }
fail() { printf '%s\n' "$1" >&2; exit 1; }

main "$@"

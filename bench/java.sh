#!/usr/bin/env bash
# Runs one of our comparison programs: bench/java.sh io.mtdnn.bench.NAME [arguments]. JAVA_OPTS and MAVEN_ARGS are passed on.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
classpath=$root/target/bench.classpath
if [ ! "$classpath" -nt "$root/pom.xml" ] || [ -z "${BENCH_BUILT:-}" ]; then
	(cd "$root" && ./mvnw -q ${MAVEN_ARGS:-} -DskipTests test-compile \
		dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$classpath" >&2)
fi
exec java -Xmx2g -Dai.djl.offline=true ${JAVA_OPTS:-} -cp "$root/target/test-classes:$root/target/classes:$(cat "$classpath")" "$@"

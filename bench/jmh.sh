#!/usr/bin/env bash
# Runs the JMH benchmarks of encoding, span decoding, metrics and the points of a run. Arguments are those of JMH (bench/jmh.sh SpanDecoder, bench/jmh.sh -l).
# The next report of bench/compare.sh contains the results of the last call.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
./mvnw -q ${MAVEN_ARGS:-} -Pbench -DskipTests test-compile \
	dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/jmh.classpath
mkdir -p target/bench
exec java ${JAVA_OPTS:-} -cp "target/test-classes:target/classes:$(cat target/jmh.classpath)" org.openjdk.jmh.Main \
	-rf json -rff target/bench/jmh.json "$@"

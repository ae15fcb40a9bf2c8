#!/usr/bin/env bash
# JMH benchmarks of feature encoding, span decoding, metrics and the points of a run; arguments as for JMH (bench/jmh.sh SpanDecoder, bench/jmh.sh -l).
# The next report of bench/compare.sh has the results of all benchmarks or of those that were run last.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
./mvnw -q ${MAVEN_ARGS:-} -Pbench -DskipTests test-compile \
	dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/jmh.classpath
mkdir -p target/bench
exec java ${JAVA_OPTS:-} -cp "target/test-classes:target/classes:$(cat target/jmh.classpath)" org.openjdk.jmh.Main \
	-rf json -rff target/bench/jmh.json "$@"

#!/usr/bin/env bash
# Prints the path of the newest jar of the service; builds it if there is none. MAVEN_ARGS are passed on.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
newest() { ls -t "$root"/target/mtdnn-server-*.jar 2>/dev/null | grep -v -- '-sources' | head -n 1; }
newest || { (cd "$root" && ./mvnw -q ${MAVEN_ARGS:-} -DskipTests package >&2) && newest; }

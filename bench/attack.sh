#!/usr/bin/env bash
# Attacks a service of its own on loopback, as a stranger could who reaches its port: connections that never finish their headers or
# bodies, answers that are not read, malformed requests, more bodies than fit into memory. Liveness must answer all the time, and
# no request may end in a fault of the service or a stack trace in its log.
#
#   bench/attack.sh [--connections 560] [--seconds 30] [--java /path/to/java]
#
# Needs a JDK 17, Python 3 (standard library only) and a built jar (it is built when missing). Takes some minutes. Prints tables;
# ends with 1 when anything was wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/attack.py --jar "$jar" "$@"

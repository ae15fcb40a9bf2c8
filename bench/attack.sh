#!/usr/bin/env bash
# Starts a service on loopback and attacks it as any client that reaches its port could: connections that never finish their headers
# or bodies, responses that are not read, malformed requests, more bodies than fit into memory. The liveness check must respond at all
# times, and no request may cause an internal error or a stack trace in the log.
#
#   bench/attack.sh [--connections 560] [--seconds 30] [--java /path/to/java]
# Needs a JDK 17 and Python 3 (standard library only). The jar is built if it is missing. Takes a few minutes. Prints tables;
# exits with 1 if a check failed.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/attack.py --jar "$jar" "$@"

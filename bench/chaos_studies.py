"""The faults of chaos.py that end processes in the middle of an experiment."""
import time

from service import plan

AXIS = "tasks[sample-squad].weight"


def request(runs=8, parallel=3):
    """An experiment with four weights and two seeds; a run takes seconds."""
    base = plan(questions=80, epochs=1, maxAttempts=None)
    return {"name": "study", "plan": {key: value for key, value in base.items() if key not in ("name", "maxAttempts")},
            "axes": [{"field": AXIS, "values": [0.5, 0.6, 0.8, 1.0]}], "seeds": list(range(runs // 4)), "parallel": parallel}


class Studies:
    """A mixin of Chaos."""

    def begun(self, node):
        status, experiment = node.call("POST", "/experiments", request())
        if status != 202:
            raise RuntimeError(f"rejected: {status} {experiment}")
        return experiment["id"]

    def ended(self, node, id, during=lambda: None, seconds=900):
        """Waits for an experiment; a node may be unavailable meanwhile."""
        end = time.time() + seconds
        while time.time() < end:
            during()
            try:
                experiment = node.call("GET", "/experiments/" + id)[1]
                if experiment["state"] == "FINISHED":
                    return experiment
            except (OSError, KeyError, TypeError, ValueError):
                pass
            time.sleep(0.3)
        raise RuntimeError(f"study {id} took too long: {node.call('GET', '/experiments/' + id)[1]['counts']}")

    @staticmethod
    def scores(experiment):
        return [(run["arm"], run["seed"], run.get("score")) for run in experiment["runs"]]

    @staticmethod
    def jobs(node, id):
        return node.call("GET", f"/jobs?limit=100&group=experiment:{id}")[1]["items"]

    def reference_study(self, name, port):
        """The scores of an undisturbed experiment, on a separate database."""
        node = self.node(name, port).start()
        experiment = self.ended(node, self.begun(node))
        node.stop()
        return self.scores(experiment)

    def verdict(self, node, id, whole):
        """Runs that succeeded, jobs for them, and whether all scores equal those of the undisturbed experiment."""
        experiment = self.ended(node, id)
        jobs = self.jobs(node, id)
        runs = len(experiment["runs"])
        same = self.scores(experiment) == whole
        good = experiment["counts"] == {"SUCCEEDED": runs} and len(jobs) == runs == len({run["jobId"] for run in experiment["runs"]})
        return f"{experiment['counts'].get('SUCCEEDED', 0)}/{runs} runs succeeded with {len(jobs)} jobs, scores " \
            + ("identical" if same else "DIFFERENT"), good and same, jobs

    def study(self):
        """kill -9 at random moments of an experiment, the first ones directly after it was started, stopped and continued."""
        whole = self.reference_study("study-whole", 60)
        node = self.node("study", 61).start()
        id = self.begun(node)
        node.kill()
        node.start()
        kills = 1
        for verb in ("stop", "continue", "stop", "continue"):
            if node.call("POST", f"/experiments/{id}/{verb}")[0] != 202:
                raise RuntimeError(f"{verb} was rejected")
            time.sleep(self.random.random() * 0.3)
            node.kill()
            node.start()
            kills += 1
        for _ in range(self.arguments.kills):
            if node.call("GET", "/experiments/" + id)[1]["state"] != "RUNNING":
                break
            time.sleep(self.random.random() * 6)
            node.kill()
            node.start()
            kills += 1
        seen, good, _ = self.verdict(node, id, whole)
        node.stop()
        return "every run once, scores identical", f"{seen}; {kills} kills", good

    def studies(self):
        """Two nodes on one PostgreSQL, one of which is killed from time to time while it trains a run of an experiment."""
        whole = self.reference_study("studies-whole", 62)
        database = self.database("studies", 43).start()
        shared = self.work + "/studies-shared"
        options = (*database.options(), f"--mtdnn.runs-dir={shared}/runs", f"--mtdnn.artifacts.directory={shared}/artifacts")
        nodes = [self.node(f"studies-{i}", 63 + i, *options) for i in range(2)]
        kills, due = 0, None
        try:
            for node in nodes:
                node.start()
            id = self.begun(nodes[0])
            due = time.time()

            def kill_one():
                nonlocal kills, due
                if kills < 3 and time.time() > due and self.trains(nodes[0], id, f"node-{nodes[1].port}"):
                    nodes[1].kill()
                    nodes[1].start(wait=False)
                    kills, due = kills + 1, time.time() + self.arguments.kill_every

            self.ended(nodes[0], id, kill_one)
            seen, good, jobs = self.verdict(nodes[0], id, whole)
            attempts = [attempt for job in jobs for attempt in nodes[0].job(job["id"])["attempts"]]
            begun = [sum(attempt["node"] == f"node-{node.port}" for attempt in attempts) for node in nodes]
            return "every run once, begun on both nodes, scores identical", \
                f"{seen}; attempts by node {begun}, {kills} kills of a node that trained", good and all(begun) and kills > 0
        finally:
            for node in nodes:
                node.stop()
            database.stop()

    def trains(self, node, id, name):
        """Whether a node of this name trains a run of the experiment."""
        running = [job["id"] for job in self.jobs(node, id) if job["status"] == "RUNNING"]
        attempts = [node.job(job)["attempts"][-1] for job in running]
        return any(attempt["node"] == name and attempt.get("fromStep") is not None for attempt in attempts)

"""Sends a few minutes of traffic to a service: jobs that succeed, fail and are cancelled, and questions from several clients.
Used by dashboards.sh; reads the admin key from standard input."""
import argparse
import json
import pathlib
import random
import sys
import threading
import time
import urllib.error
import urllib.request

SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "src/main/resources/sample-data"
PLAN = {"encoder": "minilm-l6-uncased", "learningRate": 2e-4, "dropout": 0.1, "maxSequenceLength": 192, "docStride": 96}
TASKS = [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-swag"}, {"dataset": "sample-cola"}]


class Service:
    def __init__(self, address, key):
        self.address, self.key, self.statuses = address, key, {}

    def call(self, method, path, body=None, kind="application/json", **headers):
        """Returns the response's JSON, or None for errors and other content. Errors are counted."""
        data = body.encode() if isinstance(body, str) else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, method=method, data=data,
                                         headers={"Authorization": f"Bearer {self.key}", "Content-Type": kind, **headers})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                status, text = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, text = error.code, b""
        self.statuses[path, status] = self.statuses.get((path, status), 0) + 1
        return json.loads(text) if text[:1] in (b"{", b"[") and kind == "application/json" else None

    def submit(self, name, tasks, **more):
        return self.call("POST", "/jobs", {"name": name, "tasks": tasks, **PLAN, **more})["id"]

    def status(self, job):
        return self.call("GET", f"/jobs/{job}")["status"]

    def wait(self, job, *statuses):
        while self.status(job) not in statuses:
            time.sleep(1)


def questions():
    """Returns questions of the sample, some without an answer."""
    for article in json.loads((SAMPLES / "squad/dev-v2.0.json").read_text())["data"]:
        for paragraph in article["paragraphs"]:
            for one in paragraph["qas"]:
                yield {"question": one["question"], "context": paragraph["context"]}


class Clients:
    """Starts threads that send requests until the end."""

    def __init__(self, service, seed):
        self.service, self.over, self.random = service, threading.Event(), random.Random(seed)
        self.asked, self.threads = list(questions()), []

    def every(self, seconds, what):
        """Repeats the action, with pauses of the given mean length."""
        def ask():
            while not self.over.wait(self.random.expovariate(1 / seconds)):
                what()
        self.begin(ask)

    def begin(self, what):
        self.threads.append(threading.Thread(target=what, daemon=True))
        self.threads[-1].start()

    def qa(self):
        """Asks every other question about an unrelated text."""
        question, other = self.random.sample(self.asked, 2)
        if self.random.random() < 0.5:
            question = {**question, "context": other["context"]}
        self.service.call("POST", "/qa", question)

    def long(self):
        context = " ".join({one["context"] for one in self.random.sample(self.asked, 4)})
        self.service.call("POST", "/qa", {**self.random.choice(self.asked), "context": context})

    def batch(self):
        lines = "\n".join(json.dumps(one) for one in self.random.sample(self.asked, 30))
        self.service.call("POST", "/qa/batch", lines, "application/x-ndjson")

    def sentence(self):
        self.service.call("POST", "/classification", {"task": "sample-cola", "text": self.random.choice(self.asked)["question"]})

    def burst(self):
        """Sends more requests at once than the queue holds."""
        threads = [threading.Thread(target=self.long) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def mistake(self):
        bad = [{"question": "Who?"}, {"question": "Who?", "context": "w" * 200_000}, {"question": "Who?", "context": "Marta.", "model": "nobody"}]
        self.service.call("POST", "/qa", self.random.choice(bad))

    def hurry(self):
        self.service.call("POST", "/qa", self.random.choice(self.asked), **{"X-Request-Timeout": "5ms"})


def watch(service, job):
    """Simulates an open page: reads the stream of a job's events to its end."""
    request = urllib.request.Request(f"{service.address}/jobs/{job}/events", headers={"Authorization": f"Bearer {service.key}"})
    with urllib.request.urlopen(request, timeout=600) as stream:
        for _ in stream:
            pass


def broken(service, folder):
    """Submits a job and corrupts its file while the job waits."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("in_domain_train.tsv", "in_domain_dev.tsv"):
        (folder / name).write_text((SAMPLES / "cola" / name).read_text())
    job = service.submit("grammar", [{"dataset": "cola"}], epochs=1)
    (folder / "in_domain_train.tsv").write_text("this is no row of CoLA\n")
    return job


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("service")
    options.add_argument("data", type=pathlib.Path, help="the service's data folder")
    options = options.parse_args()
    service = Service(options.service, sys.stdin.readline().strip())
    clients = Clients(service, seed=1)

    first = service.submit("sample", TASKS, epochs=2)
    failing = broken(service, options.data)
    cancelled = service.submit("far too long", TASKS, epochs=100)
    second = service.submit("sample with paraphrases", TASKS + [{"dataset": "sample-mrpc"}], epochs=3)
    service.submit("sample once more", TASKS, epochs=2)
    clients.begin(lambda: watch(service, second))
    service.wait(first, "SUCCEEDED", "FAILED")
    service.call("PUT", "/models/aliases/default", {"model": first})

    clients.every(0.4, clients.qa)
    clients.every(1, clients.qa)
    clients.every(3, clients.long)
    clients.every(2, clients.sentence)
    clients.every(15, clients.batch)
    clients.every(10, clients.mistake)
    clients.every(20, clients.hurry)
    clients.every(60, clients.burst)
    service.wait(failing, "FAILED")
    service.wait(cancelled, "RUNNING")
    time.sleep(30)
    service.call("DELETE", f"/jobs/{cancelled}")
    # Serves the new model, and a little later with a threshold that returns "" less often.
    service.wait(second, "SUCCEEDED", "FAILED")
    service.call("PUT", "/models/aliases/default", {"model": second})
    time.sleep(30)
    service.call("PUT", f"/models/{second}/threshold", {"threshold": 1.5})
    time.sleep(60)
    clients.over.set()
    for thread in clients.threads:
        thread.join()
    for (path, status), count in sorted(service.statuses.items()):
        if not path.startswith("/jobs/"):
            print(f"{count:6} {status} {path}")


if __name__ == "__main__":
    main()

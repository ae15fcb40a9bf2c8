#!/usr/bin/env python3
"""Compares our training and inference with the reference programs. bench/compare.sh prepares everything and calls it.

Both sides are running processes that take turns, A B A B; each turn is a few steps or questions. Results are kept in
target/bench/results.json, row by row, and docs/benchmarks.md is written from them.
"""
import argparse
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
RESULTS = ROOT / "target/bench/results.json"
THREADS = int(os.environ.get("BENCH_THREADS", "0")) or len(os.sched_getaffinity(0))
SHAPES = {"minilm-l6-uncased": dict(layers=6, hidden=384, inner=1536), "bert-base-cased": dict(layers=12, hidden=768, inner=3072)}
TRAINING = [("minilm-l6-uncased", 16, 128), ("minilm-l6-uncased", 16, 384), ("bert-base-cased", 4, 384)]


FOREIGN = {}  # share of the processors that others took during the last measurement


class Worker:
    """A process of one side. Lines that start with @@ are its answers."""

    def __init__(self, name, command, environment=None):
        self.name = name
        self.process = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=os.environ | {"BENCH_THREADS": str(THREADS)} | (environment or {}))
        self.about = self.answer()

    def answer(self):
        for line in self.process.stdout:
            if line.startswith("@@"):
                return json.loads(line[2:])
            sys.stderr.write(line)
        raise RuntimeError(f"{self.name} ended with {self.process.wait()}")

    def send(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.answer()

    def run(self, count):
        return self.send(f"run {count}")

    def quit(self):
        peak = self.send("quit")["peakMemoryBytes"]
        self.process.wait()
        return peak


def java(main, *arguments, options=""):
    settings = f"-Dai.djl.pytorch.num_threads={THREADS} -Dai.djl.pytorch.num_interop_threads=1 {options} {os.environ.get('JAVA_OPTS', '')}"
    return ["env", f"JAVA_OPTS={settings}", BENCH / "java.sh", f"io.mtdnn.bench.{main}", *arguments]


def peer(script, *arguments, python="PEER_PYTHON"):
    return [os.environ[python], BENCH / "peers" / script, *arguments]


def processor_seconds(workers):
    """Processor seconds spent in total, and on the workers (with this process)."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    own = sum(sum(int(field) for field in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13])
              for pid in [os.getpid(), *(worker.process.pid for worker in workers)])
    return (sum(total) - total[3] - total[4]) / ticks, own / ticks


def take_turns(workers, rounds, count, warm_up=None, pause=0.5):
    """Runs every worker once per round, in the same order; returns its answers by name. A warm-up round of `warm_up` before them is not counted."""
    answers = {worker.name: [] for worker in workers}
    began, before = time.time(), processor_seconds(workers)
    for turn in range(rounds + 1):
        for worker in workers:
            time.sleep(pause)  # the other side's threads stop spinning
            answer = worker.run(count if turn else warm_up or count)
            if turn:
                answers[worker.name].append(answer)
    after = processor_seconds(workers)
    FOREIGN["load"] = ((after[0] - before[0]) - (after[1] - before[1])) / ((time.time() - began) * len(os.sched_getaffinity(0)))
    return answers


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "n": len(values)}


def encoder_directories(names):
    command = java("EncoderDirectories", *names)
    for line in subprocess.run([str(c) for c in command], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines():
        if line.startswith("@@"):
            return json.loads(line[2:])
    raise RuntimeError("no encoders")


# ---- training step ----------------------------------------------------------------------------------------------------

def write_inputs(rows, length):
    """Full rows of random word pieces: without padding a step's time does not depend on the text."""
    rng = random.Random(rows * 1000 + length)
    starts = [rng.randrange(20, length - 10) for _ in range(rows)]
    inputs = {"ids": [[101] + [rng.randrange(1000, 28000) for _ in range(length - 2)] + [102] for _ in range(rows)], "secondStart": 16,
              "starts": starts, "ends": [start + rng.randrange(6) for start in starts]}
    path = RESULTS.parent / f"inputs-{rows}x{length}.json"
    path.write_text(json.dumps(inputs))
    return path


def training_step(options, encoder, rows, length, precision):
    directory = options.encoders[encoder]
    inputs = write_inputs(rows, length)
    arguments = (directory, inputs, precision, options.optimizer)
    workers = [Worker("ours", java("TrainingWorker", *arguments)), Worker("transformers sdpa", peer("training.py", *arguments))]
    answers = take_turns(workers, options.pairs, options.steps)
    result = {"versions": {worker.name: worker.about.get("versions") for worker in workers}, "unit": "s/step", "sides": {}}
    flops = training_flops(encoder, rows, length)
    for worker in workers:
        steps = [statistics.median(answer["seconds"]) for answer in answers[worker.name]]
        optimiser = [statistics.median(answer["optimiserSeconds"]) for answer in answers[worker.name]]
        result["sides"][worker.name] = {**spread(steps), "optimiserShare": statistics.median(optimiser) / statistics.median(steps),
                                        "flopsPerSecond": flops / statistics.median(steps), "loss": answers[worker.name][-1]["loss"],
                                        "peakMemoryBytes": worker.quit()}
    result["ratio"] = paired_ratio(answers, "transformers sdpa", "ours", lambda a: statistics.median(a["seconds"]))
    return result


def forward_flops(shape, tokens, squared):
    """Matrix products of a row's forward pass, two operations per multiplication and addition, given the means of its length and of
    its length squared: padding does not count as work."""
    return shape["layers"] * (2 * (4 * shape["hidden"] ** 2 + 2 * shape["hidden"] * shape["inner"]) * tokens + 4 * shape["hidden"] * squared)


def training_flops(encoder, rows, length):
    """Forward and backward are three times the forward pass."""
    return 3 * rows * forward_flops(SHAPES[encoder], length, length ** 2)


def paired_ratio(answers, above, below, value):
    return spread([value(a) / value(b) for a, b in zip(answers[above], answers[below])])


# ---- real training ----------------------------------------------------------------------------------------------------

def real_training(options, encoder, steps):
    if not options.data:
        return {"skipped": "no --data directory with SQuAD 2.0 was given"}
    folder = Path(options.data)
    train = options.train or "train-v2.0.json"
    workers = [
        Worker("ours", java("RealTrainingWorker", encoder, options.optimizer, "fp32", str(options.questions),
                            options=f"-Dmtdnn.data-dir={folder} -Dmtdnn.datasets.files.squad-v2.train={train}")),
        Worker("run_qa, padded to 384", peer("real_training.py", options.encoders[encoder], find(folder, train), "padded", options.questions, options.optimizer)),
        Worker("run_qa, dynamic padding + length grouping",
               peer("real_training.py", options.encoders[encoder], find(folder, train), "grouped", options.questions, options.optimizer))]
    rounds = max(options.pairs, options.real_rounds)
    answers = take_turns(workers, rounds, max(1, steps // rounds))
    result = {"versions": {w.name: w.about.get("versions") for w in workers}, "unit": "examples/s", "sides": {}, "steps": steps}
    speeds = {w.name: [a["examples"] / a["seconds"] for a in answers[w.name]] for w in workers}
    for w in workers:
        total = sum(a["examples"] for a in answers[w.name]) / sum(a["seconds"] for a in answers[w.name])
        tokens = sum(a.get("tokens", 0) for a in answers[w.name]) / sum(a["examples"] for a in answers[w.name])
        result["sides"][w.name] = {**spread(speeds[w.name]), "overall": total, "tokensPerExample": tokens, "peakMemoryBytes": w.quit()}
    flops = 3 * forward_flops(SHAPES[encoder], *workers[1].about["lengths"])
    for side in result["sides"].values():
        side["flopsPerSecond"] = flops * side["overall"]
    ours = result["sides"]["ours"]["overall"]
    result["ratios"] = {w.name: ours / result["sides"][w.name]["overall"] for w in workers[1:]}
    return result


def find(folder, name):
    found = sorted(folder.rglob(name))
    if not found:
        sys.exit(f"{name} is not in {folder}")
    return found[0]


# ---- answering --------------------------------------------------------------------------------------------------------

def answering(options, clients, model, share=1):
    """`share` is that of a turn's questions and of the warm-up; a large model answers fewer."""
    if not model or not options.data:
        return {"skipped": "needs --model or --large-model (a trained model's directory) and --data (SQuAD 2.0)"}
    dev = find(Path(options.data), "dev-v2.0.json")
    count = round(share * options.requests * (1 if clients == 1 else max(2, clients // 8)))
    warm_up = round(share * options.warm_up)
    precisions = {"ours": "fp32", "ours, bf16": "bf16"} if {"avx512_bf16", "amx_bf16"} & set(features()) else {"ours": "fp32"}
    # The peers do not reject requests.
    settings = "-Dmtdnn.serving.batching.max-wait=1m -Dmtdnn.engine.answering-precision="
    workers = [Worker(name, java("AnsweringWorker", model, dev, clients, options=settings + precision)) for name, precision in precisions.items()]
    workers.append(Worker("onnxruntime", peer("answering.py", model, dev, clients, "onnx")))
    if os.environ.get("PEER_PIPELINE_PYTHON"):
        workers.append(Worker("transformers pipeline", peer("answering.py", model, dev, clients, "pipeline", python="PEER_PIPELINE_PYTHON")))
    answers = take_turns(workers, options.pairs, count, warm_up)
    result = {"versions": {w.name: w.about.get("versions") for w in workers}, "unit": "questions/s", "clients": clients, "warmUp": warm_up,
              "sides": {}}
    flops = question_flops(model, workers[len(precisions)].about["lengths"])
    for w in workers:
        latencies = sorted(second for answer in answers[w.name] for second in answer["latencies"])
        speeds = [len(a["latencies"]) / a["seconds"] for a in answers[w.name]]
        result["sides"][w.name] = {**spread(speeds), "p50": latencies[len(latencies) // 2], "p99": latencies[int(len(latencies) * 0.99)],
                                   "questions": len(latencies), "peakMemoryBytes": w.quit(), "how": w.about.get("how", ""),
                                   "flopsPerSecond": flops * statistics.median(speeds)}
    speed = lambda a: len(a["latencies"]) / a["seconds"]
    peers = [w.name for w in workers[len(precisions):]]
    result["ratios"] = {ours: {peer: paired_ratio(answers, ours, peer, speed) for peer in peers} for ours in precisions}
    result["latencyRatios"] = {ours: {peer: result["sides"][ours]["p50"] / result["sides"][peer]["p50"] for peer in peers} for ours in precisions}
    return result


def question_flops(model, lengths):
    """A question's forward pass, of all its windows together."""
    config = json.loads((Path(model) / "config.json").read_text())
    shape = dict(layers=config["num_hidden_layers"], hidden=config["hidden_size"], inner=config["intermediate_size"])
    return forward_flops(shape, *lengths)


# ---- ceiling ----------------------------------------------------------------------------------------------------------

def ceiling(options):
    out = subprocess.run([str(part) for part in peer("ceiling.py")], check=True, stdout=subprocess.PIPE, text=True,
                         env=os.environ | {"BENCH_THREADS": str(THREADS)}).stdout
    return json.loads(next(line for line in out.splitlines() if line.startswith("@@"))[2:])


# ---- rows -------------------------------------------------------------------------------------------------------------

def rows():
    table = {"ceiling": ceiling}
    for encoder, batch, length in TRAINING:
        for precision in ("fp32", "bf16"):
            table[f"train-{encoder}-{batch}x{length}-{precision}"] = (
                lambda o, e=encoder, b=batch, n=length, p=precision: training_step(o, e, b, n, p))
    table["real-minilm-l6-uncased"] = lambda o: real_training(o, "minilm-l6-uncased", o.real_steps)
    table["real-bert-base-cased"] = lambda o: real_training(o, "bert-base-cased", o.large_steps)
    for clients in (1, 8, 32):
        table[f"answer-{clients}"] = lambda o, c=clients: answering(o, c, o.model)
    for clients in (1, 32):
        table[f"answer-bert-base-cased-{clients}"] = lambda o, c=clients: answering(o, c, o.large_model, 0.2)
    return table


def processor():
    return Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""


def features():
    flags = re.search(r"flags\s*:\s*(.*)", processor())
    return [f for f in ("avx2", "avx512f", "avx512_bf16", "amx_bf16") if flags and f in flags.group(1).split()]


def machine():
    model = re.search(r"model name\s*:\s*(.*)", processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    commit = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    return {"cpu": model.group(1) if model else platform.processor(), "cores": len(os.sched_getaffinity(0)), "threads": THREADS, "features": features(),
            "memoryBytes": memory, "system": f"{platform.system()} {platform.release()}", "commit": commit,
            "when": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer steps per turn, no bert-base; under 10 minutes")
    parser.add_argument("--rows", help="comma-separated beginnings of row names, for example train-minilm,answer-1; default all")
    parser.add_argument("--data", help="directory with SQuAD 2.0 (dev-v2.0.json, train-v2.0.json)")
    parser.add_argument("--train", help="name of the training file, if it differs")
    parser.add_argument("--model", help="directory of a trained model, for the answering rows")
    parser.add_argument("--large-model", help="directory of a model with bert-base-cased, for the rows answer-bert-base-cased")
    parser.add_argument("--encoder", action="append", default=[], metavar="NAME=DIR", help="another Hugging Face directory for an encoder")
    parser.add_argument("--pairs", type=int, default=5, help="turns of each side after one warm-up turn")
    parser.add_argument("--steps", type=int, help="training steps per turn (default 4, quick 1)")
    parser.add_argument("--real-steps", type=int, help="steps of real training per side (default 200, quick 20)")
    parser.add_argument("--large-steps", type=int, default=200, help="steps of real training of bert-base-cased per side")
    parser.add_argument("--real-rounds", type=int, default=5)
    parser.add_argument("--questions", type=int, default=8000, help="training questions that real training draws from")
    parser.add_argument("--requests", type=int, help="questions per turn with one client (default 60, quick 20)")
    parser.add_argument("--warm-up", type=int, help="questions that each side answers before it is measured (default 2000, quick 60)")
    parser.add_argument("--optimizer", choices=("adamw", "adamax"), default="adamw", help="optimiser of the training rows")
    parser.add_argument("--output", default="docs/benchmarks.md", help="file to write; use another file for another kind of machine")
    parser.add_argument("--list", action="store_true", help="print the row names")
    options = parser.parse_args()
    options.steps = options.steps or (1 if options.quick else 4)
    options.real_steps = options.real_steps or (20 if options.quick else 200)
    options.requests = options.requests or (20 if options.quick else 60)
    options.warm_up = options.warm_up or (60 if options.quick else 2000)
    table = rows()
    if options.list:
        print("\n".join(table))
        return
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    chosen = [name for name in table if not options.rows or any(name.startswith(start) for start in options.rows.split(","))]
    if options.quick and not options.rows:
        chosen = [name for name in chosen if "bert-base" not in name]
    measure(options, table, chosen)


def measure(options, table, chosen):
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    names = {encoder for encoder, _, _ in TRAINING for row in chosen if encoder in row}
    given = dict(pair.split("=", 1) for pair in options.encoder)
    missing = sorted(names - given.keys())
    options.encoders = given | (encoder_directories(missing) if missing else {})
    for name in chosen:
        began = time.time()
        print(f"{name} ...", flush=True)
        FOREIGN.clear()
        outcome = table[name](options)
        outcome["foreignLoad"] = FOREIGN.get("load")
        if "skipped" in outcome:
            print(f"  SKIPPED: {outcome['skipped']}")
            if name in results:
                continue
        results[name] = {**outcome, "machine": machine()}
        RESULTS.write_text(json.dumps(results, indent=1))
        print(f"  {time.time() - began:.0f} s  {json.dumps({k: v for k, v in outcome.items() if k not in ('versions',)})}", flush=True)
    from report import write
    write(results, ROOT / options.output)


if __name__ == "__main__":
    main()

"""Measures the cost of affinity, and how well it predicts the effect of training tasks together. See affinity.sh."""
import argparse
import itertools
import math
import os
import shutil
import statistics
import tempfile
import time

import service
from ranks import spearman
from results import Results, say


class Runs:
    """Runs plans one after the other in a separate service; finished ones are read from a file, so an interruption costs little."""

    def __init__(self, arguments, work, total):
        self.arguments = arguments
        options = [f"--mtdnn.data-dir={os.path.abspath(arguments.data)}", f"--mtdnn.encoders-dir={work}/encoders",
                   f"--mtdnn.encoder-archives={service.ROOT}/target/encoder-archives"]
        if arguments.encoder == "tiny":
            service.tiny_encoder(work + "/encoders")
        self.node = service.Node(work + "/service", arguments.port, *options, java=("-Xmx2g",)).start()
        settings = {name: getattr(arguments, name) for name in ("what", "tasks", "encoder", "rows", "evaluation", "epochs", "every", "sweep_every")}
        self.results = Results(arguments.results, settings, total)
        self.known = self.results.known

    def plan(self, tasks, seed, **more):
        names = [task["dataset"] for task in tasks]
        return {"encoder": self.arguments.encoder, "tasks": tasks, "epochs": self.arguments.epochs, "batchSize": 16, "learningRate": 1e-4,
                "optimizer": "adamw", "dropout": 0.1, "maxSequenceLength": 128, "maxQuestionLength": 32, "docStride": 64, "seed": seed,
                "limits": {"train": dict.fromkeys(names, self.arguments.rows), "evaluation": dict.fromkeys(names, self.arguments.evaluation)}} | more

    def run(self, name, plan):
        known = name in self.known
        found = self.results.get(name, lambda: self.measured(name, plan))
        if not known:
            say(f"  {found['steps']} steps, " + ", ".join(f"{dataset} {100 * self.score(name, dataset):.1f}" for dataset in found["scores"]))
        return found

    def measured(self, name, plan):
        before, began = self.cpu(), time.time()
        id = self.node.submit(plan | {"name": name})
        job = self.node.await_job(id, seconds=36000)
        if job["status"] != "SUCCEEDED":
            raise RuntimeError(f"{name}: {job.get('reason')}")
        metrics = self.node.call("GET", f"/jobs/{id}/metrics?points=100000")[1]
        last = {one["dataset"]: one["metrics"] for one in metrics["evaluations"]}
        return {"cpu": self.cpu() - before, "seconds": time.time() - began, "steps": len(metrics["training"]), "scores": last,
                "affinity": metrics["affinity"], "gradients": metrics["gradients"], "fingerprint": list(self.node.fingerprint(id))}

    def cpu(self):
        """Processor seconds that the service has used; other programs on the machine hardly affect them."""
        with open(f"/proc/{self.node.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def score(self, name, dataset):
        scores = self.known[name]["scores"][dataset]
        metric = {"cola": "matthews_correlation", "sts-b": "pearson"}.get(dataset, "accuracy" if "accuracy" in scores else "f1")
        return scores[metric] / (100 if scores[metric] > 1.5 else 1)


def cost(runs):
    """Trains the same run with and without affinity, alternating."""
    arguments = runs.arguments
    tasks = [{"dataset": name} for name in arguments.tasks.split(",")]
    ratios, wall = [], []
    runs.run("warm-up", runs.plan(tasks, 1, epochs=1))
    for turn in range(arguments.turns):
        order = ("without", "with") if turn % 2 == 0 else ("with", "without")
        for side in order:
            more = {"affinity": {"everySteps": arguments.every}} if side == "with" else {}
            runs.run(f"cost {turn} {side}", runs.plan(tasks, 1, **more))
        one, other = (runs.known[f"cost {turn} {side}"] for side in ("with", "without"))
        if one["fingerprint"] != other["fingerprint"]:
            raise RuntimeError("measuring changed the run")
        ratios.append(one["cpu"] / other["cpu"])
        wall.append(one["seconds"] / other["seconds"])
    steps, every = runs.known["cost 0 with"]["steps"], arguments.every
    default = max(100, 2 * len(tasks) ** 2, math.ceil(100 * len(tasks) * 8 / 3 / 16))
    share = [100 * (ratio - 1) for ratio in ratios]
    print(f"Cost: {len(tasks)} tasks, {steps} steps, measured every {every}: {statistics.median(share):+.1f} % processor time "
          f"(median of {len(share)} turns, {min(share):+.1f} to {max(share):+.1f}), {100 * (statistics.median(wall) - 1):+.1f} % seconds; "
          f"that is {statistics.median(share) * every / default:.1f} % when measured every {default} steps, the default. "
          "Losses and weights are bit-identical.")


def sweep(runs):
    """Trains every pair of tasks together and each task alone, and one run of all tasks whose affinity is compared with the gains."""
    arguments = runs.arguments
    names = arguments.tasks.split(",")
    seeds = [int(seed) for seed in arguments.seeds.split(",")]
    for seed in seeds:
        runs.run(f"all {seed}", runs.plan([{"dataset": name} for name in names], seed, affinity={"everySteps": arguments.sweep_every, "examples": 32}))
        for name in names:
            runs.run(f"{name} {seed}", runs.plan([{"dataset": name}], seed))
        for pair in itertools.combinations(names, 2):
            runs.run(f"{pair[0]} + {pair[1]} {seed}", runs.plan([{"dataset": name} for name in pair], seed))
    gains = {}
    for pair in itertools.combinations(names, 2):
        for helper, helped in (pair, pair[::-1]):
            gains[helper, helped] = [runs.score(f"{pair[0]} + {pair[1]} {seed}", helped) - runs.score(f"{helped} {seed}", helped) for seed in seeds]
    affinity, cosine = means(runs, names, seeds)
    print("| task | trained with | gain in points, mean (s over seeds) | affinity | cosine |\n|---|---|---|---|---|")
    for (helper, helped), gain in gains.items():
        spread = f" ({100 * statistics.stdev(gain):.1f})" if len(gain) > 1 else ""
        print(f"| {helped} | {helper} | {100 * statistics.mean(gain):+.1f}{spread} | {affinity[helper, helped]:+.4f} | {cosine[helper, helped]:+.3f} |")
    found = [statistics.mean(gain) for gain in gains.values()]
    for name, values in (("affinity", affinity), ("cosine", cosine)):
        ranks = spearman([values[pair] for pair in gains], found)
        print(f"\nSpearman's correlation of {name} and gain: {ranks:+.2f} (n = {len(gains)} ordered pairs, {len(seeds)} seeds)", end="")
    within = [spearman([affinity[helper, helped] for helper in names if helper != helped],
                       [statistics.mean(gains[helper, helped]) for helper in names if helper != helped])
              for helped in names]
    known = [one for one in within if not math.isnan(one)]
    print("\n\nWithin a helped task, the mean over tasks: " + (f"{statistics.mean(known):+.2f}" if known else "unknown")
          + f" ({', '.join(f'{name} {one:+.1f}' for name, one in zip(names, within))})")


def means(runs, names, seeds):
    affinity, cosine = {}, {}
    for helper, helped in itertools.permutations(names, 2):
        rows = [row for seed in seeds for row in runs.known[f"all {seed}"]["affinity"] if row["dataset"] == helper]
        affinity[helper, helped] = sum(row["steps"] * row["changes"][helped] for row in rows) / max(1, sum(row["steps"] for row in rows))
        cosine[helper, helped] = statistics.mean(row["cosines"][helped] for seed in seeds for row in runs.known[f"all {seed}"]["gradients"]
                                                 if row["dataset"] == helper)
    return affinity, cosine


def total(arguments):
    """Number of runs."""
    if arguments.what == "cost":
        return 1 + 2 * arguments.turns
    tasks = len(arguments.tasks.split(","))
    return len(arguments.seeds.split(",")) * (1 + tasks + math.comb(tasks, 2))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["cost", "sweep"])
    parser.add_argument("--data", required=True, help="folder with the dataset files")
    parser.add_argument("--tasks", default="cola,mrpc,mnli,qnli")
    parser.add_argument("--encoder", default="minilm-l6-uncased", help="name of an encoder, or 'tiny' for a random one")
    parser.add_argument("--rows", type=int, default=800, help="training rows of each task")
    parser.add_argument("--evaluation", type=int, default=800, help="evaluation rows of each task")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--turns", type=int, default=3, help="runs with and without affinity, to measure the cost")
    parser.add_argument("--every", type=int, default=10, help="steps between measurements when measuring the cost")
    parser.add_argument("--sweep-every", type=int, default=5, help="steps between measurements in the sweep")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--results", help="file that keeps finished runs")
    parser.add_argument("--jar", required=True, help="the service")
    parser.add_argument("--port", type=int, default=18920)
    arguments = parser.parse_args()
    work = tempfile.mkdtemp(prefix="affinity-")
    try:
        service.Node.jar = service.unpacked(arguments.jar, work + "/app")
        runs = Runs(arguments, work, total(arguments))
        (cost if arguments.what == "cost" else sweep)(runs)
        runs.node.stop()
    finally:
        service.end_processes()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()

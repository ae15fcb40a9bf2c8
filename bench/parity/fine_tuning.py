#!/usr/bin/env python3
"""Trains QNLI and STS-B in a service and with transformers and PyTorch, with equal settings, and prints both scores side by side.

  fine_tuning.py --data DIR [--jar JAR] [--rows 1600] [--evaluation 1000] [--epochs 2] [--seeds 1,2,3]
                 [--results FILE]

DIR has GLUE's QNLI/ and STS-B/ (train.tsv, dev.tsv). Missing files are made from others in DIR: QNLI as GLUE made it, from SQuAD's
answerable questions and the sentences of their contexts; in place of STS-B, pairs of MRPC and the share of words they have in common,
from 0 to 5. Both sides read the same rows in the same batches (the service's, packed again here by its rule), with the same encoder,
head, optimiser, rates and number of steps; the dropped values and the new head's weights differ, as they do between seeds. The scores
of transformers are computed here from its predictions. Needs bench/requirements.txt; the service runs from a built jar. With --results,
every finished run is kept in that file, and a measurement that was interrupted continues with the next one.
"""
import argparse
import csv
import gzip
import json
import math
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch
import transformers
from tokenizers import Tokenizer
from transformers import BertModel
from transformers.optimization import get_linear_schedule_with_warmup

BENCH = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BENCH))
import service  # noqa: E402
from ranks import spearman  # noqa: E402
from results import Results, say  # noqa: E402

ENCODER, LENGTH, BATCH, RATE, DROPOUT, DECAY, WARMUP = "minilm-l6-uncased", 128, 16, 1e-4, 0.1, 0.01, 0.1
COLUMNS = {"qnli": ("question", "sentence", "label"), "sts-b": ("sentence1", "sentence2", "score")}
FOLDERS = {"qnli": "QNLI", "sts-b": "STS-B"}
LABELS = ["entailment", "not_entailment"]
SCORES = {"qnli": ["accuracy"], "sts-b": ["pearson", "spearman"]}
MASK = (1 << 64) - 1


# ---- data -------------------------------------------------------------------------------------------------------------

def find(data, *names):
    return next((path for name in names for path in sorted(Path(data).rglob(name))), None)


def table(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(path, task, rows, count):
    if len(rows) < count:
        sys.exit(f"{path.parent.name}/{path.name} would have {len(rows)} rows instead of {count}: ask for fewer")
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(("index", *COLUMNS[task]))] + ["\t".join((str(i), *row)) for i, row in enumerate(rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def words(text):
    return re.findall(r"\w+", text.lower())


def made_qnli(path, count, rng):
    """A question with a sentence of its context: the one that contains the answer, or the other one with most of its words."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        paragraphs = [paragraph for article in json.load(file)["data"] for paragraph in article["paragraphs"]]
    rows = []
    for paragraph in rng.sample(paragraphs, len(paragraphs)):
        ends = [match.end() for match in re.finditer(r"[.!?]\s+(?=[A-Z\"])", paragraph["context"])] + [len(paragraph["context"])]
        sentences = [(start, end) for start, end in zip([0, *ends], ends) if end > start]
        asked = [q for q in paragraph["qas"] if q["answers"] and not q.get("is_impossible")]
        if len(sentences) < 2 or not asked:
            continue
        question = rng.choice(asked)
        at = question["answers"][0]["answer_start"]
        right = next(i for i, (start, end) in enumerate(sentences) if start <= at < end)
        common = [len(set(words(question["question"])) & set(words(paragraph["context"][start:end]))) for start, end in sentences]
        other = max((i for i in range(len(sentences)) if i != right), key=lambda i: common[i])
        entails = rng.random() < 0.5
        start, end = sentences[right if entails else other]
        row = (clean(question["question"]), clean(paragraph["context"][start:end]), LABELS[not entails])
        if all(row) and sum(len(words(text)) for text in row[:2]) < 80:
            rows.append(row)
        if len(rows) == count:
            return rows
    return rows


def made_similarity(path, count, rng):
    """Pairs of MRPC and, as often, of sentences that do not belong together; five times the F1 of their words."""
    pairs = [(clean(row[3]), clean(row[4])) for row in table(path)[1:] if len(row) == 5]
    rng.shuffle(pairs)
    rows = []
    for i, (first, second) in enumerate(pairs[:count]):
        if i % 4 == 0:
            second = pairs[-1 - i][1]
        a, b = set(words(first)), set(words(second))
        rows.append((first, second, f"{5 * 2 * len(a & b) / (len(a) + len(b)):.3f}"))
    return rows


def clean(text):
    return " ".join(text.split())


def prepare(options, folder):
    """Writes a training and an evaluation file for each task; returns their descriptions."""
    rng, said = random.Random(20), {}
    sources = {"qnli": (("train-v2.0*.json*", "train-v1.1*.json*"), ("dev-v2.0.json", "dev-v1.1.json"), made_qnli),
               "sts-b": (("msr_paraphrase_train.txt",), ("msr_paraphrase_test.txt",), made_similarity)}
    for task, (train, evaluation, make) in sources.items():
        official = find(options.data, f"{FOLDERS[task]}/train.tsv")
        counts = {"train": options.rows, "dev": options.evaluation}
        if official and len(table(official)) > options.rows:
            said[task] = "GLUE's " + FOLDERS[task]
            for split, count in counts.items():
                rows = table(official.with_name(split + ".tsv"))
                at = [rows[0].index(column) for column in COLUMNS[task]]
                write(folder / FOLDERS[task] / f"{split}.tsv", task, [[row[i] for i in at] for row in rng.sample(rows[1:], min(count, len(rows) - 1))], count)
        else:
            said[task] = "made from SQuAD as GLUE makes QNLI" if task == "qnli" else "MRPC's pairs with the words they share, in place of STS-B"
            for (split, count), names in zip(counts.items(), (train, evaluation)):
                write(folder / FOLDERS[task] / f"{split}.tsv", task, make(find(options.data, *names), count, rng), count)
    return said


# ---- the service's batches ----------------------------------------------------------------------------------------------

def scramble(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


class SplitMix:
    """The service's generator."""

    GAMMA = 0x9E3779B97F4A7C15

    def __init__(self, seed, *parts):
        self.state = scramble(seed + self.GAMMA & MASK)
        for part in parts:
            self.state = scramble(self.state + self.GAMMA + scramble(part + self.GAMMA & MASK) & MASK)

    def below(self, bound):
        self.state = self.state + self.GAMMA & MASK
        return (scramble(self.state) >> 1) * (bound << 1) >> 64

    def shuffle(self, values):
        for i in range(len(values) - 1, 0, -1):
            j = self.below(i + 1)
            values[i], values[j] = values[j], values[i]


def packed(lengths, seed, epoch):
    """The batches of one pass over one task, as the service's BatchPacker makes them."""
    rng = SplitMix(seed, 2, 0, epoch)
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches = []
    for start in range(0, len(order), 4 * BATCH):
        chunk = sorted(order[start:start + 4 * BATCH], key=lambda item: lengths[item])
        batches += [chunk[i:i + BATCH] for i in range(0, len(chunk), BATCH)]
    rng.shuffle(batches)
    return batches


# ---- transformers -------------------------------------------------------------------------------------------------------

class Sentences(torch.nn.Module):
    """The encoder and a linear layer on [CLS], as the service has it."""

    def __init__(self, directory, outputs):
        super().__init__()
        self.bert = BertModel.from_pretrained(directory, add_pooling_layer=False, attn_implementation="sdpa", hidden_dropout_prob=DROPOUT,
                                              attention_probs_dropout_prob=DROPOUT)
        self.dropout = torch.nn.Dropout(DROPOUT)
        self.head = torch.nn.Linear(self.bert.config.hidden_size, outputs)
        torch.nn.init.normal_(self.head.weight, std=0.5 / math.sqrt(self.bert.config.hidden_size))
        torch.nn.init.zeros_(self.head.bias)

    def forward(self, rows):
        ids = torch.zeros((len(rows), max(len(row.ids) for row in rows)), dtype=torch.long)
        types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
        for i, row in enumerate(rows):
            size = len(row.ids)
            ids[i, :size], types[i, :size], mask[i, :size] = torch.tensor(row.ids), torch.tensor(row.type_ids), 1
        hidden = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state[:, 0]
        return self.head(self.dropout(hidden))


def read(folder, task, split, tokenizer):
    rows = table(folder / FOLDERS[task] / f"{split}.tsv")[1:]
    encoded = tokenizer.encode_batch([(row[1], row[2]) for row in rows])
    targets = [float(row[3]) if task == "sts-b" else LABELS.index(row[3]) for row in rows]
    return encoded, torch.tensor(targets)


def groups(model):
    plain = [p for n, p in model.named_parameters() if n.endswith(".bias") or "LayerNorm" in n]
    ids = {id(p) for p in plain}
    return [{"params": [p for p in model.parameters() if id(p) not in ids], "weight_decay": DECAY}, {"params": plain, "weight_decay": 0.0}]


def train_with_transformers(directory, folder, task, seed, epochs):
    torch.manual_seed(seed)
    tokenizer = Tokenizer.from_file(f"{directory}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH)
    rows, targets = read(folder, task, "train", tokenizer)
    model = Sentences(directory, 1 if task == "sts-b" else len(LABELS)).train()
    batches = [batch for epoch in range(epochs) for batch in packed([len(row.ids) for row in rows], seed, epoch)]
    optimizer = torch.optim.AdamW(groups(model), lr=RATE, eps=1e-8)
    schedule = get_linear_schedule_with_warmup(optimizer, math.ceil(WARMUP * len(batches)), len(batches))
    losses = []
    for batch in batches:
        if len(losses) % 50 == 49:
            say(f"  step {len(losses) + 1} of {len(batches)}")
        loss = loss_of(task, model([rows[i] for i in batch]), targets[batch])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    return scores(task, model.eval(), *read(folder, task, "dev", tokenizer)), losses


def loss_of(task, outputs, targets):
    if task == "sts-b":
        return torch.nn.functional.mse_loss(outputs.squeeze(1), targets)
    return torch.nn.functional.cross_entropy(outputs, targets)


def scores(task, model, rows, targets):
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    outputs = torch.empty((len(rows), model.head.out_features))
    with torch.no_grad():
        for start in range(0, len(order), 32):
            part = order[start:start + 32]
            outputs[part] = model([rows[i] for i in part])
    if task == "qnli":
        return {"accuracy": (outputs.argmax(1) == targets).double().mean().item()}
    found, wanted = outputs[:, 0].tolist(), targets.tolist()
    try:
        return {"pearson": statistics.correlation(found, wanted), "spearman": spearman(found, wanted)}
    except statistics.StatisticsError:  # all predictions are equal
        return {"pearson": 0.0, "spearman": 0.0}


# ---- the service ----------------------------------------------------------------------------------------------------------

def plan(task, seed, epochs):
    return {"name": f"{task} {seed}", "encoder": ENCODER, "tasks": [{"dataset": task}], "epochs": epochs, "batchSize": BATCH,
            "learningRate": RATE, "dropout": DROPOUT, "optimizer": "adamw", "weightDecay": DECAY, "clipNorm": 1,
            "warmupFraction": WARMUP, "maxSequenceLength": LENGTH, "seed": seed}


def train_in_service(node, task, seed, epochs):
    id = node.submit(plan(task, seed, epochs))
    job = node.await_job(id, until=Steps(), seconds=36000)
    if job["status"] != "SUCCEEDED":
        raise RuntimeError(job.get("reason"))
    metrics = node.call("GET", f"/jobs/{id}/metrics?points=100000")[1]
    last = [one for one in metrics["evaluations"] if one["epoch"] == epochs][-1]["metrics"]
    return {name: last[name] for name in SCORES[task]}, [point["loss"] for point in metrics["training"]]


class Steps:
    """Whether a job has ended; prints its progress every fifty steps."""

    said = 0

    def __call__(self, job):
        step = (job.get("progress") or {}).get("step", 0)
        if step // 50 > self.said:
            self.said = step // 50
            say(f"  step {step} of {job['progress']['totalSteps']}")
        return job["status"] in service.TERMINAL


def percent(values):
    spread = f" ± {100 * statistics.stdev(values):.1f}" if len(values) > 1 else ""
    return f"{100 * statistics.mean(values):.1f}{spread}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--jar", help="the service's jar; built if omitted")
    parser.add_argument("--rows", type=int, default=1600)
    parser.add_argument("--evaluation", type=int, default=1000)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--results", help="file that keeps finished runs")
    parser.add_argument("--port", type=int, default=18900)
    options = parser.parse_args()
    seeds = [int(seed) for seed in options.seeds.split(",")]
    torch.set_num_threads(options.threads)
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    sides = [(seed, task, side) for seed in seeds for task in COLUMNS for side in ("service", "transformers")]
    work = Path(tempfile.mkdtemp(prefix="fine-tuning-"))
    try:
        said = prepare(options, work / "data")
        results = Results(options.results, {name: getattr(options, name) for name in ("rows", "evaluation", "epochs")} | {"data": said}, len(sides))
        names = {key: " ".join(map(str, key)) for key in sides}
        if any(name not in results.known for name in names.values()):
            measure(options, work, results, names)
        report(options, said, seeds, {(task, side, seed): results.known[name] for (seed, task, side), name in names.items()})
    finally:
        service.end_processes()
        shutil.rmtree(work, ignore_errors=True)


def measure(options, work, results, names):
    jar = options.jar or subprocess.run([BENCH / "jar.sh"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    service.Node.jar = service.unpacked(jar, str(work / "app"))
    node = service.Node(str(work / "service"), options.port, f"--mtdnn.data-dir={work}/data", f"--mtdnn.encoders-dir={work}/encoders",
                        f"--mtdnn.encoder-archives={service.ROOT}/target/encoder-archives", "--mtdnn.engine.answering-precision=fp32", java=("-Xmx2g",)).start()
    # Makes the service unpack the encoder, which transformers reads too, even if the first remaining run is one of transformers.
    node.call("POST", "/jobs?dryRun=true", plan(next(iter(COLUMNS)), 1, 1), timeout=300)
    for (seed, task, side), name in names.items():
        found = results.get(name, lambda: train_in_service(node, task, seed, options.epochs) if side == "service" else
                            train_with_transformers(work / "encoders" / ENCODER, work / "data", task, seed, options.epochs))
        say(f"  {found[0]}, {len(found[1])} steps, first losses {[round(x, 4) for x in found[1][:3]]}")
    node.stop()


def report(options, said, seeds, results):
    print(f"{ENCODER}, {options.rows} rows, {options.epochs} epochs, AdamW at {RATE}, batch {BATCH}, dropout {DROPOUT}, at most {LENGTH} tokens; "
          f"evaluated on {options.evaluation} rows; seeds {options.seeds}; torch {torch.__version__}, transformers {transformers.__version__}\n")
    print("| task | score | service, mean ± s over seeds | transformers | difference | mean loss of the last 50 steps, service / transformers | correlation of their losses by step |\n" + "|---" * 7 + "|")
    for task, names in SCORES.items():
        for name in names:
            ours, theirs = ([results[task, side, seed][0][name] for seed in seeds] for side in ("service", "transformers"))
            last = [statistics.mean(loss for seed in seeds for loss in results[task, side, seed][1][-50:]) for side in ("service", "transformers")]
            together = statistics.mean(statistics.correlation(results[task, "service", seed][1], results[task, "transformers", seed][1]) for seed in seeds)
            print(f"| {task} ({said[task]}) | {name} | {percent(ours)} | {percent(theirs)} | "
                  f"{100 * (statistics.mean(ours) - statistics.mean(theirs)):+.1f} | {last[0]:.4f} / {last[1]:.4f} | {together:.2f} |")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Compares hidden states, QA loss and gradients of our engine with transformers', for real encoders on real sentences.

  compare_real.py NAME... [--data DIR] [--encoder NAME=DIR]

NAME is an encoder of ours (minilm-l6-uncased, bert-base-cased) or one given as a Hugging Face directory. The rows are questions of
SQuAD 2.0's dev set in DIR, or a few sentences of our own. Two batches: one padded, where transformers' loss is taken without its
padded positions, and one of even rows, where it is exactly BertForQuestionAnswering's. transformers runs in float32 and float64.
Exits with an error if any difference exceeds 1e-4.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
import transformers
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional as F
from transformers import BertForQuestionAnswering

BENCH = Path(__file__).resolve().parents[1]
LIMIT = 1e-4
OWN = [("Where did the two rivers meet?", "Below the old mill the two rivers met, and from there the boats went on to the harbour of Lindholm. " * 3),
       ("Who built the observatory?", "The observatory on the hill was built by Clara Venn in 1887, long before the town had electric light."),
       ("How high is the tower - and is it closed in winter?", "At 93 metres (305 ft) the tower, closed between November & March, is the highest in the province. " * 6),
       ("What does \u00c9milie study?", "\u00c9milie, who lives in S\u00e3o Tom\u00e9, studies moss \U0001f33f and lichen; her sister's field is astronomy.")]
transformers.logging.set_verbosity_error()


def sentences(data):
    if not data:
        return OWN
    articles = json.loads(next(Path(data).rglob("dev-v2.0.json")).read_text())["data"]
    return [(article["paragraphs"][0]["qas"][0]["question"], article["paragraphs"][0]["context"]) for article in articles[:12:3]]


def batches(directory, pairs):
    tokenizer = Tokenizer.from_file(f"{directory}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(384, strategy="only_second")
    encodings = tokenizer.encode_batch(pairs)
    rows = [{"ids": e.ids, "secondStart": e.type_ids.index(1)} for e in encodings]
    shortest = min(len(row["ids"]) for row in rows)
    even = [{"ids": row["ids"][:shortest], "secondStart": row["secondStart"]} for row in rows]
    return {"padded": with_targets(rows), "even": with_targets(even)}


def with_targets(rows):
    """A span in every row but the second, which is treated as unanswerable."""
    targets = [[row["secondStart"] + 3, min(row["secondStart"] + 6, len(row["ids"]) - 2)] for row in rows]
    targets[1] = [0, 0]
    return {"rows": rows, "targets": targets}


def inputs(batch):
    longest = max(len(row["ids"]) for row in batch["rows"])
    ids = torch.zeros((len(batch["rows"]), longest), dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for i, row in enumerate(batch["rows"]):
        size = len(row["ids"])
        ids[i, :size] = torch.tensor(row["ids"])
        types[i, row["secondStart"]:size] = 1
        mask[i, :size] = 1
    return {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}


def theirs(directory, batch, head, dtype):
    model = BertForQuestionAnswering.from_pretrained(directory, attn_implementation="sdpa", dtype=dtype).eval()
    with torch.no_grad():
        model.qa_outputs.weight.copy_(head[0])
        model.qa_outputs.bias.copy_(head[1])
    given = inputs(batch)
    starts, ends = torch.tensor(batch["targets"]).T
    out = model(**given, start_positions=starts, end_positions=ends, output_hidden_states=True)
    mask = given["attention_mask"].bool()
    if mask.all():
        loss = out.loss
    else:
        loss = sum(F.cross_entropy(logits.masked_fill(~mask, float("-inf")), target)
                   for logits, target in ((out.start_logits, starts), (out.end_logits, ends))) / 2
    loss.backward()
    gradients = {name.replace("qa_outputs", "heads.squad-v2"): p.grad for name, p in model.named_parameters() if p.grad is not None}
    return {"hidden": out.hidden_states[-1][mask].detach(), "start": out.start_logits[mask].detach(), "end": out.end_logits[mask].detach(),
            "loss": loss.detach(), "gradients": gradients}


def run_ours(directory, cases, folder):
    arguments = [directory]
    for name, batch in cases.items():
        (Path(folder) / f"{name}.json").write_text(json.dumps(batch))
        arguments += [f"{folder}/{name}.json", f"{folder}/{name}.safetensors"]
    subprocess.run([BENCH / "java.sh", "io.mtdnn.model.torch.ParityExport", *arguments], check=True, stdout=sys.stderr)
    return {name: load_file(f"{folder}/{name}.safetensors") for name in cases}


def far(a, b):
    return (a.double() - b.double()).abs().max().item()


def norm(gradients):
    return torch.sqrt(sum((g.double() ** 2).sum() for g in gradients.values())).item()


def compare(name, directory, data):
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = batches(directory, sentences(data))
        for case, ours in run_ours(directory, cases, folder).items():
            head = ours["heads.squad-v2.weight"], ours["heads.squad-v2.bias"]
            rows = len(cases[case]["rows"])
            start, end = (torch.cat([ours[f"{side}.{i}"] for i in range(rows)]) for side in ("start", "end"))
            gradients = {n if n.startswith("heads.") else f"bert.{n.removeprefix('bert.')}": g for n, g in
                         ((n.removeprefix("grad."), g) for n, g in ours.items() if n.startswith("grad."))}
            single = theirs(directory, cases[case], head, torch.float32)
            double = theirs(directory, cases[case], head, torch.float64)
            assert gradients.keys() == single["gradients"].keys(), gradients.keys() ^ single["gradients"].keys()
            for label, other in (("float32", single), ("float64", double)):
                found = {"hidden": far(ours["hidden.DEFAULT"], other["hidden"]), "hidden oneDNN": far(ours["hidden.ONE_DNN"], other["hidden"]),
                         "logits": max(far(start, other["start"]), far(end, other["end"])), "loss": far(ours["loss"][0], other["loss"]),
                         "gradients": max(far(gradients[n], g) for n, g in other["gradients"].items())}
                worst = max(worst, *found.values())
                lengths = "+".join(str(len(row["ids"])) for row in cases[case]["rows"])
                print(f"| {name} | {case} {lengths} | {label} | {found['hidden']:.1e} / {found['hidden oneDNN']:.1e} | {found['logits']:.1e} | "
                      f"{ours['loss'].item():.6f} / {other['loss'].item():.6f} | {norm(gradients):.6f} / {norm(other['gradients']):.6f} | {found['gradients']:.1e} |")
            off = {k: far(single[k], double[k]) for k in ("hidden", "loss")}
            print(f"| {name} | {case} | transformers' float32 against its float64 | {off['hidden']:.1e} | | {off['loss']:.1e} | | "
                  f"{max(far(g, double['gradients'][n]) for n, g in single['gradients'].items()):.1e} |")
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--data")
    parser.add_argument("--encoder", action="append", default=[], metavar="NAME=DIR")
    options = parser.parse_args()
    sys.path.insert(0, str(BENCH))
    from compare import encoder_directories
    directories = dict(pair.split("=", 1) for pair in options.encoder)
    missing = [name for name in options.names if name not in directories]
    directories |= encoder_directories(missing) if missing else {}
    os.environ["BENCH_BUILT"] = "1"
    print(f"torch {torch.__version__}, transformers {transformers.__version__}\n")
    print("| encoder | batch, tokens | transformers in | hidden states: default / oneDNN products | logits | loss ours / theirs | gradient norm ours / theirs | gradients |")
    print("|---" * 8 + "|")
    worst = max(compare(name, directories[name], options.data) for name in options.names)
    print(f"\nlargest difference {worst:.1e}, limit {LIMIT}")
    sys.exit(worst > LIMIT)


if __name__ == "__main__":
    main()

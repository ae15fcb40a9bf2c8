#!/usr/bin/env python3
"""Takes a model for questions out of a running service and into it, and compares answers with transformers' pipeline both ways.

  both_ways.py --data DIR --model NAME --dataset HEAD [--service URL] [--questions 300]

Out: the export in the format `hugging-face` goes into the pipeline as it is, and answers as the service does. In: what transformers itself
saves of that model is imported as a zip file (POST /models), and the service answers with it as the pipeline does. Loading must find no
missing and no unexpected weight. Differences are explained as in pipeline.py, whose rules decide when this ends with an error; the imported model is deleted.

Needs bench/requirements-pipeline.txt.
"""
import argparse
import io
import json
import tempfile
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

import pipeline as answers

WINDOW = [(384, 128)]


def exported(service, model, dataset, directory):
    url = f"{service}/models/{urllib.parse.quote(model, safe='')}/export?format=hugging-face&dataset={urllib.parse.quote(dataset)}"
    with urllib.request.urlopen(url) as response:
        zipfile.ZipFile(io.BytesIO(response.read())).extractall(directory)
    return next(Path(directory).rglob("config.json")).parent


def loaded(directory):
    model, found = AutoModelForQuestionAnswering.from_pretrained(directory, output_loading_info=True)
    wrong = {name: keys for name, keys in found.items() if keys}
    if wrong:
        raise SystemExit(f"the export does not load as it should: {wrong}")
    return model


def saved(directory, target):
    loaded(directory).save_pretrained(target)
    AutoTokenizer.from_pretrained(directory).save_pretrained(target)
    return target


def imported(service, directory, dataset):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(Path(directory).iterdir()):
            archive.write(file, file.name)
    url = f"{service}/models?dataset={urllib.parse.quote(dataset)}&name=both-ways"
    with urllib.request.urlopen(urllib.request.Request(url, packed.getvalue(), {"Content-Type": "application/zip"})) as response:
        return json.load(response)["id"]


def checked(title, rows, count):
    print(f"\n### {title}\n")
    answers.report(rows, count)
    shares = [row["same"] / count for (_, _, _, words), row in rows.items() if not words]
    unexplained = sum(why is None for row in rows.values() for *_, why in row["differences"])
    return min(shares) >= 0.99 and unexplained == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", required=True, help="alias, id or name")
    parser.add_argument("--dataset", required=True, help="the dataset of its head for questions")
    parser.add_argument("--service", default="http://127.0.0.1:8080")
    parser.add_argument("--questions", type=int, default=300)
    options = parser.parse_args()
    answers.WINDOWS = WINDOW
    questions = answers.dev_questions(options.data, options.questions)
    with tempfile.TemporaryDirectory() as directory, torch.inference_mode():
        out = exported(options.service, options.model, options.dataset, f"{directory}/out")
        well = checked("Out", answers.compare(answers.Ours(options.service, options.model), answers.Theirs(out), questions), len(questions))
        model = imported(options.service, saved(out, f"{directory}/in"), "both-ways")
        try:
            rows = answers.compare(answers.Ours(options.service, model), answers.Theirs(f"{directory}/in"), questions)
            well = checked("In", rows, len(questions)) and well
        finally:
            urllib.request.urlopen(urllib.request.Request(f"{options.service}/models/{model}", method="DELETE")).close()
    if not well:
        raise SystemExit("less than 99 % are the same, or differences have no explanation")


if __name__ == "__main__":
    main()

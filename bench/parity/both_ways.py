#!/usr/bin/env python3
"""Exports a question-answering model from a running service and imports it, and compares both with transformers' pipeline.

  both_ways.py --data DIR --model NAME --dataset HEAD [--service URL] [--questions 300]

Export: the pipeline loads the export in the format `hugging-face` unchanged and must answer like the service. Import: the model as
transformers saves it is imported as a zip file (POST /models), and the service must answer like the pipeline. Loading must find no
missing and no unexpected weight. Differences are explained as in pipeline.py, whose rules decide when this ends with an error; the imported model is deleted.

Needs bench/requirements-pipeline.txt.
"""
import io
import json
import tempfile
import urllib.parse
import zipfile
from pathlib import Path

import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

import pipeline as answers
from asking import parser

WINDOW = [(384, 128)]


def loaded(directory):
    model, found = AutoModelForQuestionAnswering.from_pretrained(directory, output_loading_info=True)
    wrong = {name: keys for name, keys in found.items() if keys}
    if wrong:
        raise SystemExit(f"the export does not load correctly: {wrong}")
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
    path = f"/models?dataset={urllib.parse.quote(dataset)}&name=both-ways"
    with service.open(path, packed.getvalue(), "application/zip") as response:
        return json.load(response)["id"]


def checked(title, rows, count):
    print(f"\n### {title}\n")
    answers.report(rows, count)
    shares = [row["same"] / count for (_, _, _, words), row in rows.items() if not words]
    unexplained = sum(why is None for row in rows.values() for *_, why in row["differences"])
    return min(shares) >= 0.99 and unexplained == 0


def main():
    arguments = parser(__doc__, required=True)
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--dataset", required=True, help="the dataset of its question-answering head")
    arguments.add_argument("--questions", type=int, default=300)
    options = arguments.parse_args()
    service = options.service
    answers.WINDOWS = WINDOW
    questions = answers.dev_questions(options.data, options.questions)
    with tempfile.TemporaryDirectory() as directory, torch.inference_mode():
        out = service.unpacked(f"{directory}/out", options.model, "hugging-face", dataset=options.dataset)
        well = checked("Out", answers.compare(answers.Ours(service, options.model), answers.Theirs(out), questions), len(questions))
        model = imported(service, saved(out, f"{directory}/in"), "both-ways")
        try:
            rows = answers.compare(answers.Ours(service, model), answers.Theirs(f"{directory}/in"), questions)
            well = checked("In", rows, len(questions)) and well
        finally:
            service.open(f"/models/{model}", method="DELETE").close()
    if not well:
        raise SystemExit("less than 99 % are the same, or differences have no explanation")


if __name__ == "__main__":
    main()

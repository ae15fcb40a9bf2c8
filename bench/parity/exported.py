#!/usr/bin/env python3
"""Loads a model's exports with transformers' classes for tasks, whose answers must be those of the running service.

  exported.py [--service URL] [--model NAME]

Each head is exported in the format `hugging-face` and loaded with AutoModelForQuestionAnswering and its relatives; so is the bundle,
which must not load if it has no head, or several, for a class. Needs bench/requirements.txt. Exits with an error if anything differs.
"""
import tempfile

import torch
from transformers import (AutoModel, AutoModelForMultipleChoice, AutoModelForQuestionAnswering, AutoModelForSequenceClassification, AutoTokenizer)

from asking import parser

QUESTION = "Who built the lighthouse of Skarvika?"
CONTEXT = "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist. It stands on a cliff of grey granite."
TEXT = "The keeper have lit the lamps."
PROMPT, CHOICES = "The keeper climbs the stairs of the lighthouse.", ["At the top he lights the lamp.", "At the top he reads the menu."]
CLASSES = {"SPAN": AutoModelForQuestionAnswering, "CLASSIFICATION": AutoModelForSequenceClassification, "MULTIPLE_CHOICE": AutoModelForMultipleChoice}


def spans(service, model, loaded, tokenizer):
    """Null odds and the best span of a context of one window."""
    row = tokenizer(QUESTION, CONTEXT, return_tensors="pt", return_offsets_mapping=True)
    offsets, kinds = row.pop("offset_mapping")[0].tolist(), row.sequence_ids(0)
    found = loaded(**row)
    start, end = found.start_logits[0].double(), found.end_logits[0].double()
    inside = [i for i, kind in enumerate(kinds) if kind == 1]
    score, first, last = max((float(start[i] + end[j]), i, j) for i in inside for j in inside if i <= j < i + 30)
    ours = service.post("/qa", {"question": QUESTION, "context": CONTEXT, "model": model, "handleImpossibleAnswer": False, "topK": 1})
    return abs(float(start[0] + end[0]) - score - ours["nullOdds"]), CONTEXT[offsets[first][0]:offsets[last][1]] == ours["answer"]


def labels(service, model, loaded, tokenizer, task):
    scores = torch.softmax(loaded(**tokenizer(TEXT, return_tensors="pt")).logits[0].double(), 0)
    ours = service.post("/classification", {"text": TEXT, "task": task, "model": model})
    theirs = {loaded.config.id2label[i]: float(score) for i, score in enumerate(scores)}
    return max(abs(theirs[one["label"]] - one["score"]) for one in ours["labels"]), True


def choices(service, model, loaded, tokenizer, task):
    rows = tokenizer([PROMPT] * len(CHOICES), CHOICES, return_tensors="pt", padding=True)
    scores = torch.softmax(loaded(**{name: value.unsqueeze(0) for name, value in rows.items()}).logits[0].double(), 0)
    ours = service.post("/multiple-choice", {"context": PROMPT, "choices": CHOICES, "task": task, "model": model})
    return max(abs(float(scores[one["index"]]) - one["score"]) for one in ours["choices"]), True


def compare(service, model, task, directory):
    kind, name = task["head"], task["name"]
    loaded, report = CLASSES[kind].from_pretrained(directory, output_loading_info=True)
    tokenizer = AutoTokenizer.from_pretrained(directory)
    missing = list(report["missing_keys"])
    ask = {"SPAN": lambda: spans(service, model, loaded.eval(), tokenizer),
           "CLASSIFICATION": lambda: labels(service, model, loaded.eval(), tokenizer, name),
           "MULTIPLE_CHOICE": lambda: choices(service, model, loaded.eval(), tokenizer, name)}[kind]
    difference, same = ask()
    print(f"| {directory.parent.name} | {name} | {type(loaded).__name__} | {missing or 'none'} | {difference:.1e} | {same} |")
    return not missing and same and difference < 1e-4


def main():
    options = parser(__doc__, default="default").parse_args()
    service, model = options.service, options.service.model(options.model)
    good = True
    print("| export | head | class | missing weights | largest difference | same answer |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as directory, torch.inference_mode():
        for task in model["tasks"]:
            head = service.unpacked(f"{directory}/huggingface/{task['name']}", model["id"], "hugging-face", dataset=task["name"])
            good &= compare(service, model["id"], task, head)
        bundle = service.unpacked(f"{directory}/bundle", model["id"], "bundle")
        for spanning in (True, False):
            kinds = [task for task in model["tasks"] if (task["head"] == "SPAN") == spanning]
            if len(kinds) == 1:
                good &= compare(service, model["id"], kinds[0], bundle)
            else:
                good &= refused(bundle, AutoModelForQuestionAnswering if spanning else AutoModelForSequenceClassification)
        AutoModel.from_pretrained(bundle)
    if not good:
        raise SystemExit("something differs")


def refused(bundle, kind):
    try:
        kind.from_pretrained(bundle)
    except RuntimeError as ex:
        print(f"| bundle | - | {kind.__name__} | refuses: {str(ex).splitlines()[0][:60]} | - | - |")
        return True
    print(f"| bundle | - | {kind.__name__} | LOADS with an untrained head | - | - |")
    return False


if __name__ == "__main__":
    main()

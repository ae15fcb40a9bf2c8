#!/usr/bin/env python3
"""Compares our SQuAD 2.0 metrics with the official evaluator's, to the last digit.

  evaluator.py DEV_FILE OFFICIAL [--predictions pred.json --null-odds na_prob.json]

DEV_FILE is dev-v2.0.json, OFFICIAL the official evaluate-v2.0.py (from the SQuAD site; not part of this project). Python up
to 3.11: from 3.12 on sum() rounds differently, so the official evaluator's results differ from those of earlier versions.

Predictions are made from the dev set (gold answers, altered gold answers, other spans of the paragraph, nothing), once with
null odds that are all different and once with many ties; a second dataset has hand-made hard cases and random texts of
difficult characters. A model's own predictions can be given too.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
THRESHOLDS = (0.0, -1.37, 2.5)
# golds, prediction
HARD_CASES = [
    ([], ""), ([], "the"), ([], "a"), ([], " "), (["the"], ""), (["the"], "an"), (["a", "The Beatles"], "beatles"), (["..."], "!"), (["-"], "x"),
    (["The  Beatles"], "the beatles."), (["U.S.A."], "usa"), (["U. S. A."], "u s a"), (["a-b"], "ab"), (["can't"], "cant"), (["can\u2019t"], "can't"),
    (["l'an 2000"], "lan 2000"), (["\u00e9a"], "\u00e9"), (["a\u0301 b"], "b"), (["a_b"], "ab"), (["$5"], "5"), (["\u20ac5"], "5"), (["50%"], "50"),
    (["one\u00a0two"], "one two"), (["one\u2003two"], "one two"), (["one\u3000two"], "one two"), (["one\u200btwo"], "one two"), (["one\u0085two"], "one two"),
    (["one\u001ctwo"], "one two"), (["one\u180etwo"], "one two"), (["one\ufefftwo"], "one two"), (["\u0130stanbul"], "istanbul"), (["\u0130"], "i\u0307"),
    (["STRASSE"], "stra\u00dfe"), (["\u1e9e"], "\u00df"), (["\u03a3\u0391\u03a3"], "\u03c3\u03b1\u03c2"), (["\u03a3"], "\u03c3"), (["A\u03a3.B"], "a\u03c3b"),
    (["\U0001f600 an \U0001d4d0"], "\U0001f600 \U0001d4d0"), (["x the\u0301 y"], "x y"), (["the\u200dan"], ""), (["12 a.m."], "12 am"), (["an an an"], "a"),
    (["b b c"], "b c c"), (["b c", "b b c"], "b b"), (["1,000"], "1000"), (["1\u00bd"], "1"), (["a\u00b2"], "\u00b2"), (["the_end"], "end"), (["\uff21"], "\uff41"),
    (["\u0301the"], "the"), (["the\u20e3"], ""), (["\u2160 a"], "\u2170"), (["\u01c5"], "\u01c6"), (["\U00010400"], "\U00010428"), (["the\nan\ta\rb"], "b"),
]
PIECES = (list("abstTHEAN   ...,-'_") + ["a", "an", "the", " a ", " an ", " the ", "The", "AN"] + list(
    "\u00a0\u2003\u3000\u200b\u0085\u001c\u00e9\u0301\u00df\u0130\u03a3\u03c2\u2019\u00b7\u00bd\u00b2\u2160\u0663\u4e2d\u0915\u093f\u20e3\u200d\u00ad")
          + ["\U0001f600", "\U0001d4d0", "\U00010400"])


def questions(data):
    for article in data["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield paragraph["context"], question


def altered(text, rng):
    words = text.split(" ")
    return rng.choice([
        lambda: "The " + text, lambda: text.upper(), lambda: text + ".", lambda: " ".join(words[:-1]) or text,
        lambda: " ".join(words[1:]) or text, lambda: text.replace(" ", "\u00a0"), lambda: re.sub(r"[^\w ]", "", text),
        lambda: text + " and others", lambda: " ".join(rng.sample(words, len(words))), lambda: " ".join(words + words[:1])])()


def predict(context, question, rng):
    draw = rng.random()
    golds = [answer["text"] for answer in question["answers"]] or [a["text"] for a in question.get("plausible_answers", [])]
    if golds and draw < 0.35:
        return rng.choice(golds)
    if golds and draw < 0.7:
        return altered(rng.choice(golds), rng)
    if draw < 0.95:
        words = context.split(" ")
        start = rng.randrange(len(words))
        return " ".join(words[start:start + rng.randint(1, 8)])
    return ""


def made_predictions(data, seed, ties):
    rng = random.Random(seed)
    answers, odds = {}, {}
    for context, question in questions(data):
        answers[question["id"]] = predict(context, question, rng)
        value = rng.gauss(-1.0 if question["answers"] else 1.0, 3.0)
        odds[question["id"]] = round(value) if ties else value
    return answers, odds


def hard_data(seed):
    rng = random.Random(seed)
    fuzz = lambda: "".join(rng.choices(PIECES, k=rng.randint(0, 12)))
    cases = list(HARD_CASES)
    for _ in range(20000):
        golds = [fuzz() for _ in range(rng.randint(0, 3))]
        cases.append((golds, altered(rng.choice(golds), rng) if golds and rng.random() < 0.6 else fuzz()))
    qas = [{"id": str(i), "answers": [{"text": gold, "answer_start": 0} for gold in golds]} for i, (golds, _) in enumerate(cases)]
    answers = {str(i): answer for i, (_, answer) in enumerate(cases)}
    return ({"data": [{"paragraphs": [{"context": "", "qas": qas}]}]}, answers,
            {id: round(rng.gauss(0, 2), rng.randint(0, 3)) for id in answers})


def each_alone(folder):
    """The hard cases one by one, each as a separate dataset, so that errors cannot cancel out."""
    for i, (golds, answer) in enumerate(HARD_CASES):
        data = {"data": [{"paragraphs": [{"context": "", "qas": [{"id": "q", "answers": [{"text": g, "answer_start": 0} for g in golds]}]}]}]}
        yield [write(folder, f"case{i}", data), write(folder, f"case{i}.pred", {"q": answer}), write(folder, f"case{i}.na", {"q": 0.5}), "1.0"]


def write(folder, name, value):
    path = Path(folder) / f"{name}.json"
    path.write_text(json.dumps(value))
    return str(path)


def official(script, case):
    data, answers, odds, threshold = case
    out = subprocess.run([sys.executable, script, data, answers, "--na-prob-file", odds, "--na-prob-thresh", threshold],
                         check=True, capture_output=True, text=True).stdout
    return json.loads(out)


def ours(cases):
    flat = [argument for case in cases for argument in case]
    out = subprocess.run([BENCH / "java.sh", "io.mtdnn.bench.EvaluatorParity", *flat], check=True, stdout=subprocess.PIPE, text=True,
                         env=os.environ | {"BENCH_BUILT": ""}).stdout
    return [json.loads(line) for line in out.splitlines()]


def build_cases(options, folder):
    data = json.loads(Path(options.dev_file).read_text())
    sets = {f"dev, made predictions, seed {seed}, {'ties' if ties else 'no ties'}": (options.dev_file, *made_predictions(data, seed, ties))
            for seed in range(options.seeds) for ties in (False, True)}
    if options.predictions:
        sets["dev, given predictions"] = (options.dev_file, json.loads(Path(options.predictions).read_text()),
                                          json.loads(Path(options.null_odds).read_text()))
    hard, answers, odds = hard_data(1)
    sets[f"{len(HARD_CASES)} hard cases and 20,000 random texts"] = (write(folder, "hard", hard), answers, odds)
    names, cases = [], []
    for i, (name, (file, answers, odds)) in enumerate(sets.items()):
        for threshold in THRESHOLDS:
            names.append(f"{name}, threshold {threshold}")
            cases.append([file, write(folder, f"pred{i}", answers), write(folder, f"na{i}", odds), str(threshold)])
    alone = list(each_alone(folder))
    return names + [f"hard case {HARD_CASES[i]!r}" for i in range(len(alone))], cases + alone


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dev_file")
    parser.add_argument("official")
    parser.add_argument("--predictions")
    parser.add_argument("--null-odds")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    if sys.version_info >= (3, 12):
        print("note: Python 3.12+ sums differently; last digits may differ", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        names, cases = build_cases(options, folder)
        results = ours(cases)
        different, values = 0, 0
        for name, case, mine in zip(names, cases, results, strict=True):
            theirs = official(options.official, case)
            wrong = {key: (theirs.get(key), mine.get(key)) for key in theirs.keys() | mine.keys() if theirs.get(key) != mine.get(key)}
            different += bool(wrong)
            values += len(theirs)
            if wrong or not name.startswith("hard case "):
                print(f"{'DIFFERENT' if wrong else 'equal'}  {name}  exact {theirs['exact']:.4f} f1 {theirs['f1']:.4f}" + (f"  {wrong}" if wrong else ""))
    print(f"{len(cases)} comparisons, {values} values, {different} different")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()

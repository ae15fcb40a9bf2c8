#!/usr/bin/env python3
"""Asks POST /qa what the evaluation after training has asked: null odds and best span must be the same to the last digit.

  served.py --data DIR [--service URL] --model NAME [--dataset squad-v2] [--questions 300] [--clients 8]

DIR holds SQuAD 2.0's dev-v2.0.json, on which the model was evaluated. First one question after the other, then several clients at once,
whose whole answers must be those of the first round. Needs nothing but Python. Ends with an error when something differs.
"""
import argparse
import io
import json
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def evaluated(service, model, dataset):
    """What the evaluation found, from the model's bundle."""
    with urllib.request.urlopen(f"{service}/models/{urllib.parse.quote(model, safe='')}/export?format=bundle") as response:
        bundle = zipfile.ZipFile(io.BytesIO(response.read()))
    name = next(name for name in bundle.namelist() if name.endswith(f"/null-odds-{dataset}.jsonl"))
    return [json.loads(line) for line in bundle.read(name).decode().splitlines()]


def ask(service, model, question, context):
    body = json.dumps({"model": model, "question": question, "context": context, "topK": 2}).encode()
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(f"{service}/qa", body, {"Content-Type": "application/json"})) as response:
                answer = json.load(response)
                del answer["timings"]
                return answer
        except urllib.error.HTTPError as ex:
            if ex.code != 503:
                raise
            time.sleep(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--service", default="http://127.0.0.1:8080")
    parser.add_argument("--model", required=True)
    parser.add_argument("--dataset", default="squad-v2")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    articles = json.loads(next(Path(options.data).rglob("dev-v2.0.json")).read_text())["data"]
    texts = {qa["id"]: (qa["question"], paragraph["context"]) for article in articles for paragraph in article["paragraphs"] for qa in paragraph["qas"]}
    rows = evaluated(options.service, options.model, options.dataset)
    rows = [rows[i * len(rows) // options.questions] for i in range(options.questions)]

    def answer(row):
        return ask(options.service, options.model, *texts[row["id"]])

    serial = [answer(row) for row in rows]
    with ThreadPoolExecutor(options.clients) as clients:
        concurrent = list(clients.map(answer, rows))
    odds = sum(answer["nullOdds"] != row["nullOdds"] for answer, row in zip(serial, rows))
    spans = sum(next((c["answer"] for c in answer["candidates"] if c["answer"]), "") != row["bestText"] for answer, row in zip(serial, rows))
    clients = sum(one != other for one, other in zip(serial, concurrent))
    print(f"{len(rows)} questions; different from the evaluation: null odds {odds}, best span {spans}; "
          f"{options.clients} clients at once different from one: {clients}")
    if odds + spans + clients:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Sends the questions of the evaluation after training to POST /qa: null odds and best span must be equal to the last digit.

  served.py --data DIR [--service URL] --model NAME [--dataset squad-v2] [--questions 300] [--clients 8]

DIR contains SQuAD 2.0's dev-v2.0.json, on which the model was evaluated. First one client sends them in sequence, then several
at once, whose complete answers must equal those of the first round. Needs only Python. Exits with an error if anything differs.
"""
import json
import time
import urllib.error
from concurrent.futures import ThreadPoolExecutor

from asking import dev_file, parser, questions, spread


def evaluated(service, model, dataset):
    """The results of the evaluation, from the model's bundle."""
    bundle = service.export(model, "bundle")
    name = next(name for name in bundle.namelist() if name.endswith(f"/null-odds-{dataset}.jsonl"))
    return [json.loads(line) for line in bundle.read(name).decode().splitlines()]


def ask(service, model, question, context):
    while True:
        try:
            answer = service.post("/qa", {"model": model, "question": question, "context": context, "topK": 2})
            del answer["timings"]
            return answer
        except urllib.error.HTTPError as ex:
            if ex.code != 503:
                raise
            time.sleep(1)


def main():
    arguments = parser(__doc__, required=True)
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--dataset", default="squad-v2")
    arguments.add_argument("--questions", type=int, default=300)
    arguments.add_argument("--clients", type=int, default=8)
    options = arguments.parse_args()
    texts = {id: (question, context) for id, question, context, _ in questions(dev_file(options.data))}
    rows = spread(evaluated(options.service, options.model, options.dataset), options.questions)

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

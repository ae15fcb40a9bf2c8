#!/usr/bin/env python3
"""Computes EM and F1 of a running service's answers on a file in SQuAD 2.0's format, as the official evaluator does.

  scores.py --data dev-v2.0.json [--service URL] [--model NAME] [--questions 0]

To compare, say, two precisions (mtdnn.engine.answering-precision) by their answers. Prints exact and F1 at the model's own threshold,
and of the best span of the questions that have an answer. Needs only Python. 0 questions means all.
"""
import collections
import json
import re
import string

from asking import parser, questions

ARTICLES = re.compile(r"\b(a|an|the)\b", re.UNICODE)
PIECE = 200
PUNCTUATION = str.maketrans("", "", string.punctuation)


def words(text):
    return ARTICLES.sub(" ", text.lower().translate(PUNCTUATION)).split()


def f1(gold, found):
    gold, found = words(gold), words(found)
    if not gold or not found:
        return float(gold == found)
    same = sum((collections.Counter(gold) & collections.Counter(found)).values())
    return 2 * same / (len(gold) + len(found))


def scored(golds, found):
    """The best over the gold answers; without any, an empty answer is the right one."""
    golds = [gold for gold in golds if words(gold)] or [""]
    return max(float(words(gold) == words(found)) for gold in golds), max(f1(gold, found) for gold in golds)


def answers(options, asked):
    """Sends the questions in parts, because urllib reads nothing before everything is sent."""
    settings = {"topK": 2} | ({"model": options.model} if options.model else {})
    for first in range(0, len(asked), PIECE):
        lines = "".join(json.dumps({"question": question, "context": context} | settings) + "\n" for _, question, context, _ in asked[first:first + PIECE])
        with options.service.open("/qa/batch", lines.encode(), "application/x-ndjson") as response:
            for line in response:
                yield json.loads(line)


def best(answer):
    """The best candidate that is not empty."""
    return next((candidate["answer"] for candidate in answer["candidates"] if candidate["answer"]), "")


def main():
    arguments = parser(__doc__, help="alias, id or name; default the one that the alias 'default' points to")
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--questions", type=int, default=0)
    options = arguments.parse_args()
    asked = list(questions(options.data))[:options.questions or None]
    whole, spans = [], []
    for (*_, golds), answer in zip(asked, answers(options, asked), strict=True):
        whole.append(scored(golds, answer["answer"]))
        if golds:
            spans.append(scored(golds, best(answer)))
    for name, scores in (("all", whole), ("best spans of answerable questions", spans)):
        exact, overlap = (100 * sum(column) / max(1, len(scores)) for column in zip(*scores)) if scores else (0, 0)
        print(f"{name}: {len(scores)} questions, exact {exact:.2f}, F1 {overlap:.2f}")


if __name__ == "__main__":
    main()

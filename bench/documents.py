#!/usr/bin/env python3
"""Compares one question over many documents with as many questions on single contexts, taking turns.

  documents.py SQUAD_FILE [--service URL] [--documents 100] [--rounds 4]

The documents have 200 words each, cut from the file's paragraphs. Both sides have the same windows, so they should take the same time.
"""
import argparse
import json
import random
import time
import urllib.request


def documents(path, count):
    with open(path, encoding="utf-8") as file:
        paragraphs = [paragraph["context"] for article in json.load(file)["data"] for paragraph in article["paragraphs"]]
    random.Random(1).shuffle(paragraphs)
    words = " ".join(paragraphs).split()
    return [" ".join(words[i * 200:(i + 1) * 200]) for i in range(count)]


def ask(service, body):
    request = urllib.request.Request(service + "/qa", json.dumps(body).encode(),
                                     {"Content-Type": "application/json", "X-Request-Timeout": "600s"})
    start = time.perf_counter()
    with urllib.request.urlopen(request) as response:
        answer = json.load(response)
    return time.perf_counter() - start, answer["timings"]["windows"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--service", default="http://127.0.0.1:8080")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    texts = documents(options.file, options.documents)
    for turn in range(options.rounds):
        question = f"When did it happen? {turn}"
        together, windows = ask(options.service, {"question": question, "documents": [{"id": str(i), "text": text} for i, text in enumerate(texts)]})
        alone = [ask(options.service, {"question": question, "context": text}) for text in texts]
        print(f"{windows} windows together in {together:.2f} s, {sum(w for _, w in alone)} alone in {sum(s for s, _ in alone):.2f} s", flush=True)


if __name__ == "__main__":
    main()

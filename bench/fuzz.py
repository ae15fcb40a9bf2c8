"""Sends random texts of all kinds to POST /qa and POST /qa/batch. See fuzz.sh."""
import argparse
import collections
import json
import os
import random
import shutil
import sys
import tempfile
import urllib.error
import urllib.request

import service

PIECES = [
    (0x20, 0x7e), (0xa0, 0x24f), (0x300, 0x36f), (0x370, 0x3ff), (0x400, 0x4ff), (0x590, 0x5ff), (0x600, 0x6ff), (0x900, 0x97f),
    (0xe00, 0xe7f), (0x1100, 0x11ff), (0x2000, 0x206f), (0x20a0, 0x20bf), (0x3040, 0x30ff), (0x4e00, 0x9fff), (0xac00, 0xd7a3),
    (0xd800, 0xdfff), (0xe000, 0xf8ff), (0xfe00, 0xfe0f), (0xff00, 0xffef), (0x0, 0x1f), (0x7f, 0x9f), (0x10000, 0x1004f),
    (0x1d400, 0x1d4ff), (0x1f300, 0x1faff), (0x20000, 0x2a6df), (0xe0000, 0xe007f), (0x10fff0, 0x10ffff)]
WORDS = ["the", "lighthouse", "was", "built", "by", "Marta", "Lindqvist", "in", "1874", "\u202e", "\u200b", "\u200d", "\n", "e\u0301",
         "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\ufeff", "İ", "ß", "ﬁ", "\u2028"]


def text(rng, most):
    kind = rng.random()
    if kind < 0.02:
        return ""
    if kind < 0.04:
        return rng.choice(" \t\n\u3000\u00a0") * rng.randint(1, 50)
    parts, length = [], rng.randint(1, most)
    while length > 0:
        if rng.random() < 0.5:
            parts.append(rng.choice(WORDS) + (" " if rng.random() < 0.8 else ""))
        else:
            low, high = rng.choice(PIECES)
            parts.append("".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 12))) + rng.choice(["", " "]))
        length -= len(parts[-1])
    return "".join(parts)


def joined(text):
    """The text as Python reads it from JSON: adjacent high and low surrogates are one character, others stay alone."""
    return json.loads(json.dumps(text))


class Findings:

    def __init__(self):
        self.counts, self.wrong = collections.Counter(), []

    def look(self, question, context, status, answer):
        self.counts[status] += 1
        if status >= 500 and status != 503:
            self.wrong.append((status, question, context, answer))
        elif status == 200:
            answers = [answer, *(answer.get("candidates") or [])]
            if any(one["answer"] != context[one["start"]:one["end"]] for one in answers):
                self.wrong.append(("offsets", question, context, answer))
            self.counts["not empty" if answer["answer"] else "empty"] += 1


def post(node, path, body, kind):
    request = urllib.request.Request(f"http://127.0.0.1:{node.port}{path}", data=body, method="POST", headers={"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=600) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def streamed(node, pairs, findings):
    lines = "\n".join(json.dumps({"question": question, "context": context, "nullThreshold": 100, "topK": 2}) for question, context in pairs)
    status, body = post(node, "/qa/batch", lines.encode(), "application/x-ndjson")
    answers = body.split(b"\n")[:-1]
    if status != 200 or len(answers) != len(pairs):
        findings.wrong.append((status, f"{len(answers)} lines for {len(pairs)}", "", body[-300:].decode()))
        return
    for (question, context), line in zip(pairs, answers):
        answer = json.loads(line)
        findings.look(question, context, answer["error"]["status"] if answer.get("error") else 200, answer)


def alone(node, question, context, findings):
    body = json.dumps({"question": question, "context": context, "nullThreshold": 100, "topK": 2}).encode()
    status, answer = post(node, "/qa", body, "application/json")
    findings.look(question, context, status, json.loads(answer) if answer.startswith(b"{") else answer.decode())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jar", required=True, help="the service")
    parser.add_argument("--port", type=int, default=18750)
    arguments = parser.parse_args()
    work, rng, findings = tempfile.mkdtemp(prefix="fuzz-"), random.Random(arguments.seed), Findings()
    try:
        service.tiny_encoder(work + "/encoders")
        service.Node.jar = service.unpacked(arguments.jar, work + "/app")
        node = service.Node(work + "/service", arguments.port, f"--mtdnn.encoders-dir={work}/encoders").start()
        job = node.submit(service.plan("fuzz", epochs=1, questions=40))
        node.await_job(job)
        node.call("PUT", "/models/aliases/default", {"model": job})
        done = 0
        while done < arguments.texts:
            pairs = [(joined(text(rng, 40)), joined(text(rng, 300))) for _ in range(min(1000, arguments.texts - done))]
            streamed(node, pairs[:-20], findings)
            for question, context in pairs[-20:]:
                alone(node, question, context, findings)
            done += len(pairs)
            if done % 10_000 == 0:
                alone(node, "who?", joined(text(rng, 50_000)), findings)
                alone(node, "who?", "x " * 500_000, findings)
        print("| response | times |\n|---|---|")
        for what, times in sorted(findings.counts.items(), key=str):
            print(f"| {what} | {times:,} |")
        print(f"| wrong | {len(findings.wrong)} |")
        for one in findings.wrong[:10]:
            print(ascii(one)[:600], file=sys.stderr)
        sys.exit(1 if findings.wrong else 0)
    finally:
        service.end_processes()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()

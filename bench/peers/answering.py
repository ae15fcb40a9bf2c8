#!/usr/bin/env python3
"""Answers real SQuAD questions with transformers' question-answering pipeline or with ONNX Runtime.

  answering.py MODEL_DIR dev-v2.0.json CLIENTS (pipeline|onnx)

Each client asks one question at a time and waits. With several clients, waiting questions are put into batches; the batch size
(1, 8 or 32) is the one that was fastest in a trial before the measurement.
"""
import json
import queue
import sys
import tempfile
import threading
import time
from concurrent.futures import Future
from itertools import islice
from pathlib import Path

import numpy
import torch
import worker
from heads import question_answering_model, tokenizer_of

LENGTH, OVERLAP, LONGEST_ANSWER, TOP = 384, 128, 15, 20


def dev_questions(path):
    """All questions in an order that mixes the articles: every 61st of the file, repeatedly."""
    data = json.loads(Path(path).read_text())
    flat = [(question["question"], paragraph["context"]) for article in data["data"] for paragraph in article["paragraphs"] for question in paragraph["qas"]]
    return [flat[i * 61 % len(flat)] for i in range(len(flat))]


def pipeline_engine(directory):
    from transformers import QuestionAnsweringPipeline
    import transformers
    transformers.logging.set_verbosity_error()
    pipeline = QuestionAnsweringPipeline(model=question_answering_model(directory), tokenizer=tokenizer_of(directory), device=-1)

    def answer(batch):
        asked = [{"question": question, "context": context} for question, context in batch]
        with torch.inference_mode():
            found = pipeline(asked, batch_size=len(batch), handle_impossible_answer=True, max_answer_len=LONGEST_ANSWER, max_seq_len=LENGTH,
                             doc_stride=OVERLAP)
        return [f["answer"] for f in (found if isinstance(found, list) else [found])]
    return answer, {"torch": torch.__version__, "transformers": transformers.__version__}


def exported(directory):
    """The model as an ONNX file, by PyTorch's own exporter."""
    model = question_answering_model(directory, attn_implementation="eager").requires_grad_(False)
    path = Path(tempfile.mkdtemp()) / "model.onnx"
    sample = torch.ones((2, 16), dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]

    class Outputs(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask, token_type_ids):
            out = self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
            return out.start_logits, out.end_logits

    torch.onnx.export(Outputs().eval(), (sample, sample, torch.zeros_like(sample)), path, input_names=names, output_names=["start", "end"],
                      dynamic_axes={name: {0: "rows", 1: "tokens"} for name in names + ["start", "end"]}, opset_version=17, dynamo=False)
    return path


def windows_tokenizer(directory):
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(f"{directory}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH, stride=OVERLAP, strategy="only_second")
    return tokenizer


def lengths(directory, asked):
    """The tokens of a question's windows, and the sum of their squares: means over the questions."""
    tokenizer, each = windows_tokenizer(directory), []
    for first in tokenizer.encode_batch(asked):
        each.append([len(encoding.ids) for encoding in (first, *first.overflowing)])
    return [sum(map(sum, each)) / len(each), sum(n * n for windows in each for n in windows) / len(each)]


def onnx_engine(directory):
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = worker.threads()
    session = onnxruntime.InferenceSession(str(exported(directory)), options, providers=["CPUExecutionProvider"])
    tokenizer = windows_tokenizer(directory)

    def answer(batch):
        firsts = tokenizer.encode_batch(batch)
        windows = [(index, encoding) for index, first in enumerate(firsts) for encoding in (first, *first.overflowing)]
        longest = max(len(encoding.ids) for _, encoding in windows)
        inputs = {name: numpy.zeros((len(windows), longest), dtype=numpy.int64) for name in ("input_ids", "attention_mask", "token_type_ids")}
        for row, (_, encoding) in enumerate(windows):
            size = len(encoding.ids)
            inputs["input_ids"][row, :size] = encoding.ids
            inputs["attention_mask"][row, :size] = 1
            inputs["token_type_ids"][row, :size] = encoding.type_ids
        start, end = session.run(None, inputs)
        best = [(-1e9, "")] * len(batch)
        null = [1e9] * len(batch)
        for row, (index, encoding) in enumerate(windows):
            null[index] = min(null[index], start[row, 0] + end[row, 0])
            best[index] = max(best[index], span(encoding, start[row], end[row], batch[index][1]))
        return [text if score >= none else "" for (score, text), none in zip(best, null)]
    return answer, {"onnxruntime": onnxruntime.__version__}


def span(encoding, start, end, context):
    inside = [i for i, sequence in enumerate(encoding.sequence_ids) if sequence == 1]
    low, high = inside[0], inside[-1] + 1
    starts = low + numpy.argsort(-start[low:high])[:TOP]
    ends = low + numpy.argsort(-end[low:high])[:TOP]
    scores = start[starts][:, None] + end[ends][None, :]
    length = ends[None, :] - starts[:, None]
    scores = numpy.where((length < 0) | (length >= LONGEST_ANSWER), -1e9, scores)
    i, j = divmod(int(scores.argmax()), len(ends))
    return float(scores[i, j]), context[encoding.offsets[starts[i]][0]:encoding.offsets[ends[j]][1]]


class Batcher:
    """Answers waiting questions together, at most `size` at a time."""

    def __init__(self, answer, size):
        self.answer, self.size, self.waiting = answer, size, queue.SimpleQueue()
        threading.Thread(target=self.work, daemon=True).start()

    def ask(self, question):
        future = Future()
        self.waiting.put((question, future))
        return future.result()

    def work(self):
        while True:
            batch = [self.waiting.get()]
            while len(batch) < self.size and not self.waiting.empty():
                batch.append(self.waiting.get())
            for (_, future), text in zip(batch, self.answer([question for question, _ in batch])):
                future.set_result(text)


def ask_all(ask, questions, clients):
    questions = list(questions)
    source, lock, latencies = iter(questions), threading.Lock(), []

    def client():
        while True:
            with lock:
                question = next(source, None)
            if question is None:
                return
            began = time.perf_counter()
            ask(question)
            latencies.append(time.perf_counter() - began)

    began = time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"seconds": time.perf_counter() - began, "latencies": latencies}


def main():
    directory, dev, clients, kind = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    torch.set_num_threads(worker.threads())
    answer, versions = (pipeline_engine if kind == "pipeline" else onnx_engine)(directory)
    asked = dev_questions(dev)
    if clients == 1:
        ask, how = (lambda question: answer([question])), "one at a time"
    else:
        trial = {size: ask_all(Batcher(answer, size).ask, asked[-64:], clients)["seconds"] for size in (1, 8, 32) if size <= clients}
        fastest = min(trial, key=trial.get)
        ask, how = Batcher(answer, fastest).ask, f"batches of {fastest}"
    source = iter(asked)
    worker.serve(lambda count: ask_all(ask, islice(source, count), clients), versions=versions, how=how,
                 lengths=lengths(directory, asked[:2000]))


if __name__ == "__main__":
    main()

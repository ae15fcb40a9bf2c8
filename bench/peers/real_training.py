#!/usr/bin/env python3
"""Trains BertForQuestionAnswering on real SQuAD 2.0 questions as transformers' run_qa.py does, without the Trainer's own overhead.

  real_training.py ENCODER_DIR TRAIN.json[.gz] (padded|grouped) QUESTIONS (adamw|adamax)

padded: every feature padded to 384, run_qa.py's default. grouped: padded to the batch's longest, batches of similar length
(the Trainer's group_by_length). Both: batch 16, AdamW (fused), linear decay, clipping at 1.0, dropout 0.1, sdpa, fp32.
"""
import gzip
import json
import sys
import time

import torch
import transformers
import worker
from tokenizers import Tokenizer
from training import optimiser
from transformers import BertForQuestionAnswering
from transformers.optimization import get_linear_schedule_with_warmup
from transformers.trainer_pt_utils import get_length_grouped_indices

BATCH, LENGTH, OVERLAP = 16, 384, 128
transformers.logging.set_verbosity_error()


def questions(path, count):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    for article in data["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield paragraph["context"], question
                count -= 1
                if count == 0:
                    return


def features(tokenizer, examples):
    """One list of ids, types and a target for each window; answers outside a window point at [CLS]."""
    made = []
    for context, question in examples:
        first = tokenizer.encode(question["question"].lstrip(), context)
        for encoding in [first, *first.overflowing]:
            made.append({"ids": encoding.ids, "types": encoding.type_ids, **target(encoding, question)})
    return made


def target(encoding, question):
    if not question["answers"]:
        return {"start": 0, "end": 0}
    answer = question["answers"][0]
    begin, finish = answer["answer_start"], answer["answer_start"] + len(answer["text"])
    inside = [i for i, sequence in enumerate(encoding.sequence_ids) if sequence == 1]
    if not inside or encoding.offsets[inside[0]][0] > begin or encoding.offsets[inside[-1]][1] < finish:
        return {"start": 0, "end": 0}
    start = max(i for i in inside if encoding.offsets[i][0] <= begin)
    end = min(i for i in inside if encoding.offsets[i][1] >= finish)
    return {"start": start, "end": end}


def collate(batch, length):
    ids = torch.zeros((len(batch), length), dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, feature in enumerate(batch):
        size = len(feature["ids"])
        ids[row, :size] = torch.tensor(feature["ids"])
        types[row, :size] = torch.tensor(feature["types"])
        mask[row, :size] = 1
    return dict(input_ids=ids, token_type_ids=types, attention_mask=mask, start_positions=torch.tensor([f["start"] for f in batch]),
                end_positions=torch.tensor([f["end"] for f in batch]))


def batches(made, grouped):
    generator = torch.Generator().manual_seed(42)
    while True:
        order = (get_length_grouped_indices([len(f["ids"]) for f in made], BATCH, generator=generator) if grouped
                 else torch.randperm(len(made), generator=generator).tolist())
        for first in range(0, len(order) - BATCH + 1, BATCH):
            yield [made[i] for i in order[first:first + BATCH]]


def main():
    encoder, train, mode, count, kind = sys.argv[1:6]
    torch.set_num_threads(worker.threads())
    torch.manual_seed(1)
    tokenizer = Tokenizer.from_file(f"{encoder}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH, stride=OVERLAP, strategy="only_second")
    made = features(tokenizer, questions(train, int(count)))
    model = BertForQuestionAnswering.from_pretrained(encoder, attn_implementation="sdpa", hidden_dropout_prob=0.1,
                                                     attention_probs_dropout_prob=0.1).train()
    steps = optimiser(kind, model.parameters())
    schedule = get_linear_schedule_with_warmup(steps, 0, 10000)
    source = batches(made, mode == "grouped")

    def step():
        batch = next(source)
        longest = LENGTH if mode == "padded" else max(len(f["ids"]) for f in batch)
        model(**collate(batch, longest)).loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        schedule.step()
        steps.zero_grad()
        return len(batch) * longest

    def run(count):
        began = time.perf_counter()
        tokens = sum(step() for _ in range(count))
        return {"seconds": time.perf_counter() - began, "examples": count * BATCH, "tokens": tokens}

    worker.serve(run, lengths=worker.means([len(feature["ids"]) for feature in made]), versions={"torch": torch.__version__, "transformers": transformers.__version__})


if __name__ == "__main__":
    main()

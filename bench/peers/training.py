#!/usr/bin/env python3
"""Training step of transformers' BertForQuestionAnswering: forward, backward, clipping, optimiser; dropout 0.1.

  training.py ENCODER_DIR INPUTS.json (fp32|bf16) (adamax|adamw)
"""
import json
import sys
import time

import torch
import transformers
import worker
from transformers import BertForQuestionAnswering

transformers.logging.set_verbosity_error()


def optimiser(kind, parameters):
    """PyTorch's fastest form of each: fused AdamW, as in transformers' Trainer; Adamax with foreach."""
    if kind == "adamw":
        return torch.optim.AdamW(parameters, lr=3e-5, weight_decay=0.01, fused=True)
    return torch.optim.Adamax(parameters, lr=3e-5, foreach=True)


def main():
    encoder, inputs, precision, kind = sys.argv[1:5]
    torch.set_num_threads(worker.threads())
    torch.manual_seed(1)
    data = json.load(open(inputs))
    ids = torch.tensor(data["ids"])
    batch = dict(input_ids=ids, attention_mask=torch.ones_like(ids),
                 token_type_ids=(torch.arange(ids.shape[1]) >= data["secondStart"]).long().expand_as(ids).contiguous(),
                 start_positions=torch.tensor(data["starts"]), end_positions=torch.tensor(data["ends"]))
    model = BertForQuestionAnswering.from_pretrained(encoder, attn_implementation="sdpa", hidden_dropout_prob=0.1,
                                                     attention_probs_dropout_prob=0.1).train()
    steps = optimiser(kind, model.parameters())

    def step():
        began = time.perf_counter()
        with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16"):
            loss = model(**batch).loss
        loss.backward()
        stepping = time.perf_counter()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        steps.zero_grad()
        ended = time.perf_counter()
        return ended - began, ended - stepping, loss.item()

    def run(count):
        timed = [step() for _ in range(count)]
        return {"seconds": [t[0] for t in timed], "optimiserSeconds": [t[1] for t in timed], "loss": timed[-1][2]}

    worker.serve(run, versions={"torch": torch.__version__, "transformers": transformers.__version__})


if __name__ == "__main__":
    main()

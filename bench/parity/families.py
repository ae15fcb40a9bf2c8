#!/usr/bin/env python3
"""Writes the golden values for the Java tests of encoders of families other than BERT.

A tiny random RoBERTa, DistilBERT, ELECTRA and XLM-RoBERTa each go through transformers' own model in float64. The weights are float32
in one file (RoBERTa, XLM-RoBERTa), float32 in shards (DistilBERT), and bfloat16 (ELECTRA). Usage: families.py [target directory]
"""
import json
import sys
from pathlib import Path

import torch
import transformers
from torch.nn import functional as F
from transformers import (DistilBertConfig, DistilBertForQuestionAnswering, ElectraConfig, ElectraForQuestionAnswering,
                          RobertaConfig, RobertaForQuestionAnswering, XLMRobertaConfig, XLMRobertaForQuestionAnswering)

from golden import flat, render, unpadded

TARGET = Path(__file__).resolve().parents[2] / "src/test/resources/golden"
SIZES = dict(vocab_size=80, hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=40, attn_implementation="eager",
             hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
FAMILIES = {
    "roberta": (RobertaForQuestionAnswering, RobertaConfig(**SIZES, max_position_embeddings=34, type_vocab_size=1, layer_norm_eps=1e-5,
                                                           pad_token_id=1, bos_token_id=0, eos_token_id=2)),
    "distilbert": (DistilBertForQuestionAnswering, DistilBertConfig(
        vocab_size=80, dim=16, n_layers=2, n_heads=4, hidden_dim=40, max_position_embeddings=32, dropout=0.0, attention_dropout=0.0,
        qa_dropout=0.0, attn_implementation="eager")),
    "electra": (ElectraForQuestionAnswering, ElectraConfig(**SIZES, embedding_size=16, max_position_embeddings=32, type_vocab_size=2)),
    "xlm-roberta": (XLMRobertaForQuestionAnswering, XLMRobertaConfig(**SIZES, max_position_embeddings=34, type_vocab_size=1,
                                                                     layer_norm_eps=1e-5, pad_token_id=1, bos_token_id=0, eos_token_id=2)),
}
# (length, index of the second segment) of the rows: full-length, one-segment, and short ones
ROWS = [(32, 12), (9, 9), (5, 2), (17, 6)]
TARGETS = [[20, 23], [0, 0], [2, 4], [6, 6]]


def build(family, generator):
    kind, config = FAMILIES[family]
    model = kind(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            norm = name.lower().replace("_", "").endswith(("layernorm.weight", "embeddings.layernorm.weight"))
            parameter.copy_((1.0 if norm else 0.0) + 0.1 * torch.randn(parameter.shape, generator=generator))
            if family == "electra":
                parameter.copy_(parameter.bfloat16().float())
    return model


def inputs(family, rows, padding):
    longest = max(len(row["ids"]) for row in rows)
    ids = torch.full((len(rows), longest), padding, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for index, row in enumerate(rows):
        length = len(row["ids"])
        ids[index, :length] = torch.tensor(row["ids"])
        types[index, row["secondStart"]:length] = 1
        mask[index, :length] = 1
    values = {"input_ids": ids, "attention_mask": mask}
    return values | ({"token_type_ids": types} if family == "electra" else {})


def span_loss(logits, mask):
    logits = logits.masked_fill(mask[..., None] == 0, float("-inf"))
    starts, ends = torch.tensor(TARGETS).T
    return (F.cross_entropy(logits[..., 0], starts) + F.cross_entropy(logits[..., 1], ends)) / 2


def values(family, model, generator):
    """Ids from 3 on: none of the families uses them for padding."""
    rows = [{"ids": torch.randint(3, 80, (length,), generator=generator).tolist(), "secondStart": second} for length, second in ROWS]
    batch = inputs(family, rows, model.config.pad_token_id)
    encoder = getattr(model, model.base_model_prefix)
    hidden = encoder(**batch).last_hidden_state
    logits = F.linear(hidden, model.qa_outputs.weight, model.qa_outputs.bias)
    loss = span_loss(logits, batch["attention_mask"])
    named = dict(model.named_parameters())
    gradients = dict(zip(named, torch.autograd.grad(loss, list(named.values()))))
    return {"rows": rows, "hidden": unpadded(hidden, rows), "head": {"weight": [flat(row) for row in model.qa_outputs.weight],
                                                                      "bias": flat(model.qa_outputs.bias)},
            "targets": TARGETS, "loss": loss.item(),
            "gradients": {name: {"sum": g.sum().item(), "norm": g.norm().item(), **({"values": flat(g)} if g.numel() <= 40 else {})}
                          for name, g in gradients.items()}}


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    torch.set_num_threads(1)
    for index, family in enumerate(FAMILIES):
        generator = torch.Generator().manual_seed(20191127 + index)
        model = build(family, generator)
        directory = target / f"tiny-{family}"
        directory.mkdir(parents=True, exist_ok=True)
        saved = model.bfloat16() if family == "electra" else model
        saved.save_pretrained(directory, max_shard_size="12KB" if family == "distilbert" else "1GB")
        golden = {"producedBy": {"script": "bench/parity/families.py", "torch": torch.__version__, "transformers": transformers.__version__},
                  **values(family, model.double(), generator)}
        (directory / "golden.json").write_text(render(golden) + "\n")
        for file in directory.iterdir():
            file.chmod(0o644)
        print(f"wrote {directory}")


if __name__ == "__main__":
    main()

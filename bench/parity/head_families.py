#!/usr/bin/env python3
"""Writes the golden values for the Java tests of imported models.

A tiny random model of each family and class for sentences goes through transformers in float64: logits, loss and gradients.
Those for questions are in families.py. Usage: head_families.py [target directory]
"""
import json
import sys
from pathlib import Path

import torch
import transformers
from torch.nn import functional as F

from families import SIZES
from golden import flat, render

TARGET = Path(__file__).resolve().parents[2] / "src/test/resources/golden/heads"
SMALL = SIZES | dict(vocab_size=40, hidden_size=16, num_hidden_layers=1, intermediate_size=24)
CONFIGS = {
    "bert": lambda: transformers.BertConfig(**SMALL, max_position_embeddings=24),
    "distilbert": lambda: transformers.DistilBertConfig(vocab_size=40, dim=16, n_layers=1, n_heads=4, hidden_dim=24, max_position_embeddings=24,
                                                        dropout=0.0, attention_dropout=0.0, qa_dropout=0.0, seq_classif_dropout=0.0, attn_implementation="eager"),
    "electra": lambda: transformers.ElectraConfig(**SMALL, embedding_size=16, max_position_embeddings=24, summary_last_dropout=0.0),
    "roberta": lambda: transformers.RobertaConfig(**SMALL, max_position_embeddings=26, type_vocab_size=1, layer_norm_eps=1e-5, pad_token_id=1,
                                                  bos_token_id=0, eos_token_id=2),
}
CLASSES = {"bert": "Bert", "distilbert": "DistilBert", "electra": "Electra", "roberta": "Roberta"}
LABELS = ["entailment", "neutral", "contradiction"]
# (length, index of the second segment) of the rows; two choices for each of two items
ROWS = [(24, 9), (8, 8), (5, 2), (13, 6)]


def build(family, head, generator):
    config = CONFIGS[family]()
    config.classifier_dropout = 0.0
    if head == "classification":
        config.id2label = dict(enumerate(LABELS))
        config.label2id = {label: index for index, label in enumerate(LABELS)}
    if head == "regression":
        config.num_labels = 1
        config.problem_type = "regression"
    kind = "MultipleChoice" if head == "choice" else "SequenceClassification"
    model = getattr(transformers, f"{CLASSES[family]}For{kind}")(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            norm = name.lower().replace("_", "").endswith(("layernorm.weight", "embeddings.layernorm.weight"))
            parameter.copy_((1.0 if norm else 0.0) + 0.3 * torch.randn(parameter.shape, generator=generator))
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
    return {"input_ids": ids, "attention_mask": mask} | ({"token_type_ids": types} if family in ("bert", "electra") else {})


def values(family, head, model, generator):
    rows = [{"ids": torch.randint(3, 40, (length,), generator=generator).tolist(), "secondStart": second} for length, second in ROWS]
    batch = inputs(family, rows, model.config.pad_token_id)
    if head == "choice":
        batch = {name: value.view(2, 2, -1) for name, value in batch.items()}
    logits = model(**batch).logits
    if head == "regression":
        targets = [0.5, -1.0, 2.0, 3.5]
        loss = F.mse_loss(logits[:, 0], torch.tensor(targets, dtype=logits.dtype))
    else:
        targets = [1, 0] if head == "choice" else [2, 0, 1, 1]
        loss = F.cross_entropy(logits, torch.tensor(targets))
    named = dict(model.named_parameters())
    gradients = {name: g for name, g in zip(named, torch.autograd.grad(loss, list(named.values()), allow_unused=True)) if g is not None}
    return {"rows": rows, "targets": targets, "logits": [flat(row) for row in logits.reshape(4, -1)], "loss": loss.item(),
            "gradients": {name: {"sum": g.sum().item(), "norm": g.norm().item()} for name, g in gradients.items()}}


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    torch.set_num_threads(1)
    combinations = [(family, head) for family in CONFIGS for head in ("classification", "choice")] + [("bert", "regression")]
    for index, (family, head) in enumerate(combinations):
        generator = torch.Generator().manual_seed(20261127 + index)
        model = build(family, head, generator)
        directory = target / f"{family}-{head}"
        model.save_pretrained(directory)
        golden = {"producedBy": {"script": "bench/parity/head_families.py", "torch": torch.__version__, "transformers": transformers.__version__},
                  **values(family, head, model.double(), generator)}
        (directory / "golden.json").write_text(render(golden) + "\n")
        for file in directory.iterdir():
            file.chmod(0o644)
        print(f"wrote {directory}")


if __name__ == "__main__":
    main()

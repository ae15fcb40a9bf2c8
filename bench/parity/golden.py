#!/usr/bin/env python3
"""Writes the golden values for the Java tests of our encoder, heads, losses and optimisers.

A tiny random BERT goes through transformers' own BertModel in float64; the weights are float32, so the values are those of an
exact implementation. Usage: golden.py [target directory]
"""
import json
import sys
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_file
from torch.nn import functional as F
from transformers import BertConfig, BertModel

TARGET = Path(__file__).resolve().parents[2] / "src/test/resources/golden/tiny-bert"
CONFIG = dict(vocab_size=120, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
              max_position_embeddings=64, type_vocab_size=2, layer_norm_eps=1e-12, hidden_act="gelu", pad_token_id=0)
# (length, index from which the token type is 1) of the rows of each batch: padded, single-token, full-length and one-segment rows
BATCHES = {
    "padded": [(12, 5), (7, 3), (3, 3), (1, 1)],
    "longest": [(64, 20), (33, 33)],
    "even": [(16, 6), (16, 9), (16, 4)],
}
FULL_GRADIENT_UP_TO = 64
FULL_GRADIENTS_TOO = {"bert.encoder.layer.0.attention.self.query.weight"}


def build_model(generator):
    model = BertModel(BertConfig(**CONFIG, attn_implementation="eager", hidden_dropout_prob=0.0,
                                 attention_probs_dropout_prob=0.0), add_pooling_layer=False).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            centre = 1.0 if name.endswith("LayerNorm.weight") else 0.0
            parameter.copy_(centre + 0.1 * torch.randn(parameter.shape, generator=generator))
    return model


def build_rows(shapes, generator):
    return [{"ids": torch.randint(1, CONFIG["vocab_size"], (length,), generator=generator).tolist(), "secondStart": second}
            for length, second in shapes]


def pad(rows):
    longest = max(len(row["ids"]) for row in rows)
    ids = torch.zeros((len(rows), longest), dtype=torch.long)
    types = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for index, row in enumerate(rows):
        length = len(row["ids"])
        ids[index, :length] = torch.tensor(row["ids"])
        types[index, row["secondStart"]:length] = 1
        mask[index, :length] = 1
    return {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}


def head(outputs, generator):
    return (0.1 * torch.randn((outputs, CONFIG["hidden_size"]), generator=generator),
            0.1 * torch.randn(outputs, generator=generator))


def hidden_of(model, rows):
    return model(**pad(rows)).last_hidden_state


def span_case(model, rows, weight, bias, targets, mask_padding):
    """As BertForQuestionAnswering; with mask_padding the softmax omits padded positions, which transformers does not."""
    logits = F.linear(hidden_of(model, rows), weight, bias)
    if mask_padding:
        logits = logits.masked_fill(pad(rows)["attention_mask"][..., None] == 0, float("-inf"))
    starts, ends = torch.tensor(targets).T
    start_loss = F.cross_entropy(logits[..., 0], starts)
    end_loss = F.cross_entropy(logits[..., 1], ends)
    return logits, (start_loss + end_loss) / 2


def gradients(model, loss, weight, bias, head_name):
    named = {f"bert.{name}": parameter for name, parameter in model.named_parameters()}
    named |= {f"{head_name}.weight": weight, f"{head_name}.bias": bias}
    grads = dict(zip(named, torch.autograd.grad(loss, list(named.values()))))
    norm = torch.sqrt(sum((g * g).sum() for g in grads.values()))
    return {
        "globalNorm": norm.item(),
        "tensors": {name: {"sum": g.sum().item(), "norm": g.norm().item(),
                           **({"values": flat(g)} if g.numel() <= FULL_GRADIENT_UP_TO or name in FULL_GRADIENTS_TOO else {})}
                    for name, g in grads.items()},
    }


def flat(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]


def unpadded(tensor, rows):
    return [flat(tensor[index, :len(row["ids"])]) for index, row in enumerate(rows)]


def batch_values(model, rows):
    double = hidden_of(model.double(), rows)
    single = hidden_of(model.float(), rows)
    mask = pad(rows)["attention_mask"].bool()
    deviation = (single.double() - double)[mask].abs().max().item()
    return {"rows": rows, "hidden": unpadded(double, rows), "largestFloat32Deviation": deviation}


def model_values(model, generator):
    rows = {name: build_rows(shapes, generator) for name, shapes in BATCHES.items()}
    values = {"batches": {name: batch_values(model, rows[name]) for name in BATCHES}}
    model.double()
    values["span"] = span_values(model, rows, generator)
    values["classification"] = cls_values(model, rows["padded"], 3, generator, [2, 0, 1, 1], 1)
    values["multipleChoice"] = cls_values(model, rows["padded"], 1, generator, [1, 0], 2)
    values["regression"] = regression_values(model, rows["padded"], [0.0, 5.0, 2.6, 1.25])
    return values


def head_values(weight, bias):
    return {"weight": [flat(row) for row in weight], "bias": flat(bias)}


def trainable(pair):
    return [tensor.double().requires_grad_() for tensor in pair]


def span_values(model, rows, generator):
    weight, bias = trainable(head(2, generator))
    cases = []
    for batch, targets in (("padded", [[5, 8], [0, 0], [1, 2], [0, 0]]), ("even", [[6, 6], [0, 0], [9, 15]])):
        logits, loss = span_case(model, rows[batch], weight, bias, targets, False)
        masked_logits, masked = span_case(model, rows[batch], weight, bias, targets, True)
        cases.append({
            "batch": batch, "targets": targets,
            "startLogits": unpadded(logits[..., 0], rows[batch]), "endLogits": unpadded(logits[..., 1], rows[batch]),
            "transformers": {"loss": loss.item(), "lossSum": 2 * loss.item(),
                             "gradients": gradients(model, loss, weight, bias, "qa_outputs")},
            "paddingMasked": {"loss": masked.item(), "lossSum": 2 * masked.item(),
                              "gradients": gradients(model, masked, weight, bias, "qa_outputs")},
        })
    return {"head": head_values(weight, bias), "cases": cases}


def cls_values(model, rows, outputs, generator, targets, rows_per_item):
    weight, bias = trainable(head(outputs, generator))
    scores = F.linear(hidden_of(model, rows)[:, 0], weight, bias)
    loss = F.cross_entropy(scores.reshape(len(targets), rows_per_item * outputs), torch.tensor(targets))
    return {"batch": "padded", "rowsPerItem": rows_per_item, "head": head_values(weight, bias), "targets": targets,
            "scores": [flat(row) for row in scores], "loss": loss.item(),
            "gradients": gradients(model, loss, weight, bias, "classifier")}


def regression_values(model, rows, targets):
    """The loss of BertForSequenceClassification for problem_type regression: the mean squared error."""
    weight, bias = trainable(head(1, torch.Generator().manual_seed(20191101)))
    scores = F.linear(hidden_of(model, rows)[:, 0], weight, bias)
    loss = F.mse_loss(scores.squeeze(), torch.tensor(targets).double())
    return {"batch": "padded", "head": head_values(weight, bias), "targets": targets,
            "scores": [flat(row) for row in scores], "loss": loss.item(),
            "gradients": gradients(model, loss, weight, bias, "classifier")}


def optimiser_values(generator):
    start = {"a.weight": torch.randn((3, 4), generator=generator), "a.bias": torch.randn(4, generator=generator)}
    grads = [{name: torch.randn(tensor.shape, generator=generator) * 10 ** (step - 3) for name, tensor in start.items()}
             for step in range(5)]
    grads[2]["a.bias"][1] = 0.0
    rates = [1e-3, 2e-3, 3e-3, 2e-3, 1e-3]
    return {
        "betas": [0.9, 0.999], "epsilon": 1e-8, "learningRates": rates,
        "start": {name: {"shape": list(tensor.shape), "values": flat(tensor)} for name, tensor in start.items()},
        "gradients": [{name: flat(tensor) for name, tensor in step.items()} for step in grads],
        "adamax": torch_steps(torch.optim.Adamax, start, grads, rates, 0.0, {}),
        "adamaxDecoupledDecay0.01": torch_steps(torch.optim.Adamax, start, grads, rates, 0.01, {}),
        "adamw": torch_steps(torch.optim.AdamW, start, grads, rates, 0.0, {"weight_decay": 0.0}),
        "adamwDecay0.01": torch_steps(torch.optim.AdamW, start, grads, rates, 0.01, {"weight_decay": 0.0}),
        "clip": clip_values(grads[3]),
    }


def torch_steps(kind, start, grads, rates, decay, options):
    """Values after each step. Decay is decoupled, w -= rate * decay * w before the step, on *.weight only."""
    parameters = {name: tensor.double().requires_grad_() for name, tensor in start.items()}
    optimiser = kind(parameters.values(), betas=(0.9, 0.999), eps=1e-8, **options)
    after = []
    for rate, step in zip(rates, grads):
        with torch.no_grad():
            parameters["a.weight"].mul_(1 - rate * decay)
        for name, parameter in parameters.items():
            parameter.grad = step[name].double()
        optimiser.param_groups[0]["lr"] = rate
        optimiser.step()
        after.append({name: flat(parameter) for name, parameter in parameters.items()})
    return after


def clip_values(step):
    """torch.nn.utils.clip_grad_norm_ to 1.0 of the fourth step's gradients, which are larger, and to 100, which leaves them."""
    result = {}
    for limit in (1.0, 100.0):
        parameters = {name: torch.nn.Parameter(torch.zeros_like(tensor).double()) for name, tensor in step.items()}
        for name, parameter in parameters.items():
            parameter.grad = step[name].double()
        norm = torch.nn.utils.clip_grad_norm_(parameters.values(), limit)
        result[str(limit)] = {"normBefore": norm.item(), "after": {n: flat(p.grad) for n, p in parameters.items()}}
    return result


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(20190901)
    model = build_model(generator)
    save_file({f"bert.{name}": tensor.contiguous() for name, tensor in model.state_dict().items() if "position_ids" not in name},
              target / "model.safetensors", metadata={"format": "pt"})
    (target / "model.safetensors").chmod(0o644)
    (target / "config.json").write_text(json.dumps({"model_type": "bert", "architectures": ["BertModel"], **CONFIG}, indent=2) + "\n")
    golden = {"producedBy": {"script": "bench/parity/golden.py", "torch": torch.__version__, "transformers": transformers.__version__,
                             "precision": "float64 over float32 weights"},
              **model_values(model, generator), "optimisers": optimiser_values(generator)}
    (target / "golden.json").write_text(render(golden) + "\n")
    print(f"wrote {target}")


def render(value, depth=0):
    """JSON with a line per entry and lists of numbers on one line."""
    if isinstance(value, dict) and value:
        inner = ",\n".join("\t" * (depth + 1) + json.dumps(k) + ": " + render(v, depth + 1) for k, v in value.items())
        return "{\n" + inner + "\n" + "\t" * depth + "}"
    if isinstance(value, list) and value and isinstance(value[0], (dict, list)):
        inner = ",\n".join("\t" * (depth + 1) + render(v, depth + 1) for v in value)
        return "[\n" + inner + "\n" + "\t" * depth + "]"
    return json.dumps(value)


if __name__ == "__main__":
    main()

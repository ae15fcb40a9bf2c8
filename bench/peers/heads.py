"""A trained model's directory (Hugging Face names, heads as heads.<task>.weight|bias) as transformers' BertForQuestionAnswering."""
from pathlib import Path

from safetensors.torch import load_file
from transformers import BertConfig, BertForQuestionAnswering, PreTrainedTokenizerFast


def question_answering_model(directory, task=None, **config):
    """Takes the head of `task`, or the only span head (two outputs, by its name)."""
    tensors = load_file(Path(directory) / "model.safetensors")
    task = task or span_task(tensors)
    # from_pretrained's dispatch chooses sdpa; a model made from its config needs it set
    config.setdefault("attn_implementation", "sdpa")
    model = BertForQuestionAnswering._from_config(BertConfig.from_pretrained(directory), **config)
    # a bundle has the names of BertModel, which is the part `bert` of the model with a head
    weights = {"bert." + name.removeprefix("bert."): tensor for name, tensor in tensors.items() if not name.startswith("heads.")}
    weights |= {"qa_outputs.weight": tensors[f"heads.{task}.weight"], "qa_outputs.bias": tensors[f"heads.{task}.bias"]}
    missing, unexpected = model.load_state_dict(weights, strict=False)
    missing = [name for name in missing if "position_ids" not in name]
    unexpected = [name for name in unexpected if "pooler" not in name]
    if missing or unexpected:
        raise SystemExit(f"{directory}: missing {missing}, unexpected {unexpected}")
    return model.eval()


def span_task(tensors):
    names = [name[len("heads."):-len(".weight")] for name in tensors if name.startswith("heads.squad") and name.endswith(".weight")]
    if len(names) != 1:
        raise SystemExit(f"name the task; span heads found: {names}")
    return names[0]


def tokenizer_of(directory):
    return PreTrainedTokenizerFast(tokenizer_file=str(Path(directory) / "tokenizer.json"), unk_token="[UNK]", sep_token="[SEP]", cls_token="[CLS]",
                                   pad_token="[PAD]", mask_token="[MASK]", model_max_length=512,
                                   model_input_names=["input_ids", "token_type_ids", "attention_mask"])

#!/usr/bin/env python3
"""Writes tiny trained models of families other than BERT as transformers saves them, with the answers of its pipeline.

  questions_golden.py [target directory]

A random RobertaForQuestionAnswering and XLMRobertaForQuestionAnswering, each with a tokenizer of its family trained on the texts below, go
through `save_pretrained` into src/test/resources/golden/questions. `answers.json` contains the answers of transformers' question-answering
pipeline to each question, once forced to answer and once allowed to return an empty answer. Texts are short, so that the rules in which the two decoders
differ (see pipeline.py) do not matter; answers of which the pipeline is unsure are omitted. Needs bench/requirements-pipeline.txt.
"""
import json
import sys
import tempfile
from pathlib import Path

import torch
import transformers
from tokenizers import ByteLevelBPETokenizer, Tokenizer, models, pre_tokenizers, processors, trainers
from transformers import (RobertaConfig, RobertaForQuestionAnswering, RobertaTokenizerFast, XLMRobertaConfig, XLMRobertaForQuestionAnswering,
                          XLMRobertaTokenizerFast, pipeline)

TARGET = Path(__file__).resolve().parents[2] / "src/test/resources/golden/questions"
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
SIZES = dict(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=24, max_position_embeddings=82, type_vocab_size=1,
             layer_norm_eps=1e-5, pad_token_id=1, bos_token_id=0, eos_token_id=2)
QUESTIONS = ["Who built it?", "When was that?", "Where does it stand, and how high?", "Quelle \u00eele \U0001f680?"]
CONTEXTS = ["Marta Lindqvist built Skarvika's lighthouse in 1874.", "It stands on grey granite, 31 metres above water.",
            "Three keepers lived there until 1962 (with families).", "\u00c9milie visited S\u00e3o Tom\u00e9 \U0001f680 last May!",
            "Boats from  Lindholm carry salt\u00a0and coal.", "The tower closes between November & March."]
LENGTH, OVERLAP, LONGEST, SURE = 64, 16, 15, 1.05
transformers.logging.set_verbosity_error()


def byte_pairs(folder):
    trained = ByteLevelBPETokenizer()
    trained.train_from_iterator(QUESTIONS + CONTEXTS, vocab_size=420, min_frequency=1, special_tokens=SPECIAL + ["<mask>"], show_progress=False)
    trained.save_model(folder)
    return RobertaTokenizerFast(f"{folder}/vocab.json", f"{folder}/merges.txt", model_max_length=80)


def unigrams(folder):
    trained = Tokenizer(models.Unigram())
    trained.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    trained.train_from_iterator(QUESTIONS + CONTEXTS, trainers.UnigramTrainer(vocab_size=160, special_tokens=SPECIAL, unk_token="<unk>", show_progress=False))
    trained.post_processor = processors.TemplateProcessing("<s> $A </s>", "<s> $A </s> </s> $B </s>", [("<s>", 0), ("</s>", 2)])
    trained.save(f"{folder}/tokenizer.json")
    return XLMRobertaTokenizerFast(tokenizer_file=f"{folder}/tokenizer.json", model_max_length=80)


# Each with a seed and a bias of the head towards the first token, such that some questions get an answer and some do not.
FAMILIES = {"roberta": (RobertaForQuestionAnswering, RobertaConfig, byte_pairs, 3, 0.2),
            "xlm-roberta": (XLMRobertaForQuestionAnswering, XLMRobertaConfig, unigrams, 2, 0.12)}


def build(family, folder):
    kind, config, tokenize, seed, lean = FAMILIES[family]
    tokenizer = tokenize(folder)
    generator = torch.Generator().manual_seed(seed)
    model = kind(config(vocab_size=len(tokenizer), **SIZES)).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            norm = name.endswith("LayerNorm.weight")
            parameter.copy_((1.0 if norm else 0.0) + (0.8 if "qa_outputs" in name else 0.2) * torch.randn(parameter.shape, generator=generator))
        model.roberta.embeddings.position_embeddings.weight[2] += lean * model.qa_outputs.weight.sum(0)
    return model, tokenizer


def asked(answering, question, context):
    found = answering(question=question, context=context, max_seq_len=LENGTH, doc_stride=OVERLAP, max_answer_len=LONGEST, align_to_words=False, top_k=2)
    free = answering(question=question, context=context, max_seq_len=LENGTH, doc_stride=OVERLAP, max_answer_len=LONGEST, align_to_words=False,
                     handle_impossible_answer=True, top_k=2)
    sure = all(some[0]["score"] > SURE * some[1]["score"] for some in (found, free))
    best = found[0]
    return {"question": question, "context": context, "answer": best["answer"], "start": best["start"], "end": best["end"],
            "orNothing": free[0]["answer"]} if sure else None


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    torch.set_num_threads(1)
    for family in FAMILIES:
        with tempfile.TemporaryDirectory() as folder:
            model, tokenizer = build(family, folder)
        directory = target / family
        directory.mkdir(parents=True, exist_ok=True)
        model.save_pretrained(directory)
        tokenizer.save_pretrained(directory)
        answering = pipeline("question-answering", model=str(directory), tokenizer=str(directory), device=-1)
        answers = [one for question in QUESTIONS for context in CONTEXTS if (one := asked(answering, question, context))]
        golden = {"producedBy": {"script": "bench/parity/questions_golden.py", "torch": torch.__version__, "transformers": transformers.__version__},
                  "answers": answers}
        (directory / "answers.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n")
        for file in directory.iterdir():
            file.chmod(0o644)
        longest = max(len(tokenizer(context)["input_ids"]) for context in CONTEXTS)
        print(f"wrote {directory}: {len(answers)} answers, {sum(not one['orNothing'] for one in answers)} with nothing, contexts of up to {longest} tokens")


if __name__ == "__main__":
    main()

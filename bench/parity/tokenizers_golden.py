#!/usr/bin/env python3
"""Writes the ids that transformers' AutoTokenizer computes with every combination of an encoder's tokenizer files.

Run it once with transformers 4 and once with transformers 5; each run adds its own ids, and the Java tests
(TransformersParityTests) compare ours with both. Usage: tokenizers_golden.py [target file]
"""
import json
import os
import sys
import tempfile
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
import transformers
from transformers import AutoTokenizer

TARGET = Path(__file__).resolve().parents[2] / "src/test/resources/golden/tokenizers.json"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
OWN_SPECIAL = ["<pad>", "<unk>", "<cls>", "<sep>", "<mask>"]
LOWER = ["paris", "is", "in", "fra", "##nce", "cafe", "!", "東", "京", "istanbul", "a", "b", "ab", "##b", "the", "town", "of", "##s",
         "skar", "##vika", "st", "##raß", "##e", "straße", "ℝ", "##ℝ", "x", "##x", "naive", "ent", "[", "]", "#", "fi", "angstrom", "unk",
         "ν", "##ς", "##ου", "mask", "'", "-", "東京"]
MIXED = LOWER + ["Paris", "PARIS", "Cafe", "Café", "café", "Fra", "Straße", "Ångström", "İstanbul", "naïve", "The", "ENT", "UNK", "MASK"]
NAMES = dict(zip(["pad_token", "unk_token", "cls_token", "sep_token", "mask_token"], OWN_SPECIAL))
TEXTS = ["Paris is in France!", "PARIS paris", "Straße straße", "Café café Cafe\u0301 cafe", "İstanbul istanbul", "東京 is 東 a東b",
         "[UNK] [MASK] a [CLS] [SEP]", "the [ENT] town of skarvika x", "Skarvika [ENT]skarvikas [ent]", "a\u0000b ab\u200b a\u00adb",
         "𝐇 ℝ aℝ", "naïve Ångström ANGSTROM", "x" * 100 + " " + "x" * 101, "ﬁ fi", "<mask> <unk> a", "ΝΟΥΣ νους", "it's - a\u2028b\u3000a",
         "##s a##b", "a\tb\nab\r", "", " two  spaces ", "it's 12 <mask>b</s> x <s>", "👩\u200d🚀 rocket"]


def vocabulary(*parts):
    return [piece for part in parts for piece in part]


def lines(pieces, end="\n"):
    return end.join(pieces) + end


def special_tokens(pieces):
    return [{"id": pieces.index(token), "content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
             "special": True} for token in SPECIAL if token in pieces]


def added(index, content, special=False, normalized=True):
    return {"id": index, "content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": normalized,
            "special": special}


def tokenizer_json(pieces, lowercase=True, strip_accents=None, chinese=True, more=(), **changes):
    template = [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "[SEP]", "type_id": 0}}]
    second = [{"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}]
    tokenizer = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": special_tokens(pieces) + list(more),
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": chinese, "strip_accents": strip_accents,
                       "lowercase": lowercase},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "TemplateProcessing", "single": template, "pair": template + second, "special_tokens": {
            token: {"id": token, "ids": [pieces.index(token)], "tokens": [token]} for token in ("[CLS]", "[SEP]") if token in pieces}},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
                  "vocab": {piece: index for index, piece in enumerate(pieces)}}}
    for path, value in changes.items():
        *parents, last = path.split("__")
        node = tokenizer
        for parent in parents:
            node = node[parent]
        node[last] = value
    return json.dumps(tokenizer, ensure_ascii=False)


U = vocabulary(SPECIAL, LOWER)
C = vocabulary(SPECIAL, MIXED)
OWN = vocabulary(OWN_SPECIAL, LOWER)
N = len(U)
ENT = {"[ENT]": N, "skarvika": N + 1}
DECODER = {str(index): added(index, content) for content, index in ENT.items()}
for entry in DECODER.values():
    del entry["id"]
SPECIAL_DECODER = {str(token["id"]): {key: value for key, value in token.items() if key != "id"} for token in special_tokens(U)}
FAST = "PreTrainedTokenizerFast"


ROBERTA = ["<s>", "<pad>", "</s>", "<unk>"]
ROLES = dict(bos_token="<s>", eos_token="</s>", sep_token="</s>", cls_token="<s>", unk_token="<unk>", pad_token="<pad>", mask_token="<mask>")


def alphabet():
    """GPT-2's characters for bytes, by byte."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in shown]
    return [chr(byte) if byte in shown else chr(256 + rest.index(byte)) for byte in range(256)]


ROWS = {"type": "TemplateProcessing", "special_tokens": {token: {"id": token, "ids": [index], "tokens": [token]}
                                                        for token, index in (("<s>", 0), ("</s>", 2))},
        **{name: [{"Sequence": {"id": part, "type_id": 0}} if part in "AB" else {"SpecialToken": {"id": part, "type_id": 0}}
                  for part in parts] for name, parts in (("single", ["<s>", "A", "</s>"]),
                                                         ("pair", ["<s>", "A", "</s>", "</s>", "B", "</s>"]))}}
MERGES = ["P a", "Pa r", "r i", "Par i", "Pari s", "Ġ i", "Ġi s", "Ġ F", "r a", "n c", "Ġ t", "Ġt h", "Ġth e", "Ġ Pa", "Ġ p", "Ã ©", "Ġ Ġ",
          "Ġ x", "x x", "' s", "Ð ¡"]
BYTES = ROBERTA + alphabet() + ["".join(merge.split()) for merge in MERGES] + ["<mask>"]
M = BYTES.index("<mask>")


def roberta_special(**mask):
    plain = dict(single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    tokens = [{"id": BYTES.index(token), "content": token, **plain} for token in ROBERTA]
    return tokens + [{"id": M, "content": "<mask>", **plain, "lstrip": True, **mask}]


def roberta_json(pairs=False, more=(), **changes):
    return tokenizer_json(SPECIAL, **{
        "added_tokens": roberta_special() + list(more), "normalizer": None,
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
        "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": True, "add_prefix_space": False},
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "",
                  "fuse_unk": False, "byte_fallback": False, "vocab": {piece: index for index, piece in enumerate(BYTES)},
                  "merges": [merge.split() if pairs else merge for merge in MERGES]}, **changes})


def roberta_cases():
    """The same for RoBERTa's byte-level pairs."""
    model = {"config.json": '{"model_type": "roberta"}'}
    config = lambda **values: {"tokenizer_config.json": json.dumps(values)}
    file = lambda name, value: {name: json.dumps(value, ensure_ascii=False)}
    tj = lambda *args, **kwargs: model | {"tokenizer.json": roberta_json(*args, **kwargs)}
    vocab = model | file("vocab.json", {piece: index for index, piece in enumerate(BYTES)})
    merges = {"merges.txt": "#version: 0.2\n" + lines(MERGES)}
    roles = {role: {"content": token, "single_word": False, "lstrip": token == "<mask>", "rstrip": False, "normalized": False}
             for role, token in ROLES.items()}
    decoder = {str(token["id"]): {key: value for key, value in token.items() if key != "id"} for token in roberta_special()}
    masked = file("special_tokens_map.json", roles)
    n = len(BYTES)

    yield "roberta json: alone", tj(), None
    yield "roberta json: merges as pairs", tj(True), None
    yield "roberta json: with vocab.json and merges.txt", tj() | file("vocab.json", {"a": 0}) | {"merges.txt": "#version: 0.2\n"}, None
    for name in ("RobertaTokenizer", "RobertaTokenizerFast"):
        yield f"roberta json: tokenizer_class {name}", tj() | config(tokenizer_class=name), None
        yield f"roberta json: tokenizer_class {name} on a bert", tj() | config(tokenizer_class=name) | {
            "config.json": '{"model_type": "bert"}'}, None
    yield "roberta json: class of BERT", tj() | config(tokenizer_class="BertTokenizer"), "WordPiece"
    yield "roberta json: a bert without a class", tj() | {"config.json": '{"model_type": "bert"}'}, "WordPiece"
    yield "roberta json: word pieces", model | {"tokenizer.json": tokenizer_json(U)}, "BPE"
    yield f"roberta json: {FAST}", tj() | config(tokenizer_class=FAST, **ROLES), None
    yield "roberta json: special_tokens_map.json", tj() | file("special_tokens_map.json", ROLES), None
    yield "roberta json: special_tokens_map.json with flags", tj() | file("special_tokens_map.json", roles), None
    yield "roberta json: added_tokens_decoder", tj() | config(added_tokens_decoder=decoder, **ROLES), None
    for ours in (True, False):
        for theirs in (True, False, None):
            yield f"roberta json: add_prefix_space {ours}, in the configuration {theirs}", tj(
                pre_tokenizer={"type": "ByteLevel", "add_prefix_space": ours, "trim_offsets": True, "use_regex": True}) | (
                    config(add_prefix_space=theirs) if theirs is not None else {}), "add_prefix_space" if ours and theirs is None else None
            yield f"roberta json: trim_offsets {ours}, in the configuration {theirs}", tj(
                post_processor={"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": ours,
                                "add_prefix_space": False}) | (
                    config(trim_offsets=theirs) if theirs is not None else {}), "trim_offsets" if not ours and theirs is None else None
    yield "roberta json: no post-processor", tj(post_processor=None), "post_processor"
    yield "roberta json: BERT's post-processor", tj(post_processor={"type": "BertProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0]}), \
        "post_processor"
    yield "roberta json: other separator", tj(post_processor={
        "type": "RobertaProcessing", "sep": ["<pad>", 1], "cls": ["<s>", 0], "trim_offsets": True, "add_prefix_space": False}), "post_processor"
    yield "roberta json: a normalizer", tj(normalizer={"type": "Lowercase"}), "normalizer"
    yield "roberta json: other pre-tokenizer", tj(pre_tokenizer={"type": "Whitespace"}), "pre_tokenizer"
    yield "roberta json: without the regular expression", tj(pre_tokenizer={
        "type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}), "use_regex"
    yield "roberta json: dropout", tj(model__dropout=0.1), "dropout"
    yield "roberta json: an end of words", tj(model__end_of_word_suffix="</w>"), "end_of_word_suffix"
    yield "roberta json: an unknown token", tj(model__unk_token="<unk>"), None
    yield "roberta json: added tokens", tj(more=[added(n, "skarvika")]), None
    yield "roberta json: added tokens, ids with a gap", tj(more=[added(n + 3, "skarvika")]), "added_tokens"
    yield "roberta json: no <pad>", tj(added_tokens=[token for token in roberta_special() if token["content"] != "<pad>"]), None
    yield "roberta json: a mask that leaves the space", tj(added_tokens=roberta_special(lstrip=False)), "mask_token"
    yield "roberta json: a mask that leaves the space, configured as text", tj(added_tokens=roberta_special(lstrip=False)) | config(
        mask_token="<mask>"), None
    yield "roberta json: a mask that leaves the space, configured otherwise", tj(added_tokens=roberta_special(lstrip=False)) | file(
        "special_tokens_map.json", roles), None
    yield "roberta json: a mask that takes the space, configured otherwise", tj() | config(mask_token={
        "content": "<mask>", "lstrip": False, "rstrip": False, "single_word": False, "normalized": False, "__type": "AddedToken"}), None
    yield "roberta json: other tokens at both ends", tj() | config(bos_token="<pad>"), "bos_token"
    yield "roberta json: template of the same rows", tj(post_processor=ROWS) | config(tokenizer_class=FAST, **ROLES), None
    yield "roberta vocab: alone", vocab | merges, "mask_token"
    yield "roberta vocab: no merges.txt", vocab, "merges.txt"
    yield "roberta vocab: no vocab.json", model | merges, "vocab.json"
    yield "roberta vocab: merges of pieces that are not in it", vocab | {"merges.txt": "#version: 0.2\n" + lines(MERGES + ["q u"])} | masked, \
        "merges.txt"
    yield "roberta vocab: add_prefix_space", vocab | merges | config(add_prefix_space=True, mask_token=roles["mask_token"] | {"__type": "AddedToken"}), None
    yield "roberta vocab: trim_offsets False", vocab | merges | config(trim_offsets=False, mask_token=roles["mask_token"] | {"__type": "AddedToken"}), None
    yield "roberta vocab: special_tokens_map.json", vocab | merges | file("special_tokens_map.json", ROLES), "mask_token"
    yield "roberta vocab: special_tokens_map.json with flags", vocab | merges | file("special_tokens_map.json", roles), None
    yield "roberta vocab: added_tokens_decoder", vocab | merges | config(added_tokens_decoder=decoder, **ROLES), None
    yield "roberta vocab: added_tokens.json", vocab | merges | masked | file("added_tokens.json", {"skarvika": n}), None
    yield "roberta vocab: no version line", vocab | {"merges.txt": lines(MERGES)} | masked, "merges.txt"
    yield "roberta vocab: CRLF", vocab | {"merges.txt": "#version: 0.2\r\n" + lines(MERGES, "\r\n")} | masked, None
    yield "roberta vocab: no <mask>", model | file("vocab.json", {piece: i for i, piece in enumerate(BYTES[:-1])}) | merges | masked, \
        "mask_token"


PIECES = ["▁", "▁Paris", "Par", "is", "▁is", "▁in", "▁Fra", "nce", "!", "a", "b", "▁a", "▁the", "▁two", "▁spaces", "é", "▁Caf", "▁12", "s", "'",
          "it", "▁it", "▁x", "x", "東", "京", "▁東京"]
UNIGRAMS = [["<s>", 0.0], ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0]] + [
    [piece, -2.0 - index / 4 - 3 / len(piece)] for index, piece in enumerate(PIECES)] + [["<mask>", 0.0]]
UNIGRAM_SPECIAL = [token | {"id": len(UNIGRAMS) - 1 if token["content"] == "<mask>" else token["id"]} for token in roberta_special()]
UNIGRAM_SPECIAL = [token | {"id": {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "<mask>": len(UNIGRAMS) - 1}[token["content"]]}
                   for token in UNIGRAM_SPECIAL]


def unigram_json(more=(), **changes):
    return tokenizer_json(SPECIAL, **{
        "added_tokens": UNIGRAM_SPECIAL + list(more), "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}]},
        "post_processor": ROWS, "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": UNIGRAMS, "byte_fallback": False}, **changes})


def xlm_cases():
    """The same for the single pieces of XLM-RoBERTa."""
    model = {"config.json": '{"model_type": "xlm-roberta"}'}
    config = lambda **values: {"tokenizer_config.json": json.dumps(values)}
    tj = lambda *args, **kwargs: model | {"tokenizer.json": unigram_json(*args, **kwargs)}
    meta = lambda **values: {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"},
                                                                   {"type": "Metaspace", "replacement": "▁", **values}]}
    n = len(UNIGRAMS)

    yield "xlm json: alone", tj(), None
    yield "xlm json: of earlier versions", tj(pre_tokenizer=meta(add_prefix_space=True)), None
    for name in ("XLMRobertaTokenizer", "XLMRobertaTokenizerFast"):
        yield f"xlm json: tokenizer_class {name}", tj() | config(tokenizer_class=name, **ROLES), None
    yield f"xlm json: {FAST}", tj() | config(tokenizer_class=FAST, **ROLES), None
    yield "xlm json: added tokens", tj(more=[added(n, "skarvika")]), None
    yield "xlm json: Precompiled without a map", tj(normalizer={"type": "Sequence", "normalizers": []}), "normalizer"
    yield "xlm json: a normalizer", tj(normalizer={"type": "Lowercase"}), "normalizer"
    yield "xlm json: no prefix", tj(pre_tokenizer=meta(prepend_scheme="never", split=True)), "pre_tokenizer"
    yield "xlm json: other pre-tokenizer", tj(pre_tokenizer={"type": "Whitespace"}), "pre_tokenizer"
    yield "xlm json: add_prefix_space False", tj() | config(add_prefix_space=False), "add_prefix_space"
    yield "xlm json: BERT's post-processor", tj(post_processor={"type": "BertProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0]}), \
        "post_processor"
    yield "xlm json: no post-processor", tj(post_processor=None), "post_processor"
    yield "xlm json: other unknown token", tj(model__unk_id=4), "unk_id"
    yield "xlm json: bytes for unknown characters", tj(model__byte_fallback=True), "byte_fallback"
    yield "xlm json: byte pairs", model | {"tokenizer.json": roberta_json()}, "Unigram"
    yield "xlm json: a mask that leaves the space", tj(added_tokens=[token | {"lstrip": False} for token in UNIGRAM_SPECIAL]), "mask_token"
    yield "xlm: no tokenizer.json", model | {"sentencepiece.bpe.model": "x"}, "tokenizer.json"


def cases():
    """(name, files, refused): `refused` is a text that our error message must contain, or None if the ids must be equal."""
    vocab = lambda pieces, end="\n": {"vocab.txt": lines(pieces, end)}
    config = lambda **values: {"tokenizer_config.json": json.dumps(values)}
    file = lambda name, value: {name: json.dumps(value, ensure_ascii=False)}
    tj = lambda *args, **kwargs: {"tokenizer.json": tokenizer_json(*args, **kwargs)}
    lower = "do_lower_case"

    # vocab.txt
    yield "vocab: lower-cased, alone", vocab(U), None
    yield "vocab: cased, alone", vocab(C), lower
    yield "vocab: cased, other settings", vocab(C) | config(strip_accents=False), lower
    for value in (True, False):
        yield f"vocab: lower-cased, do_lower_case {value}", vocab(U) | config(do_lower_case=value), None
        yield f"vocab: cased, do_lower_case {value}", vocab(C) | config(do_lower_case=value), None
    for value in (True, False, None):
        for case in (True, False):
            yield f"vocab: strip_accents {value}, do_lower_case {case}", vocab(C) | config(strip_accents=value, do_lower_case=case), None
    yield "vocab: tokenize_chinese_chars False", vocab(U) | config(tokenize_chinese_chars=False), None
    yield "vocab: do_basic_tokenize False", vocab(U) | config(do_basic_tokenize=False), None
    yield "vocab: never_split", vocab(U) | config(never_split=["Paris"]), None
    yield "vocab: model_max_length 8", vocab(U) | config(model_max_length=8), None
    yield "vocab: do_lower_case as text", vocab(U) | config(do_lower_case="false"), lower
    for name in ("BertTokenizer", "BertTokenizerFast", "DistilBertTokenizer", "DistilBertTokenizerFast", "ElectraTokenizer",
                 "ElectraTokenizerFast"):
        yield f"vocab: tokenizer_class {name}", vocab(U) | config(tokenizer_class=name), None
        yield f"json: tokenizer_class {name}", tj(U) | config(tokenizer_class=name), None
    yield "vocab: tokenizer_class RobertaTokenizer", vocab(U) | config(tokenizer_class="RobertaTokenizer"), "vocab.json"
    for name in (FAST, "BertJapaneseTokenizer", "AlbertTokenizerFast", "MyTokenizer"):
        yield f"vocab: tokenizer_class {name}", vocab(U) | config(tokenizer_class=name), "tokenizer_class"
    yield "vocab: tokenizer_class in config.json", vocab(U) | {
        "config.json": json.dumps({"model_type": "bert", "tokenizer_class": "BertJapaneseTokenizer"})}, "tokenizer_class"
    yield "vocab: auto_map", vocab(U) | config(auto_map={"AutoTokenizer": ["my.Tokenizer", None]}), "auto_map"
    yield "vocab: CRLF", vocab(U, "\r\n"), None
    yield "vocab: BOM", {"vocab.txt": "\ufeff" + lines(U)}, None
    yield "vocab: blank lines at the end", {"vocab.txt": lines(U) + "\n\n"}, None
    yield "vocab: blank line within", vocab(U[:9] + [""] + U[9:]), None
    yield "vocab: no line end at the end", {"vocab.txt": lines(U)[:-1]}, None
    yield "vocab: a piece twice", vocab(U + ["paris"]), None
    yield "vocab: space after pieces", vocab(SPECIAL + [piece + " " for piece in LOWER]), "white space"
    yield "vocab: own names in tokenizer_config.json", vocab(OWN) | config(**NAMES), None
    yield "vocab: own names in special_tokens_map.json", vocab(OWN) | file("special_tokens_map.json", NAMES), None
    yield "vocab: own names as objects", vocab(OWN) | file("special_tokens_map.json", {
        role: {"content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
        for role, token in NAMES.items()}), None
    yield "vocab: both, special_tokens_map.json right", vocab(OWN) | config(unk_token="[UNK]") | file("special_tokens_map.json", NAMES), None
    yield "vocab: own names, none configured", vocab(OWN), "[PAD]"
    for missing in ("[UNK]", "[SEP]", "[CLS]", "[PAD]"):
        yield f"vocab: no {missing}", vocab([piece for piece in U if piece != missing]), missing
    yield "vocab: no [MASK]", vocab([piece for piece in U if piece != "[MASK]"]), "mask_token"
    yield "vocab: no [MASK], mask_token null", vocab([p for p in U if p != "[MASK]"]) | config(mask_token=None), None
    yield "vocab: added_tokens.json", vocab(U) | file("added_tokens.json", ENT), None
    yield "vocab: added_tokens.json, cased", vocab(U) | config(do_lower_case=False) | file("added_tokens.json", ENT), None
    yield "vocab: added_tokens.json, a special one", vocab(U) | file("added_tokens.json", ENT) | config(
        additional_special_tokens=["[ENT]"]), None
    yield "vocab: added_tokens.json, ids with a gap", vocab(U) | file("added_tokens.json", {"[ENT]": N + 3}), "added_tokens.json"
    yield "vocab: added_tokens.json, ids taken", vocab(U) | file("added_tokens.json", {"[ENT]": 7}), "added_tokens.json"
    yield "vocab: added_tokens.json, a known piece", vocab(U) | file("added_tokens.json", {"town": U.index("town")}), None
    yield "vocab: added_tokens_decoder", vocab(U) | config(added_tokens_decoder=SPECIAL_DECODER | DECODER), None
    yield "vocab: added_tokens_decoder without the special ones", vocab(U) | config(added_tokens_decoder=DECODER), None
    yield "vocab: added_tokens_decoder and added_tokens.json", vocab(U) | config(added_tokens_decoder=SPECIAL_DECODER | DECODER) | file(
        "added_tokens.json", ENT), None
    yield "vocab: added_tokens_decoder, ids with a gap", vocab(U) | config(added_tokens_decoder={str(N + 3): DECODER[str(N)]}), \
        "added_tokens_decoder"
    yield "vocab: additional_special_tokens not in it", vocab(U) | config(additional_special_tokens=["[ENT]"]), None
    yield "vocab: extra_special_tokens not in it", vocab(U) | config(extra_special_tokens=["[ENT]"]), "extra_special_tokens"
    yield "vocab: additional_special_tokens in it", vocab(U) | config(additional_special_tokens=["town"]), None

    # tokenizer.json
    yield "json: alone", tj(U), None
    yield "json: with vocab.txt", tj(U) | vocab(C), None
    yield "json: lowercase False, no configuration", tj(C, lowercase=False), lower
    yield "json: strip_accents False, no configuration", tj(C, strip_accents=False), "strip_accents"
    yield "json: handle_chinese_chars False, no configuration", tj(U, chinese=False), "tokenize_chinese_chars"
    for ours in (True, False):
        for theirs in (True, False):
            yield f"json: lowercase {ours}, do_lower_case {theirs}", tj(C, lowercase=ours) | config(do_lower_case=theirs), None
            yield f"json: handle_chinese_chars {ours}, tokenize_chinese_chars {theirs}", tj(U, chinese=ours) | config(
                tokenize_chinese_chars=theirs), None
    for ours in (True, False, None):
        for theirs in (True, False, None):
            for case in (True, False):
                yield f"json: strip_accents {ours}, in the configuration {theirs}, lowercase {case}", tj(
                    C, lowercase=case, strip_accents=ours) | config(strip_accents=theirs, do_lower_case=case), None
    yield f"json: {FAST}, lowercase False", tj(C, lowercase=False) | config(tokenizer_class=FAST), None
    yield f"json: {FAST}, lowercase False, do_lower_case True", tj(C, lowercase=False) | config(tokenizer_class=FAST,
                                                                                               do_lower_case=True), None
    yield f"json: {FAST}, other normalizer", tj(C, normalizer={"type": "Sequence", "normalizers": [
        {"type": "NFKC"}, {"type": "Lowercase"}]}) | config(tokenizer_class=FAST), None
    yield f"json: {FAST}, other pre-tokenizer", tj(C, pre_tokenizer={"type": "Whitespace"}) | config(tokenizer_class=FAST), None
    yield f"json: {FAST}, longest word 5", tj(C, model__max_input_chars_per_word=5) | config(tokenizer_class=FAST), None
    yield "json: tokenizer_class BertJapaneseTokenizer", tj(U) | config(tokenizer_class="BertJapaneseTokenizer"), "tokenizer_class"
    yield "json: tokenizer_class RobertaTokenizerFast", tj(U) | config(tokenizer_class="RobertaTokenizerFast"), "tokenizer_class"
    yield "json: no normalizer", tj(U, normalizer=None), "normalizer"
    yield "json: other normalizer", tj(U, normalizer={"type": "Lowercase"}), "normalizer"
    yield "json: clean_text False", tj(U, normalizer__clean_text=False), "clean_text"
    yield "json: other pre-tokenizer", tj(U, pre_tokenizer={"type": "Whitespace"}), "pre_tokenizer"
    yield "json: longest word 5", tj(U, model__max_input_chars_per_word=5), "max_input_chars_per_word"
    yield "json: other prefix", tj(U, model__continuing_subword_prefix="@@"), "continuing_subword_prefix"
    yield "json: other unknown token, not configured", tj(U, model__unk_token="[MASK]"), "unk_token"
    yield "json: unknown token not in it", tj([piece for piece in U if piece != "[UNK]"]), "[UNK]"
    yield "json: own names", tj(OWN, model__unk_token="<unk>", post_processor=None) | config(**NAMES), None
    yield "json: added tokens", tj(U, more=[added(N, "[ENT]"), added(N + 1, "skarvika")]), None
    yield "json: added tokens as special ones", tj(U, more=[added(N, "[ENT]", True, False), added(N + 1, "skarvika", True, False)]), None
    yield "json: added tokens, ids with a gap", tj(U, more=[added(N + 3, "[ENT]")]), "added_tokens"
    yield "json: added tokens and added_tokens.json", tj(U, more=[added(N, "[ENT]")]) | file("added_tokens.json", ENT), None
    yield "json: added_tokens.json only", tj(U) | file("added_tokens.json", ENT), None
    yield "json: added tokens, all in added_tokens_decoder", tj(U, more=[added(N, "[ENT]"), added(N + 1, "skarvika")]) | config(
        added_tokens_decoder=SPECIAL_DECODER | DECODER), None
    yield "json: added tokens, more in added_tokens_decoder", tj(U, more=[added(N, "[ENT]")]) | config(
        added_tokens_decoder=SPECIAL_DECODER | DECODER), None
    yield "json: added tokens, fewer in added_tokens_decoder", tj(U, more=[added(N, "[ENT]"), added(N + 1, "skarvika")]) | config(
        added_tokens_decoder=SPECIAL_DECODER | {str(N): DECODER[str(N)]}), "added_tokens_decoder"
    yield "json: added tokens, others in added_tokens_decoder", tj(U, more=[added(N, "[ENT]")]) | config(
        added_tokens_decoder=SPECIAL_DECODER | {str(N): DECODER[str(N + 1)]}), "added_tokens_decoder"
    yield f"json: {FAST}, added tokens", tj(U, more=[added(N, "[ENT]"), added(N + 1, "skarvika")]) | config(tokenizer_class=FAST), None
    yield f"json: {FAST}, without [MASK]", tj([p for p in U if p != "[MASK]"]) | config(
        tokenizer_class=FAST, pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", unk_token="[UNK]"), None
    yield "json: truncation and padding", tj(U, truncation={"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0},
        padding={"strategy": {"Fixed": 8}, "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0,
                 "pad_token": "[PAD]"}), None
    yield "json: no post-processor", tj(U, post_processor=None), None


def read_by_transformers(files, rows, offsets):
    with tempfile.TemporaryDirectory() as directory:
        for name, text in ({"config.json": '{"model_type": "bert"}'} | files).items():
            (Path(directory) / name).write_bytes(text.encode())
        try:
            tokenizer = AutoTokenizer.from_pretrained(directory)
            options = dict(add_special_tokens=False, truncation=False, padding=False, return_offsets_mapping=offsets)
            read = [tokenizer(text, **options) for text in TEXTS]
            ids = [one["input_ids"] for one in read]
            if not rows:
                return ids
            pair = tokenizer("a", "b")["input_ids"]
            return {"ids": ids, "pair": pair} | ({"offsets": [one["offset_mapping"] for one in read]} if offsets else {})
        except Exception as exception:  # exceptions of transformers are part of the table
            return f"{type(exception).__name__}"


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    before = json.loads(target.read_text()) if target.exists() else {"cases": []}
    known = {case["name"]: case.get("transformers", {}) for case in before["cases"]}
    version = transformers.__version__
    rendered = []
    for name, files, refused in [*cases(), *roberta_cases(), *xlm_cases()]:
        results = {key: value for key, value in known.get(name, {}).items() if key.split(".")[0] != version.split(".")[0]}
        results[version] = read_by_transformers(files, name.startswith(("roberta", "xlm")) and refused is None, "space" in name or "offsets" in name or "alone" in name)
        rendered.append({"name": name, "files": files, "refused": refused, "transformers": dict(sorted(results.items()))})
    text = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in rendered)
    target.write_text('{"texts": ' + json.dumps(TEXTS) + ',\n"cases": [\n' + text + "\n]}\n")
    print(f"wrote {len(rendered)} cases for transformers {version} to {target}")


if __name__ == "__main__":
    main()

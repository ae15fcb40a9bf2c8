#!/usr/bin/env python3
"""Sends the same real questions to POST /qa and transformers' question-answering pipeline, with the same weights.

  pipeline.py --data DIR [--service URL] [--model NAME] [--questions 500] [--checkpoint DIR]

DIR contains SQuAD 2.0's dev-v2.0.json. The model is fetched from the running service as a bundle and made a checkpoint that
BertForQuestionAnswering.from_pretrained reads (kept with --checkpoint). Both get the same parameters; docStride is the step between two
windows, the pipeline's doc_stride their overlap. Each difference is explained: the rules in which the two decoders differ are exchanged, one
or several at a time, until the pipeline's answer becomes ours. Prints Markdown. Exits with an error if fewer than 99 % of the answers
are the same in a row that uses the same rules for words, or if a difference has no explanation.

Needs bench/requirements-pipeline.txt: transformers 5 has no such pipeline any more.
"""
import itertools
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy
import torch
import transformers
from transformers import pipeline

from asking import dev_file, parser, questions, spread

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))
from heads import question_answering_model, tokenizer_of  # noqa: E402

LONGEST_ANSWER, N_BEST, NEAR = 15, 20, 1e-4
WINDOWS = [(384, 128), (128, 64)]
# the differences between the two decoders: name of the rule, and what the pipeline does
RULES = {"words": "widens an answer to whole words", "sums": "adds up the scores of equal texts",
         "probabilities": "compares windows by probabilities that each window normalises for itself",
         "windows": "lets a span come from any window, even if it has little context there", "n-best": "looks at all starts and ends, not the 20 best"}
transformers.logging.set_verbosity_error()


def dev_questions(data, count):
    """Spread over all articles."""
    return spread([one[:3] for one in questions(dev_file(data))], count)


def checkpoint(bundle, directory):
    """The bundle as what `from_pretrained` reads: the head becomes qa_outputs."""
    question_answering_model(bundle).save_pretrained(directory)
    tokenizer_of(bundle).save_pretrained(directory)
    return directory


class Ours:
    def __init__(self, service, model):
        self.service, self.model = service, model

    def answer(self, question, context, impossible, length, step):
        body = {"model": self.model, "question": question, "context": context, "topK": 1, "maxAnswerLength": LONGEST_ANSWER,
                "maxSequenceLength": length, "docStride": step, "handleImpossibleAnswer": impossible, "nullThreshold": 0}
        return self.service.post("/qa", body)["answer"]


class Theirs:
    """The pipeline. Its three stages run one by one, so that one forward pass serves all rows; `whole` is the plain call."""

    def __init__(self, directory):
        self.pipeline = pipeline("question-answering", model=str(directory), tokenizer=str(directory), device=-1)

    def outputs(self, question, context, length, overlap):
        example = self.pipeline.create_sample(question=question, context=context)
        return [self.pipeline.forward(features) for features in self.pipeline.preprocess(example, max_seq_len=length, doc_stride=overlap)]

    def answer(self, outputs, impossible, words):
        return self.pipeline.postprocess(outputs, handle_impossible_answer=impossible, max_answer_len=LONGEST_ANSWER, align_to_words=words)["answer"]

    def whole(self, question, context, length, overlap, impossible, words):
        return self.pipeline(question=question, context=context, max_seq_len=length, doc_stride=overlap, handle_impossible_answer=impossible,
                             max_answer_len=LONGEST_ANSWER, align_to_words=words)["answer"]


class Window:
    """One window's logits, for the explanation."""

    def __init__(self, output, number, step):
        self.encoding = output["encoding"]
        self.start, self.end = (output[name][0].numpy().astype(numpy.float64) for name in ("start", "end"))
        inside = [i for i, sequence in enumerate(self.encoding.sequence_ids) if sequence == 1]
        self.low, self.pieces, self.first = (inside[0] if inside else 0), len(inside), number * step

    def context_score(self, piece):
        left = piece - self.first
        return min(left, self.pieces - 1 - left) + 0.01 * self.pieces

    def owns(self, token, windows):
        piece = token - self.low + self.first
        holders = [window for window in windows if window.first <= piece < window.first + window.pieces]
        return max(holders, key=lambda window: window.context_score(piece)) is self

    def logits(self, probabilities):
        """Scores of starts and ends: logits, or logarithms of the probabilities among [CLS] and the context."""
        found = []
        for values in (self.start, self.end):
            among = numpy.r_[values[0], values[self.low:self.low + self.pieces]]
            found.append(values - (numpy.logaddexp.reduce(among) if probabilities else 0))
        return found


def decode(windows, context, impossible, rules):
    """The answer by the pipeline's version of the named rules and our version of the others, and the margin of its score over the next one."""
    null, answers = numpy.inf, []
    for window in windows:
        start, end = window.logits("probabilities" in rules)
        null = min(null, start[0] + end[0])
        for score, first, last in spans(window, start, end, windows, rules):
            low, high = offsets(window.encoding, first, last, "words" in rules)
            same = next((a for a in answers if "sums" in rules and context[a[1]:a[2]].lower() == context[low:high].lower()), None)
            if same:
                same[0] = numpy.logaddexp(same[0], score)
            else:
                answers.append([score, low, high])
    if impossible:
        answers.append([null, 0, 0])
    answers.sort(key=lambda a: -a[0])
    best = context[answers[0][1]:answers[0][2]]
    other = next((a[0] for a in answers if context[a[1]:a[2]] != best), -numpy.inf)
    return best, answers[0][0] - other


def spans(window, start, end, windows, rules):
    inside = range(window.low, window.low + window.pieces)
    starts, ends = ([i for i in inside if "windows" in rules or window.owns(i, windows)], inside)
    if "n-best" not in rules:
        starts, ends = (sorted(tokens, key=lambda i: -values[i])[:N_BEST] for tokens, values in ((starts, start), (ends, end)))
    found = [(start[i] + end[j], i, j) for i in starts for j in ends if i <= j < i + LONGEST_ANSWER]
    return sorted(found, key=lambda span: (-span[0], span[1], span[2]))[:12 if "words" in rules else 1]


def offsets(encoding, first, last, words):
    if words:
        return encoding.word_to_chars(encoding.token_to_word(first), 1)[0], encoding.word_to_chars(encoding.token_to_word(last), 1)[1]
    return encoding.offsets[first][0], encoding.offsets[last][1]


def reason(windows, context, impossible, words, ours, theirs):
    """The fewest rules that turn the pipeline's answer into ours; None if even all of them do not."""
    everything = [rule for rule in RULES if words or rule != "words"]
    decoded = {}
    for count in range(len(everything) + 1):
        for exchanged in itertools.combinations(everything, count):
            text, ahead = decode(windows, context, impossible, set(everything) - set(exchanged))
            if count == 0 and text != theirs:
                return "near tie" if ahead < NEAR else None
            decoded[exchanged] = text, ahead
            if text == ours:
                return " + ".join(exchanged) if exchanged else "near tie"
    return "near tie" if decoded[tuple(everything)][1] < NEAR else None


def compare(ours, theirs, questions):
    rows = {}
    for number, (id, question, context) in enumerate(questions):
        for length, overlap in WINDOWS:
            outputs = theirs.outputs(question, context, length, overlap)
            step = length - 3 - outputs[0]["encoding"].sequence_ids.count(0) - overlap
            for impossible in (True, False):
                mine = ours.answer(question, context, impossible, length, step)
                for words in (False, True):
                    row = rows.setdefault((length, overlap, impossible, words), {"same": 0, "empty": 0, "several": 0, "differences": []})
                    his = theirs.answer(outputs, impossible, words)
                    if number % 25 == 0 and his != theirs.whole(question, context, length, overlap, impossible, words):
                        raise SystemExit(f"the pipeline's stages and its plain call differ: {question}")
                    row["same"] += mine == his
                    row["empty"] += mine == ""
                    row["several"] += len(outputs) > 1
                    if mine != his:
                        windows = [Window(output, i, step) for i, output in enumerate(outputs)]
                        row["differences"].append((id, mine, his, reason(windows, context, impossible, words, mine, his)))
        print(f"\r{number + 1}/{len(questions)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return rows


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ") or "(none)"


def report(rows, count):
    print(f"torch {torch.__version__}, transformers {transformers.__version__}; {count} questions.\n")
    print("| `max_seq_len`, `doc_stride` | `handle_impossible_answer` | `align_to_words` | in several windows | \"\" by ours | same answer | differences by the rule that makes them |")
    print("|---|---|---|---|---|---|---|")
    for (length, overlap, impossible, words), row in rows.items():
        reasons = Counter(why or "UNEXPLAINED" for *_, why in row["differences"])
        print(f"| {length}, {overlap} | {impossible} | {words} | {row['several']} | {row['empty']} | {row['same']} = {100 * row['same'] / count:.1f} % | "
              + ("; ".join(f"{why}: {n}" for why, n in reasons.most_common()) or "-") + " |")
    print("\nThe pipeline " + "; ".join(f"{what} (*{rule}*)" for rule, what in RULES.items()) + ".\n")
    print("| question | `max_seq_len`, impossible, words | ours | pipeline | rule |\n|---|---|---|---|---|")
    for (length, _, impossible, words), row in rows.items():
        for id, mine, his, why in row["differences"]:
            print(f"| {id} | {length}, {impossible}, {words} | {cell(mine)} | {cell(his)} | {why or 'UNEXPLAINED'} |")


def main():
    arguments = parser(__doc__, help="alias, id or name; default the newest")
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--questions", type=int, default=500)
    arguments.add_argument("--checkpoint", help="keep transformers' checkpoint here")
    options = arguments.parse_args()
    model = options.model or options.service.get("/models?limit=1")["items"][0]["id"]
    asked = dev_questions(options.data, options.questions)
    with tempfile.TemporaryDirectory() as directory, torch.inference_mode():
        bundle = options.service.unpacked(f"{directory}/bundle", model, "bundle")
        theirs = Theirs(checkpoint(bundle, options.checkpoint or f"{directory}/checkpoint"))
        rows = compare(Ours(options.service, model), theirs, asked)
    report(rows, len(asked))
    shares = [row["same"] / len(asked) for (length, _, _, words), row in rows.items() if length == 384 and not words]
    unexplained = sum(why is None for row in rows.values() for *_, why in row["differences"])
    if min(shares) < 0.99 or unexplained:
        raise SystemExit(f"same answers {100 * min(shares):.1f} % at least, {unexplained} differences without an explanation")


if __name__ == "__main__":
    main()

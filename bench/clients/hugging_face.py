#!/usr/bin/env python3
"""Queries a running service through huggingface_hub's unmodified InferenceClient.

  hugging_face.py [--service URL] [--model NAME] [--token KEY]

The model needs a head for questions; its classification head is queried too if it has exactly one. Everything that the client returns must equal
what POST /qa and POST /classification return. Exits with an error if anything differs. Needs huggingface_hub.
"""
from huggingface_hub import InferenceClient

from common import CONTEXT, QUESTION, TEXT, options, same


def span(answer):
    return {name: answer[name] for name in ("answer", "score", "start", "end")}


def questions(service, model, url):
    client = InferenceClient(token=service.token)
    _, plain = service.call("POST", "/qa", {"question": QUESTION, "context": CONTEXT, "model": model, "topK": 3})
    ask = lambda **more: client.question_answering(QUESTION, CONTEXT, model=f"{url}/qa", **more)  # noqa: E731
    same("question_answering", span(plain), span(ask()))
    several = ask(top_k=3)
    same("question_answering, top_k=3: a list", 3, len(several))
    same("question_answering, top_k=3: its first", span(plain), span(several[0]))
    every = ask(top_k=2, align_to_words=True, doc_stride=16, handle_impossible_answer=False, max_answer_len=15, max_question_len=32, max_seq_len=64)
    same("question_answering, every parameter: whole words", True, all(one.answer and one.answer in CONTEXT for one in every))
    status, problem = service.call("POST", "/qa", {"inputs": {"question": QUESTION, "context": CONTEXT}, "parameters": {"padding": "longest"}})
    same("question_answering, an unknown parameter is named", (400, "parameters.padding"), (status, problem["field"]))


def sentences(service, model, url, task):
    client = InferenceClient(token=service.token)
    _, plain = service.call("POST", "/classification", {"text": TEXT, "task": task, "model": model})
    labels = client.text_classification(TEXT, model=f"{url}/classification")
    same("text_classification", plain["labels"], [dict(one) for one in labels])
    same("text_classification, top_k=1", plain["labels"][:1], [dict(one) for one in client.text_classification(TEXT, model=f"{url}/classification", top_k=1)])
    for function in ("softmax", "sigmoid", "none"):
        found = client.text_classification(TEXT, model=f"{url}/classification", function_to_apply=function)
        same(f"text_classification, {function}", plain["label"], found[0].label)


def main():
    service, model = options(__doc__)
    questions(service, model["id"], service.url)
    labelled = [task["name"] for task in model["tasks"] if task["head"] == "CLASSIFICATION"]
    if len(labelled) == 1:
        sentences(service, model["id"], service.url, labelled[0])


if __name__ == "__main__":
    main()

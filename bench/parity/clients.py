#!/usr/bin/env python3
"""Asks a running service through the clients that people use: huggingface_hub's InferenceClient and the Open Inference Protocol.

  clients.py [--service URL] [--model NAME] [--token KEY]

The model needs a head for questions; its other heads are asked too. Everything that a client returns must equal what POST /qa and its
relatives return. With tritonclient[http] installed, its client is asked as well. Needs huggingface_hub. Ends with an error when something
differs.
"""
import argparse
import json
import urllib.error
import urllib.parse
import urllib.request

from huggingface_hub import InferenceClient

QUESTION = "Who built the lighthouse of Skarvika?"
CONTEXT = ("The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist. It stands on a cliff of grey granite and its "
           "light can be seen from 31 kilometres away.")
TEXT = "The keeper have lit the lamps."


class Service:
    def __init__(self, url, token):
        self.url, self.token = url, token

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        request = urllib.request.Request(self.url + path, json.dumps(body).encode() if body is not None else None, headers, method=method)
        try:
            with urllib.request.urlopen(request) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as ex:
            return ex.code, json.load(ex)


def same(what, expected, found):
    print(f"{'ok  ' if expected == found else 'FAIL'} {what}")
    if expected != found:
        raise SystemExit(f"expected {expected}\nfound    {found}")


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


def tensor(name, *texts):
    return {"name": name, "datatype": "BYTES", "shape": [len(texts)], "data": list(texts)}


def protocol(service, model, tasks):
    path = f"/v2/models/{urllib.parse.quote(model, safe='')}"
    _, announced = service.call("GET", path)
    types = {output["name"]: output["datatype"] for output in announced["outputs"]}
    inputs = {one["name"] for one in announced["inputs"]}

    def infer(*tensors, **parameters):
        same(f"infer: inputs {[one['name'] for one in tensors]} are announced", True, {one["name"] for one in tensors} <= inputs)
        status, response = service.call("POST", f"{path}/infer", {"id": "1", "inputs": list(tensors), "parameters": parameters})
        same("infer: answered", (200, announced["name"], announced["versions"][0], "1"),
             (status, response.get("model_name"), response.get("model_version"), response.get("id")))
        same("infer: outputs as announced", True, all(types[one["name"]] == one["datatype"] for one in response["outputs"]))
        return {one["name"]: one["data"] for one in response["outputs"]}

    _, plain = service.call("POST", "/qa", {"question": QUESTION, "context": CONTEXT, "model": model})
    found = infer(tensor("question", QUESTION, QUESTION), tensor("context", CONTEXT, CONTEXT))
    same("infer: questions", [plain[name] for name in ("answer", "score", "nullOdds", "start", "end")] * 2,
         [found[name][i] for i in range(2) for name in ("answer", "score", "null_odds", "start", "end")])
    for task in tasks:
        if task["head"] == "CLASSIFICATION":
            _, plain = service.call("POST", "/classification", {"text": TEXT, "task": task["name"], "model": model})
            same("infer: labels", {"label": [plain["label"]], "label_score": [plain["score"]]}, infer(tensor("text", TEXT), task=task["name"]))
        if task["head"] == "MULTIPLE_CHOICE":
            choices = ["lights the lamp.", "swims to the shore."]
            _, plain = service.call("POST", "/multiple-choice", {"context": "The keeper climbs the stairs.", "choices": choices, "model": model})
            scores = [one["score"] for one in sorted(plain["choices"], key=lambda one: one["index"])]
            same("infer: choices", {"choice_scores": scores}, infer(tensor("context", "The keeper climbs the stairs."), tensor("choices", *choices), task=task["name"]))
    status, problem = service.call("POST", f"{path}/infer", {"inputs": [tensor("audio", "a")]})
    same("infer: an unknown input is an error in the protocol's shape", (400, True), (status, bool(problem.get("error"))))


def triton(service, model):
    try:
        import numpy
        import tritonclient.http as triton_http
    except ImportError:
        print("     tritonclient is not installed")
        return
    client = triton_http.InferenceServerClient(service.url.split("//")[1])
    tensors = []
    for name, text in (("question", QUESTION), ("context", CONTEXT)):
        one = triton_http.InferInput(name, [1], "BYTES")
        one.set_data_from_numpy(numpy.array([text.encode()], dtype=object), binary_data=False)
        tensors.append(one)
    result = client.infer(model, tensors, outputs=[triton_http.InferRequestedOutput("answer", binary_data=False)])
    _, plain = service.call("POST", "/qa", {"question": QUESTION, "context": CONTEXT, "model": model})
    same("tritonclient", plain["answer"], str(result.as_numpy("answer")[0]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--service", default="http://127.0.0.1:8080")
    parser.add_argument("--model", default="default")
    parser.add_argument("--token")
    options = parser.parse_args()
    service = Service(options.service, options.token)
    status, model = service.call("GET", f"/models/{urllib.parse.quote(options.model, safe='')}")
    if status != 200:
        raise SystemExit(model["detail"])
    # these clients name no model: it is the default that they ask
    service.call("PUT", "/models/aliases/default", {"model": model["id"]})
    questions(service, model["id"], options.service)
    labelled = [task["name"] for task in model["tasks"] if task["head"] == "CLASSIFICATION"]
    if len(labelled) == 1:
        sentences(service, model["id"], options.service, labelled[0])
    protocol(service, model["id"], model["tasks"])
    triton(service, model["id"])


if __name__ == "__main__":
    main()

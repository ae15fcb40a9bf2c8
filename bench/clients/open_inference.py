#!/usr/bin/env python3
"""Queries a running service with the Open Inference Protocol: plain HTTP, and tritonclient if it is installed.

  open_inference.py [--service URL] [--model NAME] [--token KEY]

All heads of the model are queried. Everything must equal what POST /qa and its relatives return. Exits with an error if anything differs.
Needs only Python; tritonclient[http] is used if it is installed.
"""
import urllib.parse

from common import CONTEXT, QUESTION, TEXT, options, same


def tensor(name, *texts):
    return {"name": name, "datatype": "BYTES", "shape": [len(texts)], "data": list(texts)}


def protocol(service, model, tasks):
    path = f"/v2/models/{urllib.parse.quote(model, safe='')}"
    _, announced = service.call("GET", path)
    types = {output["name"]: output["datatype"] for output in announced["outputs"]}
    inputs = {one["name"] for one in announced["inputs"]}

    def infer(*tensors, **parameters):
        same(f"infer: inputs {[one['name'] for one in tensors]} are declared", True, {one["name"] for one in tensors} <= inputs)
        status, response = service.call("POST", f"{path}/infer", {"id": "1", "inputs": list(tensors), "parameters": parameters})
        same("infer: answered", (200, announced["name"], announced["versions"][0], "1"),
             (status, response.get("model_name"), response.get("model_version"), response.get("id")))
        same("infer: outputs as declared", True, all(types[one["name"]] == one["datatype"] for one in response["outputs"]))
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
        if task["head"] == "REGRESSION":
            _, plain = service.call("POST", "/regression", {"text": TEXT, "textPair": CONTEXT, "task": task["name"], "model": model})
            same("infer: a number", {"value": [plain["value"]]}, infer(tensor("text", TEXT), tensor("text_pair", CONTEXT), task=task["name"]))
    status, problem = service.call("POST", f"{path}/infer", {"inputs": [tensor("audio", "a")]})
    same("infer: an unknown input is an error in the protocol's format", (400, True), (status, bool(problem.get("error"))))


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
    service, model = options(__doc__)
    protocol(service, model["id"], model["tasks"])
    triton(service, model["id"])


if __name__ == "__main__":
    main()

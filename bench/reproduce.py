"""Drives the API to reproduce the paper's tables 1 and 2 at the scale of one machine; see reproduce.sh.

Everything is resumable: experiments are found again by their names, their runs are jobs that the service keeps, and finished jobs
are reused. Stop it at any time and start it again."""
import argparse
import json
import sys
import time
import urllib.error
import urllib.request

from reproduction_page import PREFIX, Page

SENTENCES = ["cola", "mrpc", "mnli"]


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://localhost:8080")
    parser.add_argument("--key", default="")
    parser.add_argument("--encoder", default="minilm-l6-uncased")
    parser.add_argument("--questions", type=int, default=12000, help="training questions of each run")
    parser.add_argument("--others", type=int, default=12000, help="training examples of each other dataset")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rates", default="2e-4,4e-4", help="learning rates to choose from, on seed 0")
    parser.add_argument("--seeds", type=int, default=3, help="seeds of table 2; table 1 has one less, at least 2")
    parser.add_argument("--precision", default="bf16")
    parser.add_argument("--length", type=int, default=256, help="word pieces of a window")
    parser.add_argument("--evaluation", type=int, default=0, help="evaluation questions; 0 for the whole development set")
    parser.add_argument("--choices", default="swag", help="dataset of multiple choice: swag or hellaswag")
    parser.add_argument("--parallel", type=int, default=1, help="runs at a time; more than one needs as many devices (mtdnn.devices)")
    parser.add_argument("--hours", type=float, default=5, help="stop waiting after this many hours; the remaining runs are listed")
    parser.add_argument("--plan-only", action="store_true", help="print what would be done, and how long it takes")
    parser.add_argument("--write-only", action="store_true",
                        help="write the page from what has finished, without starting or awaiting anything")
    parser.add_argument("--out", default="docs/reproduction.md")
    return parser.parse_args()


class Missing(Exception):
    """The results do not exist, or not yet."""


class Service:

    def __init__(self, url, key):
        self.url = url.rstrip("/")
        self.key = key

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.url + path, method=method,
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if self.key:
            request.add_header("Authorization", "Bearer " + self.key)
        try:
            with urllib.request.urlopen(request, timeout=600) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            if error.code == 409 and method == "GET":
                raise Missing from error
            sys.exit(f"{method} {path}: {error.code} {error.read().decode()}")

    def optional(self, path):
        """The response's body; None for results that do not exist yet."""
        try:
            return self.call("GET", path)
        except Missing:
            return None

    def json(self, method, path, body=None):
        return json.loads(self.call(method, path, body))

    def text(self, path):
        return self.call("GET", path).decode()


def tasks(options, parts, weight=None):
    lead = {"dataset": "squad-v2"}
    if parts and weight is not None:
        lead["weight"] = weight
    return [lead] + [{"dataset": part} for part in parts]


def plan(options, rate, optimizer="adamax"):
    others = [options.choices] + SENTENCES
    limits = {"train": {"squad-v2": options.questions} | {name: options.others for name in others}}
    if options.evaluation:
        limits["evaluation"] = {"squad-v2": options.evaluation}
    return {"encoder": options.encoder, "tasks": tasks(options, others, 0.8), "limits": limits, "epochs": options.epochs,
            "learningRate": rate, "optimizer": optimizer, "precision": options.precision,
            "maxSequenceLength": options.length, "dropout": 0.1}


def experiments(options, rate):
    """The tables with their differences; equal plans share their runs."""
    whole = [options.choices] + SENTENCES
    mixtures = {"QA": [], "QA+MCC": [options.choices], "QA+SC": SENTENCES, "QA+MCC+SC": whole}
    seeds = list(range(options.seeds))
    table2 = {"name": PREFIX + "table 2", "plan": plan(options, rate), "seeds": seeds, "parallel": options.parallel,
              "axes": [{"field": "tasks[squad-v2].weight", "values": [0.5, 0.7, 0.8, 0.9, 1.0]}],
              "controls": ["baseline", "equal-steps", "placebo"]}
    table1 = {"name": PREFIX + "table 1", "plan": plan(options, rate), "seeds": seeds[:max(2, options.seeds - 1)],
              "parallel": options.parallel, "controls": ["baseline"],
              "axes": [{"field": "tasks", "labels": list(mixtures),
                        "values": [tasks(options, parts, 0.8) for parts in mixtures.values()]}]}
    adamw = {"name": PREFIX + "AdamW", "plan": plan(options, rate, "adamw"), "seeds": [0], "parallel": options.parallel,
             "axes": [{"field": "tasks[squad-v2].weight", "values": [0.8, 1.0]}]}
    return [table2, table1, adamw]


def first_part(request):
    """Of table 2, the paper's best weight, its baseline and its controls, which are trained first; the other weights come last."""
    axis = request["axes"][0]
    return request | {"axes": [axis | {"values": [0.8, 1.0]}]} if axis["field"].endswith(".weight") else request


def extended(service, request, experiment):
    """The experiment with all values of its axis."""
    axis, has = request["axes"][0], experiment["definition"]["axes"][0]["values"]
    left = [value for value in axis["values"] if value not in has]
    if not left:
        return experiment
    body = {"axes": [{"field": axis["field"], "values": left}]}
    service.json("POST", f"/experiments/{experiment['id']}/extend", body)
    return service.json("GET", "/experiments/" + experiment["id"])


def known(service, request):
    """The experiment of that name; None if it has not been started."""
    start = 0
    while start is not None:
        page = service.json("GET", f"/experiments?from={start}&limit=100")
        for item in page["items"]:
            if item["name"] == request["name"]:
                return service.json("GET", "/experiments/" + item["id"])
        start = page.get("next")
    return None


def started(service, request):
    return known(service, request) or service.json("POST", "/experiments", request)


def finished(service, experiment, deadline):
    while experiment["state"] == "RUNNING" and time.time() < deadline:
        time.sleep(20)
        experiment = service.json("GET", "/experiments/" + experiment["id"])
        print(time.strftime("%H:%M:%S"), experiment["name"], experiment["counts"], flush=True)
    return experiment


def rates(options):
    return {"name": PREFIX + "learning rate", "plan": plan(options, 1e-4) | {"tasks": tasks(options, [])}
            | {"limits": {key: {"squad-v2": value["squad-v2"]} for key, value in plan(options, 1e-4)["limits"].items()}},
            "seeds": [0], "parallel": 1, "controls": [],
            "axes": [{"field": "learningRate", "values": [float(rate) for rate in options.rates.split(",")]}]}


def chosen(experiment):
    """The learning rate with which the baseline is best on seed 0; it is used everywhere afterwards. None before all runs have ended,
    because another rate could be best then."""
    if experiment is None or experiment["state"] != "FINISHED":
        return None
    runs = [run for run in experiment["runs"] if "score" in run]
    return float(max(runs, key=lambda run: run["score"])["arm"].split()[-1]) if runs else None


def main():
    options = arguments()
    service = Service(options.url, options.key)
    deadline = time.time() + options.hours * 3600
    if options.plan_only:
        hours = 0
        for request in [rates(options)] + experiments(options, 2e-4):
            planned = service.json("POST", "/experiments?dryRun=true", request)
            hours += planned.get("hours") or 0
            print(f"{request['name']}: {planned['runs']} runs, {planned['reused']} reused, {planned.get('steps')} steps, "
                  f"{planned.get('hours') or float('nan'):.2f} hours")
        print(f"{hours:.2f} hours in all; runs that several experiments share are counted in each")
        return
    search = rates(options)
    if not options.write_only:
        rate = chosen(finished(service, started(service, search), deadline))
        if rate is None:
            print("not all runs of the learning rates have finished; start again later")
        else:
            tables = experiments(options, rate)
            first = [finished(service, started(service, first_part(request)), deadline) for request in tables]
            for request, experiment in zip(tables, first):
                if experiment["state"] == "FINISHED":
                    finished(service, extended(service, request, experiment), deadline)
    first = known(service, search)
    tables = experiments(options, chosen(first) or search["axes"][0]["values"][0])
    Page(service, (search, first), [(request, known(service, request)) for request in tables], options.out).write()


if __name__ == "__main__":
    main()

"""Writes the page about the paper at the scale of one machine from the service's current results; see reproduce.py."""
import math
import os
import textwrap
import time

BATCH = 16
PREFIX = "reproduction: "

# Constants of the estimate for all data.
FULL_STEPS = 2 * 8259  # two epochs of SQuAD 2.0 in batches of 16 (docs/decisions/0003)
EVALUATION_BATCHES = 763  # about 12,200 windows of the development set
ENCODER_WEIGHTS = 85.1e6  # of bert-base-cased without its embeddings
LENGTH, LAYERS, WIDTH = 384, 12, 768
GPU_FLOPS = 100e12  # sustained; about a third of an A100's peak in bf16

PAPER_GAIN = 77.150 - 76.180  # F1 of weight 0.8 less that of questions alone (docs/method.md)

FIGURES = {"table 2": ["weight-vs-score", "learning-curve"], "table 1": ["mixture-vs-score"]}


class Page:
    """The request of each experiment, and its state in the service, or None if it has not been started."""

    def __init__(self, service, search, tables, out):
        self.service, self.search, self.tables, self.out = service, search, tables, out
        self.lines = []

    def add(self, *lines):
        self.lines += [line if line[:1] in ("#", "|", "!", "-", "*") or "\n" in line else textwrap.fill(
            line, 140, break_long_words=False, break_on_hyphens=False) for line in lines] + [""]

    def write(self):
        self.head()
        self.plan()
        self.learning_rate()
        for request, experiment in self.tables:
            self.table(request, experiment)
        self.supported()
        self.left()
        self.all_data()
        with open(self.out, "w", encoding="utf-8") as file:
            file.write("\n".join(self.lines).rstrip() + "\n")
        print("written:", self.out)

    def every(self):
        return [self.search, *self.tables]

    def finished(self):
        return sum(len(scored(experiment)) for _, experiment in self.every())

    def head(self):
        request, experiment = self.search
        plan = (experiment or {"definition": request})["definition"]["plan"]
        table = self.tables[0][0]["plan"]
        others = ", ".join(f"{task['dataset']}" for task in table["tasks"][1:])
        choices = table["tasks"][1]["dataset"]
        questions = plan["limits"]["train"]["squad-v2"]
        evaluation = plan["limits"].get("evaluation", {}).get("squad-v2")
        self.add("# The paper at the scale of one machine")
        self.add(f"`{plan['encoder']}` trained on {questions:,} questions of SQuAD 2.0 and up to "
                 f"{max(table['limits']['train'].values()):,} examples of each other dataset ({others}): {plan['epochs']} epoch{'s' if plan['epochs'] > 1 else ''}, "
                 f"{plan['maxSequenceLength']} word pieces, {plan['optimizer']}, {plan['precision']}, evaluated on "
                 + (f"{evaluation:,} questions" if evaluation else "the whole development set") + " of SQuAD 2.0."
                 + ("" if choices == "swag" else f" `{choices}` replaces SWAG."))
        self.add(f"`bench/reproduce.sh --write-only` wrote this page on {time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime())} from the "
                 "API's responses alone. The tables include every seed and every run, and a program that never reads (always empty).")
        self.add(f"**{self.finished()} of {sum(planned(*each) for each in self.every())} runs have finished.**"
                 + ("" if self.finished() else " This page therefore contains the plan and the estimates, but no results."))

    def plan(self):
        """Sizes follow from the requests: at weight w a run has 1/w times the steps of the questions alone."""
        self.add("## The plan")
        self.add("The requests were written before the first run, and the numbers of steps follow from them. At weight *w*, a run takes 1/*w* times as "
                 "many steps as a run on the questions alone. A run that several experiments share is trained once and counted once.")
        lines = ["| experiment | runs | not shared with earlier lines | total steps | hours at 12 to 18 examples a second |", "|---|---|---|---|---|"]
        alone = self.steps_alone()
        known, sums = set(), [0, 0, 0]
        for request, _ in self.every():
            runs = [(str(plan), seed) for plan in plans(request) for seed in request["seeds"]]
            new = [run for run in runs if run not in known]
            known |= set(runs)
            steps = sum(alone / weight(plan) for plan in plans(request) for seed in request["seeds"] if (str(plan), seed) in new)
            sums = [a + b for a, b in zip(sums, [len(runs), len(new), steps])]
            lines.append(f"| {title(request)} | {len(runs)} | {len(new)} | {steps:,.0f} | {hours(steps)} |")
        self.add(*lines, f"| total | {sums[0]} | {sums[1]} | {sums[2]:,.0f} | {hours(sums[2])} |")
        self.add("Evaluations take additional time: about 12,000 windows of the development set after each epoch, which are read about three times as "
                 "fast as in training.")

    def steps_alone(self):
        """Steps of a run on questions alone: as the service counted them, else of windows that hold one question each."""
        for _, experiment in self.every():
            for run in (experiment or {}).get("runs", []):
                job = self.service.json("GET", "/jobs/" + run["jobId"]) if run.get("jobId") else {}
                if job.get("preflight") and len(job["plan"]["tasks"]) == 1:
                    return job["preflight"]["totalSteps"]
        plan = self.search[0]["plan"]
        return plan["epochs"] * math.ceil(plan["limits"]["train"]["squad-v2"] / BATCH)

    def learning_rate(self):
        self.add("## Learning rate")
        request, experiment = self.search
        values = " and ".join(f"{value:g}" for value in request["axes"][0]["values"])
        runs = scored(experiment)
        text = f"The learning rate is chosen among {values} by F1 on the same questions of the development set as all scores below, with seed 0 of " \
            "the baseline, before any table is trained. This favours the baseline a little. "
        if not runs:
            self.add(text + "None of its runs has finished.")
            return
        best = max(runs, key=lambda run: run["score"])
        empty = experiment["analysis"].get("alwaysEmpty")
        self.add(text + "; ".join(f"{run['arm']}: F1 {run['score']:.2f}" for run in runs)
                 + (f"; always empty: {empty:.2f}" if empty is not None else "") + f". The best finished run is {best['arm']}.")
        if empty is not None and best["score"] <= empty:
            self.add("**The baseline does not beat a program that never reads, so tables with this learning rate would show nothing.**")

    def table(self, request, experiment):
        self.add("## " + title(request))
        if not scored(experiment):
            self.add("None of its runs has finished. " + describe(request))
            return
        path = "/experiments/" + experiment["id"]
        for scores in ["threshold-0", "tuned"]:
            self.add(self.service.text(f"{path}/table?format=markdown&paper=true&scores={scores}").strip())
        for kind in FIGURES.get(name(request), []):
            figure = self.service.optional(f"{path}/figure?kind={kind}&format=svg&paper=true")
            if figure is not None:
                file = f"reproduction-{name(request).replace(' ', '-')}-{kind}.svg"
                target = os.path.join(os.path.dirname(self.out) or ".", "images")
                os.makedirs(target, exist_ok=True)
                with open(os.path.join(target, file), "wb") as image:
                    image.write(figure)
                self.add(f"![{title(request)}: {kind.replace('-', ' ')}, with the paper's values](images/{file})")

    def supported(self):
        self.add("## What the data supports")
        for question, wanted in [("Does mixing help, and at which weight?", "table 2"), ("Which auxiliary tasks help?", "table 1")]:
            request, experiment = next(pair for pair in self.tables if name(pair[0]) == wanted)
            analysis = (experiment or {}).get("analysis", {})
            text = f"- {question} "
            if not scored(experiment):
                self.lines.append(text + "No run has finished, so this is open.")
            else:
                state = "" if len(scored(experiment)) == planned(request, experiment) else \
                    f" (After {len(scored(experiment))} of {planned(request, experiment)} runs:)"
                self.lines.append(text.rstrip() + state + " " + analysis["sentence"] + " " + (analysis.get("power") or
                                  "The number of seeds that would show a difference is unknown until two arms have two seeds."))
        self.lines.append("")
        self.add("The power of three seeds is known in advance. With standard deviations of 0.5 points over seeds and 1.5 over articles, the interval "
                 "of a difference is ±1.34 with three seeds, ±0.95 with five and ±0.79 with eight ([statistics](statistics.md#coverage)): the "
                 f"paper's gain of {PAPER_GAIN:.2f} F1 at weight 0.8 lies within the first interval and just outside the last. Three seeds will most "
                 "likely show no difference of that size, and more than eight are needed to find it reliably.")

    def left(self):
        self.add("## Not finished")
        lines = []
        for request, experiment in self.every():
            left = [run for run in (experiment or {}).get("runs", []) if run["state"] != "SUCCEEDED"]
            if experiment is None:
                lines.append(f"- {title(request)}: not started ({planned(request, None)} runs).")
                continue
            if left:
                lines.append(f"- {title(request)}: {len(left)} of {planned(request, experiment)} runs: "
                             + "; ".join(self.state(run) for run in left) + ".")
            later = planned(request, experiment) - len(experiment["runs"])
            if later:
                lines.append(f"- {title(request)}: {later} runs with other values, which are added when these have finished.")
        self.add(*(lines or ["Every run has finished."]))
        self.add("`bench/reproduce.sh` continues at any time: it finds the experiments by their names, and finished runs are reused.")

    def state(self, run):
        text = f"{run['arm']}, seed {run['seed']}"
        if run["state"] == "OPEN":
            progress = self.service.json("GET", "/jobs/" + run["jobId"]).get("progress") or {}
            if progress.get("totalSteps"):
                rate = progress.get("examplesPerSecond")
                return text + f" (step {progress['step']} of {progress['totalSteps']}" \
                    + (f", {rate:.2f} examples a second)" if rate else ")")
        return text + (f" ({run['state'].lower()}: {run['problem']})" if run.get("problem") else "")

    def all_data(self):
        tokens = BATCH * LENGTH
        step = 6 * ENCODER_WEIGHTS * tokens + 3 * 4 * LAYERS * BATCH * LENGTH * LENGTH * WIDTH
        evaluation = EVALUATION_BATCHES * step / 3
        table2 = sum(1 / w for w in [0.5, 0.7, 0.8, 0.9, 1.0])
        table1 = 1 + 3 / 0.8
        self.add("## The paper's own size on one GPU")
        self.add(f"These figures are estimates, not measurements. bert-base-cased reads {BATCH} windows of {LENGTH} word pieces a step. Its encoder has "
                 f"{ENCODER_WEIGHTS / 1e6:.1f} million weights, so forward and backward pass take 6 operations per weight and word piece, and "
                 f"attention adds 12 x {LAYERS} layers x {BATCH} x {LENGTH}² x {WIDTH}: {step / 1e12:.1f} TFLOP a step. All 130,319 "
                 f"questions twice are {FULL_STEPS:,} steps without other tasks and {FULL_STEPS / 0.8:,.0f} at weight 0.8. At {GPU_FLOPS / 1e12:.0f} "
                 "TFLOP/s sustained in bf16, about a third of an A100's peak, a step takes "
                 f"{1000 * step / GPU_FLOPS:.0f} ms, and an evaluation of the development set {evaluation / GPU_FLOPS:.0f} s:")
        lines = ["| | runs with 3 seeds | steps | hours |", "|---|---|---|---|"]
        for what, share, arms in [("table 2", table2, 5), ("table 1", table1, 4)]:
            steps = 3 * share * FULL_STEPS
            lines.append(f"| {what} | {3 * arms} | {steps:,.0f} | {(steps * step + 3 * arms * 2 * evaluation) / GPU_FLOPS / 3600:.1f} |")
        self.add(*lines)
        self.add("A GPU at 10 TFLOP/s takes ten times as long. `POST /experiments?dryRun=true` with `{\"preset\": \"table-2\"}` estimates the "
                 "hours on the machine that receives it.")


def name(request):
    return request["name"].removeprefix(PREFIX)


def title(request):
    return name(request)[0].upper() + name(request)[1:]


def scored(experiment):
    return [run for run in (experiment or {}).get("runs", []) if "score" in run]


def plans(request):
    """The plans of an experiment's arms that matter for its size: what is trained, at which rate, and with which weight."""
    base = {key: request["plan"].get(key) for key in ["learningRate", "optimizer", "tasks"]}
    arms = [base]
    for axis in request["axes"]:
        arms = [changed(arm, axis["field"], value) for arm in arms for value in axis["values"]]
    if "equal-steps" in request.get("controls", []):
        arms.append(base | {"tasks": base["tasks"][:1], "control": "equal-steps", "weight": base["tasks"][0].get("weight", 1)})
    if "placebo" in request.get("controls", []):
        arms.append(base | {"control": "placebo"})
    return [tidy(arm) for arm in arms]


def changed(arm, field, value):
    if field.endswith(".weight"):
        return arm | {"tasks": [arm["tasks"][0] | {"weight": value}, *arm["tasks"][1:]]}
    return arm | {field: value}


def tidy(arm):
    """Weight 1 drops the other tasks."""
    lead = arm["tasks"][0]
    alone = len(arm["tasks"]) == 1 or lead.get("weight") == 1
    return arm | {"tasks": [{"dataset": lead["dataset"]}]} if alone else arm


def weight(plan):
    return plan.get("weight") or plan["tasks"][0].get("weight", 1)


def planned(request, experiment):
    return max(len((experiment or {}).get("runs", [])), len(plans(request)) * len(request["seeds"]))


def describe(request):
    axis = request["axes"][0]
    values = axis.get("labels") or [f"{value:g}" for value in axis["values"]]
    controls = [control for control in request.get("controls", []) if control != "baseline"]
    return f"Planned: `{axis['field']}` of {', '.join(values)}, {len(request['seeds'])} seed" \
        + ("s" if len(request["seeds"]) > 1 else "") + (", with " + " and ".join(controls) if controls else "") + "."


def hours(steps):
    return f"{steps * BATCH / 18 / 3600:.1f} to {steps * BATCH / 12 / 3600:.1f}"

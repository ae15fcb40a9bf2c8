#!/usr/bin/env python3
"""Measures how reliable a model's probabilities and thresholds are on articles that were not used to choose them.

  calibration.py [--service URL] [--model NAME] [--dataset NAME] [--targets 5,10,20] [--resamples 2000]

Prints, as Markdown, the reliability of the best span before calibration (its share of the softmax) and after it, and for each target ("at
most 5 % wrong among the answered") the threshold with its coverage and risk on the half of the articles that did not choose it. All of it is
computed here from the model's answers to its evaluation set (`/models/{model}/questions` and `nbest_predictions.json`), without the service's
code, and then compared with `/models/{model}/thresholds`; a difference above 1e-9 is an error.

Risk has two intervals of 95 %: Wilson's, which takes questions as independent, and that of a bootstrap over articles, which does not. The
second table repeats the targets with the halves exchanged. Python alone is enough.
"""
import argparse
import json
import math
import random
import urllib.parse
import urllib.request
import zlib
from collections import defaultdict

BINS, PAGE, EVERYTHING = 10, 200, 1e300
ONE_SIDED, TWO_SIDED = 1.6448536269514722, 1.959963984540054


class Service:
    def __init__(self, url, model, token):
        self.url, self.model, self.token = f"{url}/models/{urllib.parse.quote(model, safe='')}", model, token

    def get(self, path, **query):
        asked = urllib.parse.urlencode({name: value for name, value in query.items() if value is not None})
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}{path}?{asked}", headers=headers)) as response:
            return json.load(response)


class Question:
    """One question of the evaluation set: null odds, whether its best span is right, and that span's share of the softmax."""

    def __init__(self, item, candidates):
        self.article = item["article"] if item["article"] is not None else item["id"]
        self.first = zlib.crc32(self.article.encode()) % 2 == 0
        self.odds, self.span = item["nullOdds"], bool(item["bestSpan"]) and item["nullOdds"] is not None
        self.right = item["exact"] == 1
        self.share = next((one["probability"] for one in candidates if one["text"]), 0.0)


def questions(service, dataset):
    """Requests the questions at a threshold that answers all of them, so that `exact` is that of the best span."""
    items, start = [], 0
    while start is not None:
        page = service.get("/questions", dataset=dataset, threshold=EVERYTHING, limit=PAGE, **{"from": start})
        items += page["items"]
        start = page.get("next")
    candidates = service.get("/nbest_predictions.json", dataset=dataset)
    return page["dataset"], [Question(item, candidates[item["id"]]) for item in items]


def isotonic(points):
    """Pools of adjacent violators as [lowest x, highest x, sum of y, count]."""
    pools = []
    for x, y in sorted(points):
        if pools and pools[-1][1] == x:
            y, count = pools[-1][2] + y, pools[-1][3] + 1
            pools.pop()
        else:
            count = 1
        pools.append([x, x, y, count])
    merged = []
    for pool in pools:
        while merged and merged[-1][2] * pool[3] >= pool[2] * merged[-1][3]:
            left = merged.pop()
            pool = [left[0], pool[1], left[2] + pool[2], left[3] + pool[3]]
        merged.append(pool)
    return merged


def value(pools, x):
    """Constant within a pool and outside of all, linear between two."""
    if x <= pools[0][0]:
        return pools[0][2] / pools[0][3]
    for left, right in zip(pools, pools[1:]):
        if x <= left[1]:
            return left[2] / left[3]
        if x < right[0]:
            low, high = left[2] / left[3], right[2] / right[3]
            return low + (x - left[1]) / (right[0] - left[1]) * (high - low)
    return pools[-1][2] / pools[-1][3]


def reliability(pairs):
    """Expected calibration error and the bins of pairs of a probability and an outcome."""
    bins = defaultdict(list)
    for probability, right in pairs:
        bins[min(BINS - 1, int(probability * BINS))].append((probability, right))
    rows = {b: (len(found), sum(p for p, _ in found) / len(found), sum(r for _, r in found) / len(found)) for b, found in sorted(bins.items())}
    return sum(n * abs(mean - share) for n, mean, share in rows.values()) / len(pairs), rows


def wilson(wrong, answered, quantile):
    """An end of the interval, the upper one for a positive quantile."""
    if answered == 0:
        return 1.0 if quantile > 0 else 0.0
    risk, square = wrong / answered, quantile * quantile
    width = quantile * math.sqrt(risk * (1 - risk) / answered + square / (4 * answered * answered))
    return min(1.0, max(0.0, (risk + square / (2 * answered) + width) / (1 + square / answered)))


def chosen(asked, target):
    """The highest of the null odds whose upper bound of risk is within the target; None when there is none."""
    spans = sorted((one for one in asked if one.span), key=lambda one: one.odds)
    wrong, found = 0, None
    for i, one in enumerate(spans):
        wrong += not one.right
        last = i + 1 == len(spans) or spans[i + 1].odds != one.odds
        if last and wilson(wrong, i + 1, ONE_SIDED) <= target:
            found = one.odds
    return found


def answered(asked, threshold):
    found = [one for one in asked if one.span and one.odds <= threshold]
    return len(found), sum(not one.right for one in found)


def by_article(asked, threshold, resamples):
    """The 95 % interval of risk under draws of whole articles."""
    articles = defaultdict(list)
    for one in asked:
        articles[one.article].append(one)
    counts = [answered(group, threshold) for group in articles.values()]
    rng, risks = random.Random(1), []
    for _ in range(resamples):
        drawn = rng.choices(counts, k=len(counts))
        total = sum(n for n, _ in drawn)
        risks.append(sum(wrong for _, wrong in drawn) / total if total else 0.0)
    risks.sort()
    return risks[int(0.025 * resamples)], risks[int(0.975 * resamples)]


def percent(share):
    return f"{100 * share:.1f}"


def show_reliability(asked):
    """Fits on one half, reports on the other."""
    spans = [one for one in asked if one.span]
    fitting, others = ([one for one in spans if one.first == first] for first in (True, False))
    pools = isotonic([(-one.odds, int(one.right)) for one in fitting])
    before = reliability([(one.share, one.right) for one in others])
    after = reliability([(value(pools, -one.odds), one.right) for one in others])
    print(f"Fitted on {len(fitting)} questions of {len({one.article for one in fitting})} articles, reported on {len(others)} of "
          f"{len({one.article for one in others})} others. ECE before {before[0]:.4f}, after {after[0]:.4f}.\n")
    print("| probability | before: questions | mean | right | after: questions | mean | right |\n" + "|---" * 7 + "|")
    for b in sorted(before[1].keys() | after[1].keys()):
        cells = [f"{n} | {mean:.3f} | {share:.3f}" for n, mean, share in (rows.get(b, (0, 0, 0)) for rows in (before[1], after[1]))]
        print(f"| {b / BINS:.1f} to {(b + 1) / BINS:.1f} | {' | '.join(cells)} |")
    return {"fittedOn": len(fitting), "reportedOn": len(others), "before": before[0], "after": after[0]}


def show_targets(asked, targets, first, resamples):
    choosing, others = ([one for one in asked if one.first == half] for half in (first, not first))
    print("| at most wrong % | threshold | answered % | wrong % | Wilson | over articles | wrong % where chosen |\n" + "|---" * 7 + "|")
    found = {}
    for target in targets:
        threshold = chosen(choosing, target)
        if threshold is None or not others:
            print(f"| {percent(target)} | not reached | | | | | |")
            continue
        count, wrong = answered(others, threshold)
        there, missed = answered(choosing, threshold)
        ends, risk = [wilson(wrong, count, sign * TWO_SIDED) for sign in (-1, 1)], wrong / count if count else 0.0
        print(f"| {percent(target)} | {threshold:.3f} | {percent(count / len(others))} | {percent(risk)} | {' to '.join(map(percent, ends))} | "
              f"{' to '.join(map(percent, by_article(others, threshold, resamples)))} | {percent(missed / there)} |")
        found[target] = (threshold, count / len(others), risk, *ends)
    return found


def differences(study, fitted, found):
    """The figures of the service that differ from those computed here."""
    theirs, calibration = {round(one["target"], 9): one for one in study["targets"]}, study.get("calibration")
    pairs = [(f"target {target}", found.get(target), theirs.get(target) and tuple(theirs[target][name] for name in ("threshold", "coverage", "risk", "riskLow", "riskHigh")))
             for target in found.keys() | theirs.keys()]
    if calibration:
        pairs.append(("calibration", tuple(fitted.values()),
                      (calibration["fittedOn"], calibration["reportedOn"], calibration["before"]["ece"], calibration["after"]["ece"])))
    return [pair for pair in pairs if not pair[1] or not pair[2] or max(abs(a - b) for a, b in zip(*pair[1:])) > 1e-9]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--service", default="http://127.0.0.1:8080")
    parser.add_argument("--model", default="default", help="alias, id or name")
    parser.add_argument("--dataset", help="required if the model was evaluated on several datasets with questions")
    parser.add_argument("--targets", default="5,10,20", help="largest shares of wrong answers, in percent")
    parser.add_argument("--resamples", type=int, default=2000)
    parser.add_argument("--token")
    options = parser.parse_args()
    targets = [round(float(percents) / 100, 9) for percents in options.targets.split(",")]
    service = Service(options.service, options.model, options.token)
    dataset, asked = questions(service, options.dataset)
    study = service.get("/thresholds", dataset=dataset, targets=options.targets)
    print(f"### {study['name']} on {dataset}: {len(asked)} questions\n")
    fitted = show_reliability(asked)
    print("\nThresholds chosen on the first half of the articles, reported on the second:\n")
    found = show_targets(asked, targets, True, options.resamples)
    print("\nChosen on the second half, reported on the first:\n")
    show_targets(asked, targets, False, options.resamples)
    wrong = differences(study, fitted, found)
    print(f"\nThe service's figures {'differ: ' + str(wrong) if wrong else 'are the same'}.")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()

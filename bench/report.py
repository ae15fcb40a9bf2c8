"""Writes docs/benchmarks.md, or another file, from the rows measured so far."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

INTRO = """# Benchmarks

Written by `bench/compare.sh`; every row was measured with both sides taking turns (A B A B), same weights, same inputs, same number
of threads, after each side has warmed up. Figures are medians of the turns, in brackets the smallest and largest. A ratio is the median of the
ratios of the pairs: over 1 means ours is faster. Peak memory is the process's highest resident memory.
"""


def write(results, path):
    parts = [INTRO, machines(results)]
    parts += [part for part in (training(results), real(results), answering(results), parts_alone(ROOT / "target/bench/jmh.json"),
                              ceiling(results)) if part]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts))
    print(f"wrote {path}")


def machines(results):
    text, seen = [], {}
    for name, row in results.items():
        about = row["machine"]
        seen.setdefault((about["cpu"], about["cores"], about["threads"], tuple(about["features"]), about["memoryBytes"], about["system"]), []).append(
            (about["when"], about["commit"]))
    for (cpu, cores, threads, features, memory, system), when in seen.items():
        text.append(f"- {cpu}, {cores} cores, {threads} threads, {', '.join(features)}, {memory / 2**30:.0f} GB, {system}; "
                    f"measured {min(when)[0]} to {max(when)[0]}, commits {', '.join(sorted({c for _, c in when}))}")
    versions = {}
    for row in results.values():
        for side in (row.get("versions") or {}).values():
            if isinstance(side, dict):
                for name, version in side.items():
                    versions.setdefault(name, set()).add(version)
    text.append("- versions: " + ", ".join(f"{name} {' and '.join(sorted(found))}" for name, found in sorted(versions.items())))
    disturbed = [f"{name} ({100 * row['foreignLoad']:.0f} %)" for name, row in results.items() if (row.get("foreignLoad") or 0) > 0.05]
    if disturbed:
        text.append("- **other processes took more than 5 % of the processors during: " + ", ".join(disturbed) + "; do not rely on these rows**")
    return "\n".join(text) + "\n"


def figure(side, scale=1.0, digits=0):
    return f"{side['median'] * scale:.{digits}f} ({side['min'] * scale:.{digits}f}-{side['max'] * scale:.{digits}f})"


def gigabytes(side):
    return f"{side['peakMemoryBytes'] / 1e9:.2f}" if side["peakMemoryBytes"] else "?"


def share(results, side, kind):
    """Of the best matrix product in a precision."""
    row = results.get("ceiling")
    if not row or "ceiling" not in row or "flopsPerSecond" not in side:
        return "?"
    return f"{100 * side['flopsPerSecond'] / row['ceiling'][kind]['flopsPerSecond']:.0f} %"


def training(results):
    rows = {name[len("train-"):]: row for name, row in results.items() if name.startswith("train-")}
    lines = ["## Training step", "", "Forward, backward, clipping and AdamW (transformers: fused), dropout 0.1, full rows; milliseconds. Share: of the best matrix product, see below.", "",
             "| model, rows x tokens, precision | ours | transformers sdpa | ratio | ours / transformers fp32 | share ours | share theirs | optimiser ours / theirs | peak GB ours / theirs |",
             "|---|---|---|---|---|---|---|---|---|"]
    for name, row in rows.items():
        if "skipped" in row:
            lines.append(f"| {name} | skipped: {row['skipped']} |||||||| ")
            continue
        ours, theirs = row["sides"]["ours"], row["sides"]["transformers sdpa"]
        kind = name.rsplit("-", 1)[1]
        base = rows.get(name.rsplit("-", 1)[0] + "-fp32")
        against = f"{base['sides']['transformers sdpa']['median'] / ours['median']:.2f}" if base and "sides" in base else "?"
        lines.append(f"| {name} | {figure(ours, 1e3)} | {figure(theirs, 1e3)} | **{figure(row['ratio'], 1, 2)}** | {against} | {share(results, ours, kind)} | {share(results, theirs, kind)} | "
                     f"{100 * ours['optimiserShare']:.1f} % / {100 * theirs['optimiserShare']:.1f} % | {gigabytes(ours)} / {gigabytes(theirs)} |")
    return "\n".join(lines) + "\n" if rows else ""


def real(results):
    lines = []
    for name, row in results.items():
        if not name.startswith("real-"):
            continue
        lines += ["## Real training", "", f"{name[len('real-'):]}, SQuAD 2.0 questions, at most 384 tokens, batch 16, AdamW, dropout 0.1, fp32, {row.get('steps')} steps each; "
                  "examples (windows) per second over all steps. Share: of the best matrix product, padding not counted as work.", "",
                  "| | examples/s | turns | ours is | share | peak GB |", "|---|---|---|---|---|---|"]
        for side, value in row.get("sides", {}).items():
            ratio = row["ratios"].get(side)
            lines.append(f"| {side} | {value['overall']:.2f} | {figure(value, 1, 2)} | {f'**{ratio:.2f}x**' if ratio else ''} | "
                         f"{share(results, value, 'fp32')} | {gigabytes(value)} |")
        lines.append("")
    return "\n".join(lines)


def answering(results):
    rows = {name: row for name, row in results.items() if name.startswith("answer-")}
    if not rows:
        return ""
    lines = ["## Answering", "", f"Real SQuAD 2.0 dev questions with their contexts; every client asks one at a time. Each side has answered "
             f"{max(row.get('warmUp', 0) for row in rows.values())} questions before it is measured. Share: of the best matrix product in its precision.", "",
             "| clients | side | questions/s | p50 ms | p99 ms | ours is (questions/s) | ours / theirs (p50) | ours in bf16 is | ours in bf16 / theirs | share | peak GB |",
             "|---|---|---|---|---|---|---|---|---|---|---|"]
    for row in rows.values():
        for side, value in row.get("sides", {}).items():
            compared = [cell for ours in ("ours", "ours, bf16") for cell in beside(row, ours, side)]
            how = f" ({value['how']})" if value.get("how") else ""
            lines.append(f"| {row['clients']} | {side}{how} | {figure(value, 1, 1)} | {value['p50'] * 1e3:.1f} | {value['p99'] * 1e3:.1f} | "
                         f"{' | '.join(compared)} | {share(results, value, 'bf16' if side.endswith('bf16') else 'fp32')} | {gigabytes(value)} |")
    lines += [f"\nskipped: {row['skipped']}" for row in rows.values() if "skipped" in row][:1]
    return "\n".join(lines) + "\n"


def beside(row, ours, side):
    """Cells for how many times as many questions ours answers as a side, and ours in its median time."""
    ratio, latency = row["ratios"].get(ours, {}).get(side), row["latencyRatios"].get(ours, {}).get(side)
    return [f"**{figure(ratio, 1, 2)}x**", f"{latency:.2f}"] if ratio else ["", ""]


def parts_alone(path):
    """What bench/jmh.sh measured last."""
    if not path.exists():
        return ""
    lines = ["## Parts on their own", "", "JMH, one thread (`bench/jmh.sh`); mean and 99.9 % interval.", "", "| benchmark | time |", "|---|---|"]
    for one in json.loads(path.read_text()):
        metric, parameters = one["primaryMetric"], ", ".join(f"{value} {name}" for name, value in (one.get("params") or {}).items())
        lines.append(f"| {'.'.join(one['benchmark'].split('.')[-2:])}{f' ({parameters})' if parameters else ''} | "
                     f"{metric['score']:.1f} ± {float(metric['scoreError']):.1f} {metric['scoreUnit'].split('/')[0]} |")
    return "\n".join(lines) + "\n"


def ceiling(results):
    row = results.get("ceiling")
    if not row:
        return ""
    lines = ["## The best matrix products", "", "Tokens x inputs x outputs of the models' linear layers; GFLOP/s, the best of several runs of each library.", ""]
    libraries = [("fp32", name) for name in row["shapes"][0]["fp32"]] + [("bf16", name) for name in row["shapes"][0]["bf16"]]
    lines += ["| shape | " + " | ".join(f"{name} {kind}" for kind, name in libraries) + " |", "|---" * (len(libraries) + 1) + "|"]
    for shape in row["shapes"]:
        lines.append(f"| {' x '.join(map(str, shape['shape']))} | " + " | ".join(f"{shape[kind][name] / 1e9:.0f}" for kind, name in libraries) + " |")
    lines.append("\nThe ceiling that shares refer to: " + ", ".join(f"{kind} {top['flopsPerSecond'] / 1e9:.0f} GFLOP/s ({top['library']})" for kind, top in row["ceiling"].items()) + ".")
    return "\n".join(lines) + "\n"

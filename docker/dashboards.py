#!/usr/bin/env python3
"""Draws the Grafana dashboards of docker/grafana/dashboards without Grafana.

    docker/dashboards.py [--prometheus ADDRESS] [--seconds 720] [--scrape-interval 10] [--to docs/images]

Asks a running Prometheus for every query of every panel as Grafana would, lays the panels out by their gridPos, draws
each by its type, units and colours, and lets Chromium make one picture per dashboard: dashboard-training.png and so on.
Knows what these dashboards use of Grafana, and ends with an error where they use anything else. Ends with 1 and names
the panels when a query fails; lists the panels that have no data. Needs Python 3 and Chromium, nothing else.

docker/check.py reads the dashboards and asks Prometheus with what is here, too.
"""
import argparse
import datetime
import html
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
BOARDS = ROOT / "docker/grafana/dashboards"

WIDTH, MARGIN, GAP, ROW = 1600, 16, 8, 30
COLOURS = {"green": "#73bf69", "yellow": "#fade2a", "orange": "#ff9830", "red": "#f2495c", "blue": "#5794f2", "purple": "#b877d9"}
CLASSIC = ["#73bf69", "#f2cc0c", "#8ab8ff", "#ff780a", "#f2495c", "#5794f2", "#b877d9", "#705da0", "#37872d", "#fade2a"]
ORANGES = [(38, 25, 18), (140, 60, 10), (230, 115, 20), (255, 190, 90), (255, 240, 200)]


class UnknownFeature(Exception):
    """A dashboard uses something of Grafana that is not drawn here."""


# What the dashboards are and how Grafana asks for them.

def boards():
    return [(file, json.loads(file.read_text())) for file in sorted(BOARDS.glob("*.json"))]


def targets(panel):
    return [target for target in panel.get("targets", []) if not target.get("hide")]


def resolve(expression, step=10, scrape_interval=10):
    """Grafana's variables; $__rate_interval always holds four scrapes, so that a rate has two even when one is missed."""
    values = {"__rate_interval": max(step + scrape_interval, 4 * scrape_interval), "__interval": step}
    return re.sub(r"\$(?:\{(\w+)\}|(\w+))", lambda found: variable(values, found.group(1) or found.group(2)), expression)


def variable(values, name):
    if name not in values:
        raise UnknownFeature(f"the variable ${name}")
    return f"{values[name]}s"


def ask(address, path, **parameters):
    """Prometheus' answer; an error it has with the query is a ValueError."""
    query = urllib.parse.urlencode(parameters)
    try:
        with urllib.request.urlopen(f"{address.rstrip('/')}/api/v1/{path}?{query}") as answer:
            return json.load(answer)["data"]
    except urllib.error.HTTPError as error:
        raise ValueError(json.load(error)["error"]) from error


def unscraped(prometheus):
    """What Prometheus does not get, and why."""
    return [f"{target['scrapeUrl']} is not scraped: {target['lastError']}" for target in ask(prometheus, "targets")["activeTargets"]
            if target["health"] != "up"]


class Window:
    """The time that is drawn, in steps as Grafana chooses them."""

    NICE = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800)

    def __init__(self, begin, end, scrape_interval):
        self.scrape_interval = scrape_interval
        self.step = next((one for one in self.NICE if one >= max(scrape_interval, (end - begin) / 500)), self.NICE[-1])
        self.begin, self.end = begin - begin % self.step, end - end % self.step
        self.times = [self.begin + i * self.step for i in range(int((self.end - self.begin) / self.step) + 1)]

    def query(self, prometheus, target):
        """Label sets and values at the window's times; None where there is none (or NaN, the quotient of nothing)."""
        expression = resolve(target["expr"], self.step, self.scrape_interval)
        found = ask(prometheus, "query_range", query=expression, start=self.begin, end=self.end, step=self.step)["result"]
        for one in found:
            values = {round(at): float(value) for at, value in one["values"]}
            row = [values.get(round(at)) for at in self.times]
            yield one["metric"], [value if value is not None and math.isfinite(value) else None for value in row]


class Series:
    def __init__(self, name, values, panel, index):
        self.name, self.values = name, values
        field = {**panel["fieldConfig"]["defaults"]}
        custom = {**field.pop("custom", {})}
        for override in panel["fieldConfig"].get("overrides", []):
            if matches(override["matcher"], name):
                for property in override["properties"]:
                    if property["id"].startswith("custom."):
                        custom[property["id"][7:]] = property["value"]
                    else:
                        field[property["id"]] = property["value"]
        self.field, self.custom = field, custom
        colour = field.get("color", {"mode": "palette-classic"})
        if colour["mode"] == "fixed":
            self.colour = COLOURS.get(colour["fixedColor"], colour["fixedColor"])
        elif colour["mode"] == "thresholds":
            self.colour = threshold(field, self.last())
        else:
            self.colour = CLASSIC[index % len(CLASSIC)]

    def last(self):
        return next((value for value in reversed(self.values) if value is not None), None)

    def dash(self):
        style = self.custom.get("lineStyle", {})
        return ' stroke-dasharray="%s"' % " ".join(map(str, style["dash"])) if style.get("fill") == "dash" else ""


def matches(matcher, name):
    if matcher["id"] == "byName":
        return matcher["options"] == name
    if matcher["id"] == "byRegexp":
        return re.search(matcher["options"].strip("/"), name) is not None
    raise UnknownFeature(f"the matcher {matcher['id']}")


def threshold(field, value):
    colour = "text"
    for step in field["thresholds"]["steps"]:
        if step["value"] is None or (value is not None and value >= step["value"]):
            colour = step["color"]
    return COLOURS.get(colour, "#ccccdc")


def series(panel, window, prometheus):
    found = []
    for target in targets(panel):
        rows = sorted(((legend(target, labels), values) for labels, values in window.query(prometheus, target)), key=lambda row: row[0])
        found += [row for row in rows if any(value is not None for value in row[1])]
    return [Series(name, values, panel, index) for index, (name, values) in enumerate(found)]


def legend(target, labels):
    return re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda found: labels.get(found.group(1), ""), target["legendFormat"])


# Numbers as Grafana writes them.

TIMES = [(1e-6, 1e-9, "ns"), (1e-3, 1e-6, "µs"), (1, 1e-3, "ms"), (60, 1, "s"), (3600, 60, "min"), (86400, 3600, "hours"), (math.inf, 86400, "days")]
BYTES = [(1024.0 ** (i + 1), 1024.0 ** i, unit) for i, unit in enumerate(("B", "KiB", "MiB", "GiB", "TiB"))]
SHORT = [(1e3, 1, ""), (1e6, 1e3, "K"), (1e9, 1e6, "Mil"), (math.inf, 1e9, "Bil")]


def written(value, unit, decimals=None, spacing=None):
    """A number and its unit; as many decimals as three digits (or the spacing of an axis) need."""
    if unit == "percentunit":
        scale, suffix = 0.01, "%"
    elif unit in ("s", "bytes", "short"):
        table = {"s": TIMES, "bytes": BYTES, "short": SHORT}[unit]
        size = abs(value) or (spacing or 1)
        scale, suffix = next(((scale, name) for below, scale, name in table if size < below), table[-1][1:])
    elif unit == "reqps":
        scale, suffix = 1, "req/s"
    else:
        raise UnknownFeature(f"the unit {unit}")
    number = value / scale
    if decimals is not None:
        return f"{number:.{decimals}f}", suffix
    if spacing:
        exact = (digits for digits in range(7) if math.isclose(round(spacing / scale, digits), spacing / scale, rel_tol=1e-6))
        return f"{number:.{next(exact, 6)}f}", suffix
    digits = 0 if number == 0 else min(6, max(0, 2 - math.floor(math.log10(abs(number)))))
    text = f"{number:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text, suffix


def label(value, unit, decimals=None, spacing=None):
    number, suffix = written(value, unit, decimals, spacing)
    return number + ("" if suffix in ("", "%") else " ") + suffix


def spacing(length, count, unit):
    """A round distance of about count lines."""
    if unit == "s" and length / count > 10:
        return next((one for one in (15, 30, 60, 120, 300, 600, 900, 1800) if one >= length / count), 3600 * math.ceil(length / count / 3600))
    base = 1024.0 ** math.floor(math.log(length, 1024)) if unit == "bytes" and length > 1 else 1
    rough = length / count / base
    power = 10 ** math.floor(math.log10(rough))
    return base * power * next(nice for nice in (1, 2, 2.5, 5, 10) if nice * power >= rough - 1e-12)


# Drawing.

class Scale:
    """From values to heights, linear or logarithmic."""

    def __init__(self, drawn, height, stacked):
        field, custom = drawn[0].field, drawn[0].custom
        self.unit, self.decimals, self.height = field["unit"], field.get("decimals"), height
        self.log = custom.get("scaleDistribution", {}).get("type") == "log"
        values = [value for one in stacked for value in one if value is not None]
        low, high = min(values), max(values)
        if self.log:
            low = min((value for value in values if value > 0), default=1e-3)
            self.low, self.high = 10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(max(high, low * 1.01)))
            self.marks = [10.0 ** i for i in range(round(math.log10(self.low)), round(math.log10(self.high)) + 1)]
            return
        low, high = min(low, field.get("min", low)), max(high, field.get("max", high))
        if high == low:
            low, high = (low, low + 1) if low >= 0 else (low - 1, low + 1)
        self.spacing = spacing(high - low, max(3, height // 38), self.unit)
        if self.decimals == 0:
            self.spacing = max(1, self.spacing)
        self.low = low if low == field.get("min") else math.floor(low / self.spacing) * self.spacing
        self.high = high if high == field.get("max") else math.ceil(high / self.spacing - 1e-9) * self.spacing
        count = int((self.high - self.low) / self.spacing + 1e-9)
        self.marks = [self.low + i * self.spacing for i in range(count + 1)]

    def at(self, value):
        if self.log:
            value = max(value, self.low)
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(self.height * (1 - min(1, max(0, share))), 1)

    def labels(self):
        return [(self.at(mark), label(mark, self.unit, self.decimals, None if self.log else self.spacing)) for mark in self.marks]


def text(x, y, words, anchor="start", size=11, fill="#8e8e9c", weight=400):
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" fill="{fill}">{html.escape(words)}</text>'


def time_axis(window, left, width, height):
    """Where times are written: about every 90 pixels, at round times."""
    seconds = window.end - window.begin
    distance = next(one for one in (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 86400) if width * one / seconds >= 55)
    marks = []
    at = window.begin - window.begin % distance + distance
    while at < window.end:
        x = round(left + width * (at - window.begin) / seconds, 1)
        clock = datetime.datetime.fromtimestamp(at, datetime.timezone.utc).strftime("%H:%M" if distance >= 60 else "%H:%M:%S")
        marks.append(f'<line x1="{x}" x2="{x}" y1="0" y2="{height}" stroke="#26262d"/>' + text(x, height + 15, clock, "middle"))
        at += distance
    return "".join(marks)


def svg(width, height, content):
    return f'<svg width="{width}" height="{height}" viewBox="0 -6 {width} {height}">{content}</svg>'


def stack(drawn):
    """What each series reaches from and to, where they stand on each other."""
    base, spans = [0.0] * len(drawn[0].values), []
    for one in drawn:
        top = [None if value is None else below + value for value, below in zip(one.values, base)]
        spans.append((list(base), top))
        base = [below if above is None else above for below, above in zip(base, top)]
    return spans


def timeseries(panel, window, drawn, width, height):
    custom = panel["fieldConfig"]["defaults"].get("custom", {})
    mode = custom.get("stacking", {}).get("mode", "none")
    if custom.get("drawStyle", "line") != "line" or mode not in ("none", "normal") or panel["options"]["legend"]["displayMode"] != "list":
        raise UnknownFeature(f"the drawing style {custom} with the legend {panel['options']['legend']}")
    # The legend is below; it has as many lines as its words need.
    legend_height = 20 * legend_lines([one.name for one in drawn], width)
    plot = height - legend_height - 34
    spans = stack(drawn) if mode == "normal" else [(None, one.values) for one in drawn]
    sides = {}
    for side in ("left", "right"):
        mine = [index for index, one in enumerate(drawn) if (one.custom.get("axisPlacement") == "right") == (side == "right")]
        if mine:
            sides[side] = Scale([drawn[index] for index in mine], plot, [spans[index][1] for index in mine])
    words = {side: max(len(name) for _, name in scale.labels()) * 6.8 + 12 for side, scale in sides.items()}
    left, right = words.get("left", 8), words.get("right", 8)
    inner = width - left - right
    out = [time_axis(window, left, inner, plot)]
    for side, scale in sides.items():
        for y, name in scale.labels():
            if side == "left" or "left" not in sides:
                out.append(f'<line x1="{left}" x2="{width - right}" y1="{y}" y2="{y}" stroke="#2c2c34"/>')
            out.append(text(left - 6 if side == "left" else width - right + 6, y + 4, name, "end" if side == "left" else "start"))
    x = [round(left + inner * (at - window.begin) / (window.end - window.begin), 1) for at in window.times]
    for one, (base, tops) in zip(drawn, spans):
        scale = sides["right" if one.custom.get("axisPlacement") == "right" else "left"]
        out.append(curve(one, x, base, tops, scale, plot))
    return svg(width, plot + 24, "".join(out)) + legend_of(drawn)


def runs(values):
    """Index ranges without a gap."""
    begin = None
    for index, value in enumerate(values + [None]):
        if value is not None and begin is None:
            begin = index
        elif value is None and begin is not None:
            yield range(begin, index)
            begin = None


def curve(one, x, base, tops, scale, plot):
    out = []
    steps = one.custom.get("lineInterpolation") == "stepAfter"
    for run in runs(tops):
        if len(run) == 1 and one.custom.get("showPoints") != "always":
            out.append(f'<circle cx="{x[run[0]]}" cy="{scale.at(tops[run[0]])}" r="2" fill="{one.colour}"/>')
            continue
        top = points([(x[i], scale.at(tops[i])) for i in run], steps)
        opacity = one.custom.get("fillOpacity", 0) / 100
        if opacity:
            bottom = points([(x[i], scale.at(base[i]) if base else plot) for i in run], steps)
            shape = " ".join(f"{a},{b}" for a, b in top + bottom[::-1])
            out.append(f'<polygon points="{shape}" fill="{one.colour}" fill-opacity="{opacity}"/>')
        line = " ".join(f"{a},{b}" for a, b in top)
        out.append(f'<polyline points="{line}" fill="none" stroke="{one.colour}" stroke-width="1.5" stroke-linejoin="round"{one.dash()}/>')
    return "".join(out)


def points(line, steps):
    if not steps:
        return line
    result = line[:1]
    for before, after in zip(line, line[1:]):
        result += [(after[0], before[1]), after]
    return result


def legend_lines(names, width):
    lines, used = 1, 0
    for name in names:
        needed = 34 + 6.6 * len(name)
        if used and used + needed > width:
            lines, used = lines + 1, 0
        used += needed
    return lines


def legend_of(drawn):
    return '<div class="legend">' + "".join(
        f'<span><i style="background:{one.colour}"></i>{html.escape(one.name)}</span>' for one in drawn) + "</div>"


def stat(panel, window, drawn, width, height):
    one = drawn[0]
    number, suffix = written(one.last(), one.field["unit"], one.field.get("decimals"))
    values = [value for value in one.values if value is not None]
    low, high = min(0, *values), max(values)
    top = height * 0.55
    out = []
    if len(values) > 1 and panel["options"].get("graphMode") == "area":
        scale = lambda value: round(height - 1 - (height - top) * ((value - low) / (high - low) if high > low else 0), 1)
        for run in runs(one.values):
            x = [round(width * index / (len(one.values) - 1), 1) for index in run]
            line = " ".join(f"{a},{scale(one.values[i])}" for a, i in zip(x, run))
            out.append(f'<polygon points="{x[0]},{height} {line} {x[-1]},{height}" fill="{one.colour}" fill-opacity="0.15"/>'
                       f'<polyline points="{line}" fill="none" stroke="{one.colour}" stroke-opacity="0.7"/>')
    picture = f'<svg class="spark" width="{width}" height="{height}">{"".join(out)}</svg>'
    unit = f'<small>{suffix}</small>' if suffix == "%" else f' <small>{suffix}</small>'
    return f'{picture}<div class="stat" style="color:{one.colour};height:{height}px">{number}{unit}</div>'


def heatmap(panel, window, drawn, width, height):
    """Cumulative buckets become counts; one row of cells per bucket, as Grafana draws those of a classic histogram."""
    unit = panel["options"]["yAxis"]["unit"]
    buckets = sorted(((float(one.name.replace("+Inf", "inf")), one.values) for one in drawn), key=lambda one: one[0])
    counts, below = [], [0.0] * len(window.times)
    for _, row in buckets:
        counts.append([None if value is None else max(0, value - less) for value, less in zip(row, below)])
        below = [less if value is None else value for value, less in zip(row, below)]
    most = max((value for row in counts for value in row if value is not None), default=0) or 1
    plot, left = height - 34, 62
    cell_width, cell_height = (width - left - 8) / len(window.times), plot / len(buckets)
    out = [time_axis(window, left, width - left - 8, plot)]
    for index, row in enumerate(counts):
        y = plot - (index + 1) * cell_height
        for at, value in enumerate(row):
            if value is not None and value > 0.01:
                out.append(f'<rect x="{left + at * cell_width:.1f}" y="{y:.1f}" width="{cell_width + 0.3:.1f}" height="{cell_height + 0.3:.1f}" '
                           f'fill="{heat((value / most) ** panel["options"]["color"]["exponent"])}"/>')
    distance = max(1, round(len(buckets) / 7))
    for index in range(0, len(buckets), distance):
        if math.isfinite(buckets[index][0]):
            out.append(text(left - 6, plot - index * cell_height - cell_height / 2 + 4, label(buckets[index][0], unit), "end"))
    return svg(width, plot + 24, "".join(out))


def heat(share):
    place = min(share, 1) * (len(ORANGES) - 1)
    index = min(int(place), len(ORANGES) - 2)
    return "#" + "".join(f"{round(a + (b - a) * (place - index)):02x}" for a, b in zip(ORANGES[index], ORANGES[index + 1]))


KINDS = {"timeseries": timeseries, "stat": stat, "heatmap": heatmap}


STYLE = """
* { box-sizing: border-box; margin: 0 }
body { background: #111217; color: #ccccdc; font: 12px Inter, "Liberation Sans", Arial, sans-serif; width: %dpx; position: relative }
header { padding: 14px 16px 0; display: flex; justify-content: space-between; align-items: baseline }
h1 { font-size: 18px; font-weight: 500 }
header span, footer { color: #8e8e9c }
footer { position: absolute; left: 16px; right: 16px }
section { position: absolute; background: #181b1f; border: 1px solid #25272e; border-radius: 2px; overflow: hidden }
h2 { font-size: 13px; font-weight: 500; padding: 7px 10px 0; height: 30px }
.legend { padding: 0 10px; line-height: 20px; display: flex; flex-wrap: wrap; column-gap: 14px }
.legend span { white-space: nowrap }
.legend i { display: inline-block; width: 14px; height: 4px; border-radius: 2px; margin-right: 6px; vertical-align: 3px }
.stat { position: absolute; left: 0; right: 0; bottom: 14px; display: flex; align-items: center; justify-content: center; font-size: 34px; font-weight: 500; white-space: pre }
.stat small { font-size: 20px }
.spark { position: absolute; left: 0; bottom: 0 }
.nothing { display: flex; align-items: center; justify-content: center; color: #8e8e9c }
svg { display: block; font-family: inherit }
"""


class Picture:
    """One dashboard as a page."""

    def __init__(self, file, board, prometheus, window):
        self.file, self.board, self.prometheus, self.window = file, board, prometheus, window
        self.failed, self.empty, self.bottom = [], [], 0

    def page(self):
        panels = "".join(self.panel(panel) for panel in self.board["panels"])
        clock = lambda at, form: datetime.datetime.fromtimestamp(at, datetime.timezone.utc).strftime(form)
        times = clock(self.window.begin, "%Y-%m-%d %H:%M:%S to ") + clock(self.window.end, "%H:%M:%S UTC")
        self.height = self.bottom + 34
        return (f'<!doctype html><meta charset="utf-8"><style>{STYLE % WIDTH}</style><header><h1>{html.escape(self.board["title"])}</h1>'
                f'<span>{times}</span></header>{panels}<footer style="top:{self.bottom + 8}px">Not a screenshot of Grafana: drawn by docker/dashboards.py '
                f'from docker/grafana/dashboards/{self.file.name}, every value as a real Prometheus recorded it from a running service.</footer>')

    def panel(self, panel):
        place, unit = panel["gridPos"], (WIDTH - 2 * MARGIN + GAP) / 24
        width, height = round(place["w"] * unit - GAP), place["h"] * (ROW + GAP) - GAP
        left, top = round(MARGIN + place["x"] * unit), 48 + place["y"] * (ROW + GAP)
        self.bottom = max(self.bottom, top + height)
        return (f'<section style="left:{left}px;top:{top}px;width:{width}px;height:{height}px"><h2>{html.escape(panel["title"])}</h2>'
                f'{self.content(panel, width - 2, height - 32)}</section>')

    def content(self, panel, width, height):
        name = f"{self.board['title']}: {panel['title']}"
        try:
            if panel["type"] not in KINDS:
                raise UnknownFeature(f"the panel type {panel['type']}")
            drawn = series(panel, self.window, self.prometheus)
            if drawn:
                return KINDS[panel["type"]](panel, self.window, drawn, width, height)
            self.empty.append(name)
        except (ValueError, UnknownFeature) as error:
            kind = "not known here: " if isinstance(error, UnknownFeature) else ""
            self.failed.append(f"{name}: {kind}{error}")
        return f'<div class="nothing" style="height:{height - 20}px">No data</div>'


def photograph(page, height, to):
    browser = next((found for found in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if found), None)
    if not browser:
        sys.exit("Chromium is needed to make pictures (apt install chromium)")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "page.html"
        file.write_text(page)
        subprocess.run([browser, "--headless", *(["--no-sandbox"] if os.geteuid() == 0 else []), "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1",
                        f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},{height}", f"--screenshot={to}", file.as_uri()],
                       check=True, capture_output=True, timeout=120)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--prometheus", metavar="ADDRESS", default="http://127.0.0.1:9090")
    options.add_argument("--seconds", type=float, default=720, help="how much of the past is drawn")
    options.add_argument("--until", type=float, default=None, metavar="TIME", help="its end, in seconds since 1970; now when left out")
    options.add_argument("--scrape-interval", type=int, default=10, metavar="SECONDS", help="as in prometheus.yml")
    options.add_argument("--to", type=pathlib.Path, default=ROOT / "docs/images", metavar="FOLDER")
    options = options.parse_args()
    end = options.until or time.time()
    window = Window(end - options.seconds, end, options.scrape_interval)
    failed = unscraped(options.prometheus)
    for file, board in boards():
        picture = Picture(file, board, options.prometheus, window)
        page = picture.page()
        failed += picture.failed
        for name in picture.empty:
            print(f"no data: {name}")
        to = options.to.resolve() / f"dashboard-{file.stem}.png"
        photograph(page, picture.height, to)
        print(f"{to.name}: {len(board['panels'])} panels, {to.stat().st_size // 1024} KB")
    for problem in failed:
        print("WRONG:", problem)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

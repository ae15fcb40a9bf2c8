#!/usr/bin/env python3
"""Checks the container files without a container engine.

    docker/check.py [--prometheus ADDRESS] [address of a running service]

Checks the Compose file (also against the specification's schema if COMPOSE_SCHEMA names its file), the Dockerfile's rules,
the Prometheus files and alert rules (with promtool if it is installed) and the Grafana dashboards. Given the address of a
running service, it also reports which metrics of the dashboards and alerts that service has; given the address of a
Prometheus that scrapes it, it evaluates every query and rule there (docker/scrape.sh starts both). Requires Python 3 with
PyYAML.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
problems = []


def check(condition, message):
    if not condition:
        problems.append(message)


def compose():
    document = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    schema(document)
    services = document["services"]
    known = dict(re.findall(r"(?m)^([A-Z_]+)=(.*)$", (ROOT / "docker/example.env").read_text()))
    used = set(re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "docker-compose.yml").read_text()))
    check(used <= known.keys(), f"docker/example.env lacks {sorted(used - known.keys())}")
    filled = sorted(name for name in used & known.keys() if known[name].strip())
    check(not filled, f"docker/example.env has values, which are public, for {filled}")
    for name, service in services.items():
        check("image" in service or "build" in service, f"{name}: neither image nor build")
        check(not str(service.get("image", "")).endswith(":latest"), f"{name}: no pinned image")
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("./") and source != "./data":
                check((ROOT / source).exists(), f"{name}: {source} does not exist")
            elif not source.startswith("./"):
                check(source in document["volumes"], f"{name}: volume {source} is not declared")
        for port in service.get("ports", []):
            check(port.startswith("127.0.0.1:"), f"{name}: port {port} is open to other machines")
        depends = service.get("depends_on", {})
        for other in depends:
            check(other in services, f"{name}: depends on {other}, which does not exist")
            if isinstance(depends, dict) and depends[other].get("condition") == "service_healthy":
                check("healthcheck" in services[other] or "build" in services[other], f"{other}: no health check")
        if "build" in service:
            check(service.get("read_only") is True and "/tmp" in service.get("tmpfs", []), f"{name}: root file system is writable")
            check(service.get("cap_drop") == ["ALL"], f"{name}: keeps capabilities")


def schema(document):
    """Checks against the Compose specification's JSON schema, in the file that COMPOSE_SCHEMA names."""
    file = os.environ.get("COMPOSE_SCHEMA")
    if not file:
        print("skipped: the compose file against its schema (COMPOSE_SCHEMA is not set)")
        return
    import jsonschema
    for error in jsonschema.Draft7Validator(json.loads(pathlib.Path(file).read_text())).iter_errors(document):
        check(False, f"docker-compose.yml, {error.json_path}: {error.message[:200]}")


def dockerfile():
    text = (ROOT / "Dockerfile").read_text()
    stages = re.split(r"(?m)^FROM ", text)[1:]
    last = stages[-1]
    check(len(stages) > 1, "Dockerfile: one stage only")
    for stage in stages:
        image = stage.split()[0]
        check(":" in image and not image.endswith(":latest"), f"Dockerfile: {image} is not pinned")
    user = re.findall(r"(?m)^USER (\S+)", last)
    check(user and user[-1] not in ("root", "0") and user[-1][0].isdigit(), "Dockerfile: runs as root or as a name")
    check("HEALTHCHECK" in last, "Dockerfile: no health check")
    check(re.search(r'(?m)^ENTRYPOINT \["', last), "Dockerfile: entry point is not a JSON list, so signals do not reach it")
    check(not re.search(r"(?m)^ADD ", text), "Dockerfile: ADD instead of COPY")
    check(not re.search(r"curl|wget", last), "Dockerfile: the runtime stage downloads")
    for source in re.findall(r"(?m)^COPY (?!--from)(?:--\S+ )*(.+) \S+$", text):
        for path in source.split():
            check((ROOT / path).exists(), f"Dockerfile: copies {path}, which does not exist")
    main = re.search(r"-Dloader.main=(\S+)", text)
    if main:
        check((ROOT / "src/main/java" / (main.group(1).replace(".", "/") + ".java")).exists(), f"Dockerfile: no class {main.group(1)}")
    check((ROOT / ".dockerignore").exists(), "no .dockerignore")


def prometheus():
    for name in ("prometheus.yml", "alerts.yml"):
        yaml.safe_load((ROOT / "docker/prometheus" / name).read_text())
    if shutil.which("promtool"):
        run("promtool", "check", "rules", str(ROOT / "docker/prometheus/alerts.yml"))
        run("promtool", "test", "rules", str(ROOT / "docker/prometheus/alerts_test.yml"))
        run("promtool", "check", "config", "--syntax-only", str(ROOT / "docker/prometheus/prometheus.yml"))
    else:
        print("skipped: promtool is not installed")


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    check(result.returncode == 0, f"{' '.join(command[:3])}: {result.stdout}{result.stderr}")


def expressions():
    for rule in (rule for group in yaml.safe_load((ROOT / "docker/prometheus/alerts.yml").read_text())["groups"] for rule in group["rules"]):
        yield f"alert {rule['alert']}", rule["expr"]
    for file in sorted((ROOT / "docker/grafana/dashboards").glob("*.json")):
        board = json.loads(file.read_text())
        check(board.get("uid") and board.get("title"), f"{file.name}: no uid or title")
        check(len({panel["id"] for panel in board["panels"]}) == len(board["panels"]), f"{file.name}: panel ids repeat")
        for panel in board["panels"]:
            check(panel.get("title") or panel["type"] == "row", f"{file.name}: a panel without a title")
            for target in panel.get("targets", []):
                yield f"{file.name}: {panel['title']}", resolve(target["expr"])


def resolve(expression):
    """Replaces Grafana's variables by their values for a short time range; $__rate_interval covers four scrapes, so that a rate has two even if one is missed."""
    values = {"__rate_interval": "40s", "__interval": "10s"}
    return re.sub(r"\$(?:\{(\w+)\}|(\w+))", lambda found: values[found.group(1) or found.group(2)], expression)


def meters():
    """Checks that every metric of the service is on a dashboard."""
    source = (ROOT / "src/main/java/io/mtdnn/observability/MeterNames.java").read_text()
    shown = {name for _, expression in expressions() for name in names(expression)}
    for meter in re.findall(r'"(mtdnn\.[a-z.]+)"', source):
        check(any(name.startswith(meter.replace(".", "_")) for name in shown), f"{meter} is on no dashboard")


def names(expression):
    without = re.sub(r'"[^"]*"|\{[^}]*\}|\[[^\]]*\]', "", expression)
    without = re.sub(r"\b(by|without|on|ignoring)\s*\([^)]*\)", "", without)
    return {name for name in re.findall(r"\b[a-z][a-z0-9_]*_[a-z0-9_]+\b", without) if not name.startswith(("histogram_quantile", "clamp_", "group_left"))}


def scrape(address):
    text = urllib.request.urlopen(address.rstrip("/") + "/actuator/prometheus").read().decode()
    present = set(re.findall(r"(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[ {]", text))
    missing = {}
    for place, expression in expressions():
        for name in names(expression) - present - {"up"}:
            missing.setdefault(name, place)
    for name, place in sorted(missing.items()):
        print(f"not scraped (yet): {name}   ({place})")
    return missing


def ask(address, path, **parameters):
    """Returns Prometheus' response; raises ValueError if the query is invalid."""
    query = urllib.parse.urlencode(parameters)
    try:
        with urllib.request.urlopen(f"{address.rstrip('/')}/api/v1/{path}?{query}") as answer:
            return json.load(answer)["data"]
    except urllib.error.HTTPError as error:
        raise ValueError(json.load(error)["error"]) from error


def evaluate(address):
    """Checks that every dashboard query had a value within the last hour and that every rule evaluates."""
    for target in ask(address, "targets")["activeTargets"]:
        check(target["health"] == "up", f"{target['scrapeUrl']} is not scraped: {target['lastError']}")
    for place, expression in expressions():
        if place.startswith("alert "):
            continue
        # NaN (0/0) does not count as a value.
        values = ask(address, "query", query=f"max_over_time((({expression}) > -Inf)[1h:5s])")["result"]
        finite = [f"{float(one['value'][1]):.4g}" for one in values]
        shown = ", ".join(finite[:4]) + (", ..." if len(finite) > 4 else "")
        print(f"  {place}: {len(values)} series" + (f", at most {shown}" if values else ""))
        check(values, f"{place}: no data for {expression}")
    for group in ask(address, "rules")["groups"]:
        for rule in group["rules"]:
            print(f"  alert {rule['name']}: {rule['health']}, {rule['state']}")
            check(rule["health"] == "ok", f"alert {rule['name']}: {rule.get('lastError')}")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("service", nargs="?", help="address of a running service")
    options.add_argument("--prometheus", metavar="ADDRESS", help="address of a Prometheus that scrapes a service")
    options = options.parse_args()
    compose()
    dockerfile()
    prometheus()
    meters()
    count = len(list(expressions()))
    if options.service:
        scrape(options.service)
    if options.prometheus:
        evaluate(options.prometheus)
    for problem in problems:
        print("WRONG:", problem)
    print(f"{count} queries, {len(problems)} problems")
    sys.exit(1 if problems else 0)

#!/usr/bin/env python3
"""Writes docs/licences.md from the bill of materials: bench/licences.py [application.cdx.json]

First: ./mvnw -Psbom -DskipTests package. Exits with 1 if a library has no licence, or only licences outside the list below.
Python 3, standard library only.
"""
import collections
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Licences that may be shipped beside Apache 2.0; where a part offers several, one of these is enough.
ACCEPTED = [r"Apache", r"\bMIT", r"\bBSD", r"\bEPL|Eclipse Public", r"EDL|Eclipse Distribution", r"MPL|Mozilla", r"CC0",
            r"Public Domain", r"LGPL-2\.1|LGPL", r"GPL-2\.0-with-classpath-exception|GPL2 w/ CPE", r"Bouncy", r"ISC", r"UPL"]


def names(component):
    found = []
    for entry in component.get("licenses", []):
        licence = entry.get("license", {})
        found.append(entry.get("expression") or licence.get("id") or licence.get("name") or licence.get("url"))
    return found


def main():
    bom = json.loads(pathlib.Path(sys.argv[1] if len(sys.argv) > 1
                                  else ROOT / "target/classes/META-INF/sbom/application.cdx.json").read_text())
    parts = collections.defaultdict(list)
    wrong = []
    for component in bom["components"]:
        if component.get("scope") == "optional":
            continue
        name = f"{component.get('group', '')}:{component['name']}".lstrip(":")
        licences = names(component)
        if not any(re.search(pattern, licence) for licence in licences for pattern in ACCEPTED):
            wrong.append(f"{name}: {', '.join(licences) or 'no licence'}")
        parts[" or ".join(sorted(set(licences)))].append(f"{name} {component.get('version', '')}")
    lines = ["# Licences of the shipped libraries", "",
             f"The jar contains {sum(map(len, parts.values()))} libraries, listed by licence. `bench/licences.py` generates this page "
             "from the bill of", "materials and rejects licences that are not in its list.", ""]
    for licence, holders in sorted(parts.items(), key=lambda one: (-len(one[1]), one[0])):
        lines += [f"## {licence}", "", ", ".join(f"`{holder}`" for holder in sorted(holders)), ""]
    (ROOT / "docs/licences.md").write_text("\n".join(lines).rstrip() + "\n")
    for part in wrong:
        print("not accepted:", part)
    print(f"{sum(map(len, parts.values()))} parts, {len(parts)} licences, {len(wrong)} not accepted")
    return 1 if wrong else 0


sys.exit(main())

"""Stores results of long measurements in a file, so that an interrupted measurement continues with the missing ones."""
import json
import os
import sys
import time


class Results:
    """Results by name. A file with other settings is rejected."""

    def __init__(self, path, settings, total):
        self.path, self.settings, self.total = path, settings, total
        self.known, self.measured, self.seconds = {}, 0, 0.0
        if path and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                stored = json.load(file)
            if stored["settings"] != settings:
                sys.exit(f"{path} has results of other settings: {stored['settings']}. Name another file, or delete it.")
            self.known = stored["results"]
            say(f"{len(self.known)} of {total} are known from {path}")

    def get(self, name, measure):
        """The result of that name, measured and stored if it is missing."""
        if name not in self.known:
            began = time.time()
            self.known[name] = measure()
            self.measured, self.seconds = self.measured + 1, self.seconds + time.time() - began
            self.store()
            left = max(0, self.total - len(self.known)) * self.seconds / self.measured / 60
            say(f"{len(self.known)} of {self.total}: {name} took {time.time() - began:.0f} s; about {left:.0f} min left")
        return self.known[name]

    def store(self):
        if self.path:
            with open(self.path + ".part", "w", encoding="utf-8") as file:
                json.dump({"settings": self.settings, "results": self.known}, file)
            os.replace(self.path + ".part", self.path)


def say(text):
    print(time.strftime("%H:%M:%S ") + text, file=sys.stderr, flush=True)

"""Shared by the scripts in this folder: their options, questions of SQuAD 2.0's development set, and a running service."""
import argparse
import io
import json
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path


def parser(description, **model):
    """A parser with the service, and with the model whose argument is described."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--service", type=Service, default="http://127.0.0.1:8080", help="address of the running service")
    made.add_argument("--model", **{"help": "alias, id or name"} | model)
    return made


class Service:
    def __init__(self, url):
        self.url = url.rstrip("/")

    def open(self, path, body=None, kind="application/json", method=None):
        return urllib.request.urlopen(urllib.request.Request(self.url + path, body, {"Content-Type": kind}, method=method))

    def get(self, path):
        with self.open(path) as response:
            return json.load(response)

    def post(self, path, body):
        with self.open(path, json.dumps(body).encode()) as response:
            return json.load(response)

    def model(self, name):
        return self.get("/models/" + urllib.parse.quote(name, safe=""))

    def export(self, model, format, **query):
        """The archive of an export."""
        query = urllib.parse.urlencode({"format": format} | query)
        with self.open(f"/models/{urllib.parse.quote(model, safe='')}/export?{query}") as response:
            return zipfile.ZipFile(io.BytesIO(response.read()))

    def unpacked(self, directory, model, format, **query):
        """The folder with the files of an export."""
        self.export(model, format, **query).extractall(directory)
        return next(Path(directory).rglob("config.json")).parent


def dev_file(data):
    return next(Path(data).rglob("dev-v2.0.json"))


def questions(file):
    """Id, question, context and gold answers, in the file's order."""
    for article in json.loads(Path(file).read_text())["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield question["id"], question["question"], paragraph["context"], [answer["text"] for answer in question["answers"]]


def spread(rows, count):
    """Some rows, spread over all."""
    return [rows[i * len(rows) // count] for i in range(count)]

"""Shared by the scripts in this folder: the service, the requests, and a comparison that exits with an error."""
import argparse
import json
import urllib.error
import urllib.parse
import urllib.request

QUESTION = "Who built the lighthouse of Skarvika?"
CONTEXT = ("The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist. It stands on a cliff of grey granite and its "
           "light can be seen from 31 kilometres away.")
TEXT = "The keeper have lit the lamps."


class Service:
    def __init__(self, url, token):
        self.url, self.token = url, token

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        request = urllib.request.Request(self.url + path, json.dumps(body).encode() if body is not None else None, headers, method=method)
        try:
            with urllib.request.urlopen(request) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as ex:
            return ex.code, json.load(ex)


def same(what, expected, found):
    print(f"{'ok  ' if expected == found else 'FAIL'} {what}")
    if expected != found:
        raise SystemExit(f"expected {expected}\nfound    {found}")


def options(description):
    """The service, and the model with its heads; clients that do not name a model use the default, which is set to this one."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--service", default="http://127.0.0.1:8080")
    parser.add_argument("--model", default="default")
    parser.add_argument("--token")
    given = parser.parse_args()
    service = Service(given.service, given.token)
    status, model = service.call("GET", f"/models/{urllib.parse.quote(given.model, safe='')}")
    if status != 200:
        raise SystemExit(model["detail"])
    service.call("PUT", "/models/aliases/default", {"model": model["id"]})
    return service, model

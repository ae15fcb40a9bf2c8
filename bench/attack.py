"""Attacks a service as any client that can reach its port could. See attack.sh."""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import select
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import service

HOST = "127.0.0.1"
ADMIN = "an-admin-key-for-attacks-0123456789-abcdef"
MOST_CONNECTIONS = 2000
FORBIDDEN = re.compile(rb"io\.mtdnn\.|java\.|jakarta\.|org\.springframework|org\.apache|com\.fasterxml|tools\.jackson|\tat ")


def exchange(port, request, timeout=5.0):
    """Sends bytes; returns status, headers (lower case) and body of the response."""
    with socket.create_connection((HOST, port), timeout) as connection:
        connection.settimeout(timeout)
        connection.sendall(request)
        return answer(connection)


def answer(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None, {}, data
        data += more
    head, body = data.split(b"\r\n\r\n", 1)
    lines = head.decode("latin-1").split("\r\n")
    headers = dict((name.lower(), value.strip()) for name, value in (line.split(":", 1) for line in lines[1:]))
    length = int(headers.get("content-length", 0)) if not lines[0].startswith("HEAD") else 0
    while len(body) < length or headers.get("transfer-encoding") == "chunked" and not body.endswith(b"0\r\n\r\n"):
        more = connection.recv(65536)
        if not more:
            break
        body += more
    return int(lines[0].split()[1]), headers, body


class Liveness(threading.Thread):
    """Checks twice a second whether the service is alive."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.ended, self.times, self.failures = port, threading.Event(), [], 0

    def run(self):
        while not self.ended.wait(0.5):
            begin = time.time()
            try:
                status, _, _ = exchange(self.port, b"GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                self.failures += status != 200
                self.times.append(time.time() - begin)
            except OSError:
                self.failures += 1

    def end(self):
        self.ended.set()
        self.join(10)


class Crowd:
    """Many connections that send the same bytes and then occasionally one more."""

    def __init__(self, port, count, request, drip=None, reads=True):
        self.request, self.drip, self.reads = request, drip, reads
        self.port, self.count = port, min(count, MOST_CONNECTIONS)
        self.statuses, self.closed, self.last_closed = collections.Counter(), 0, 0.0

    def run(self, seconds):
        begin, open_ = time.time(), set()
        for _ in range(self.count):
            connection = socket.socket()
            if not self.reads:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(5)
            try:
                connection.connect((HOST, self.port))
                connection.setblocking(False)
                connection.send(self.request)
                open_.add(connection)
            except OSError:
                self.statuses["no connection"] += 1
                connection.close()
        dripped = time.time()
        while open_ and time.time() - begin < seconds:
            if self.reads:
                self.receive(open_, begin)
            else:
                time.sleep(0.2)
            if self.drip and time.time() - dripped > 2:
                dripped = time.time()
                self.send(open_)
        for connection in open_:
            connection.close()
        return self

    def receive(self, open_, begin):
        poll = select.poll()
        by_number = {connection.fileno(): connection for connection in open_}
        for number in by_number:
            poll.register(number, select.POLLIN)
        for number, _ in poll.poll(200):
            connection = by_number[number]
            try:
                data = connection.recv(65536)
            except OSError:
                data = b""
            if data.startswith(b"HTTP/1.1 "):
                self.statuses[int(data[9:12])] += 1
            if not data:
                self.closed += 1
                self.last_closed = time.time() - begin
                open_.discard(connection)
                connection.close()

    def send(self, open_):
        for connection in open_:
            try:
                connection.send(self.drip)
            except OSError:
                pass


def head(method, path, *lines):
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *lines, "", ""]).encode("latin-1")


def crowds(keys, seconds):
    """Name, bytes of each connection, bytes that it adds every two seconds, whether it reads responses, seconds."""
    json_, half = "Content-Type: application/json", b'{"question":'
    long = "Content-Length: 100000"
    key = {name: "Authorization: Bearer " + text for name, text in keys.items()}
    qa = lambda *lines: head("POST", "/qa", json_, *lines) + half
    return [
        ("no key, half a body, then silence", qa(long), None, True, 10),
        ("no key, half a body, then a byte every 2 s", qa(long), b" ", True, 10),
        ("no key, half a chunked body", head("POST", "/qa", json_, "Transfer-Encoding: chunked") + b"c\r\n" + half + b"\r\n5", b" ", True, 10),
        ("no key, half a form (PUT)", head("PUT", "/jobs", "Content-Type: application/x-www-form-urlencoded", long) + b"a=", b"b", True, 10),
        ("GET /actuator/health with half a body", head("GET", "/actuator/health", long) + half, b" ", True, 10),
        ("an unknown key, half a body", qa("Authorization: Bearer mtdnn_000000000000_x", long), b" ", True, 10),
        ("a key without the scope, half a body", qa(key["read"], long), b" ", True, 10),
        ("a body over the limit, announced", qa(key["infer"], "Content-Length: 100000000"), b" ", True, 10),
        ("a valid key, half a body, then silence", qa(key["infer"], long), None, True, seconds),
        ("a valid key, half a body, then a byte every 2 s", qa(key["infer"], long), b" ", True, seconds),
        ("a valid key, half a chunked body, then a byte every 2 s", head("POST", "/qa", json_, key["infer"], "Transfer-Encoding: chunked") + b"186a0\r\n" + half, b" ", True, seconds),
        ("a valid key, half a line of a stream, then a byte every 2 s", head("POST", "/qa/batch", "Content-Type: application/x-ndjson", key["infer"], "Transfer-Encoding: chunked") + b"186a0\r\n" + half, b" ", True, seconds),
        ("half the headers, then a byte every 2 s", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", b"a", True, seconds),
        ("half a request line, then a byte every 2 s", b"GET /", b"a", True, seconds),
        ("a page of 1.4 MB, and no response is read", head("GET", "/swagger-ui/swagger-ui-bundle.js"), None, False, 10)]


def malformed(keys):
    key = "Authorization: Bearer " + ADMIN
    many = "&".join(f"a{i}=1" for i in range(1001))
    rows = []
    for path in ("/actuator/health", "/actuator/health/liveness", "/swagger-ui.html", "/v3/api-docs", "/index.html", "/", "/jobs", "/models", "/keys", "/nothing", "/v2/health/live"):
        for query in ("x=%", "x=%ff", "x=%zz", "=1", "%", "x=%c0%80", "x=%ed%a0%80", many):
            rows += [(f"{path}?{query[:12]}", head("GET", path + "?" + query)), (f"{path}?{query[:12]} with a key", head("GET", path + "?" + query, key))]
    for path in ("/jobs/[x]", "/jobs/%ff", "/jobs/%", "/jobs/%zz", "/jobs/a%2fb", "/jobs/%5c", "/jobs/%00", "/jobs;a=b", "//jobs", "/actuator/health/../env", "/WEB-INF/web.xml", "/META-INF/x",
                 "/jobs/|", "/jobs/^", "/jobs/\"", "/jobs/<a>", "/jobs/{a}", "/jobs/`", "/jobs/\\", "/jobs/a b", "/jobs/#x", "*", "jobs", "http://", "http://[::1/jobs", "/models/Who%20built%20it%3F", "/models/%e2%80%ae",
                 "/jobs/" + "x" * 7000, "/jobs/" + "x" * 20000, "/models/" + "%f0%9f%98%80" * 500, "/jobs/%F0%9F%98%80/events", "/jobs/a/diff/%20", "/models/%3F/thresholds", "/models/%7B%7D/export"):
        rows += [("GET " + path[:40], head("GET", path)), ("GET " + path[:40] + " with a key", head("GET", path, key))]
    for method, path in (("POST", "/jobs/Who%20built%20it%3F/resume"), ("POST", "/jobs/%F0%9F%98%80/resume"), ("DELETE", "/jobs/%22%3C%3E"), ("DELETE", "/keys/%7B%20%7D"), ("DELETE", "/models/aliases/%20%3F"), ("PATCH", "/jobs/%5B%5D"), ("TRACE", "/"), ("TRACE", "/jobs"),
                         ("CONNECT", "/jobs"), ("GE T", "/"), ("G@T", "/"), ("get", "/jobs"), ("PROPFIND", "/jobs"), ("OPTIONS", "*"), ("X" * 5000, "/")):
        rows.append((f"{method[:20]} {path}", head(method, path, key, "Content-Length: 0")))
    for line in ("X-A: a\x01", "X A: a", ": a", "X-A", " folded: a", "Host: other", "Host: a b", "Content-Length: -1", "Content-Length: abc", "Content-Length: 1\r\nContent-Length: 2",
                 "Content-Length: 3\r\nTransfer-Encoding: chunked", "Transfer-Encoding: gzip", "Transfer-Encoding: x, chunked", "X-A: " + "a" * 70000, "Accept: a/b/c", "Accept: */", "Accept: \xff", "Content-Type: ;;;", "Content-Type: a",
                 "Accept-Language: ;;q=", "Accept-Charset: nope;q=x", "If-None-Match: \"", "If-Modified-Since: soon", "Range: bytes=9-1", "Range: bytes=-", "Range: bytes=0-1,2-3,x", "Cookie: =;=;\x01", "Cookie: a=\"", "traceparent: 00-zz-zz-zz", "traceparent: \xe9",
                 "X-Forwarded-For: \xe9", "X-Request-Id: \xe9\x1b", "X-Request-Timeout: NaN", "X-Request-Timeout: 1e999", "Idempotency-Key: \xe9", "Expect: magic", "Upgrade: h2c\r\nConnection: upgrade", "Origin: http://[", "Origin: \xe9", "Authorization: Bearer \xe9", "X-API-Key: " + "k" * 9000,
                 "\r\n".join(f"X-{i}: a" for i in range(150))):
        for method, path in (("GET", "/jobs"), ("POST", "/jobs"), ("GET", "/index.html"), ("POST", "/qa")):
            rows.append((f"{method} {path} {line[:30]!r}", head(method, path, key, *([] if "Content-Length" in line or method == "GET" else ["Content-Length: 2"]), line) + (b"{}" if method == "POST" else b"")))
    rows += [("a key before a control character", head("GET", "/jobs", "Authorization: Bearer " + keys["infer"] + "\x01")),
             ("HTTP/1.2", b"GET / HTTP/1.2\r\nHost: a\r\n\r\n"), ("HTTP/9", b"GET / HTTP/9\r\nHost: a\r\n\r\n"), ("TLS on a plain port", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 500), ("nonsense", b"\x00\x01\x02\r\n\r\n"),
             ("no host", b"GET /jobs HTTP/1.1\r\n\r\n"), ("charset", head("POST", "/jobs", key, "Content-Type: application/json; charset=nope", "Content-Length: 2") + b"{}"),
             ("chunk size", head("POST", "/jobs", key, "Content-Type: application/json", "Transfer-Encoding: chunked") + b"zz\r\n{}\r\n0\r\n\r\n"),
             ("damaged gzip", head("POST", "/jobs", key, "Content-Type: application/json", "Content-Encoding: gzip", "Content-Length: 2") + b"{}"),
             ("multipart", head("POST", "/jobs", key, "Content-Type: multipart/form-data; boundary=x", "Content-Length: 5") + b"--x--")]
    for body in ({"name": "x", "scopes": ["read"], "expiresAt": "+300000-01-01T00:00:00Z"}, {"name": "x", "scopes": ["read"], "expiresAt": "2020-01-01T00:00:00Z"}, {"name": "x", "scopes": ["read"], "expiresAt": "-999999999-01-01T00:00:00Z"},
                 {"name": "a\u2028b", "scopes": ["read"]}, {"name": "a\u202eb", "scopes": ["read"]}, {"name": "a\ud83d", "scopes": ["read"]}, {"name": "x", "scopes": None}, {"name": "x", "scopes": [None]}, {"name": None, "scopes": ["read"]},
                 {"name": "x" * 5_000_000, "scopes": ["read"]}, {"x" * 5_000_000: 1}, {"name": "x", "scopes": ["y" * 5_000_000]}, {"name": "x", "scopes": ["read"], "requestsPerMinute": 1e300}):
        text = json.dumps(body).encode()
        rows.append((f"POST /keys {text[:60]!r}", head("POST", "/keys", key, "Content-Type: application/json", f"Content-Length: {len(text)}") + text))
    plan = {"encoder": "tiny", "tasks": [{"dataset": "sample-cola"}]}
    for more in ({"limits": None}, {"limits": {"train": None}}, {"limits": {"train": {"sample-cola": None}}}, {"limits": {"train": {"x" * 5_000_000: 1}}}, {"name": "x" * 5_000_000}, {"name": "a\u2066b"}, {"name": "a\udc00"}, {"tags": ["a\u2029"]}, {"notes": "a\udfff"},
                 {"tags": None}, {"tags": [None]}, {"earlyStopping": {}}, {"earlyStopping": {"dataset": None, "metric": None, "patience": None}}, {"tasks": [None]}, {"tasks": [{"dataset": None}]}, {"tasks": [{"dataset": "d" * 5_000_000}]}, {"encoder": "e" * 5_000_000},
                 {"encoder": None}, {"seed": 10 ** 400}, {"priority": None, "maxAttempts": None}, {"optimizer": "o" * 5_000_000}, {"x" * 5_000_000: 1}):
        if more.keys() & {"tags", "priority", "limits"} and None in more.values():
            more = {**more, "epochs": -1}
        text = json.dumps({**plan, **more}).encode()
        rows.append((f"POST /jobs {json.dumps(more)[:60]}", head("POST", "/jobs", key, "Content-Type: application/json", f"Content-Length: {len(text)}") + text))
    return rows


def look(name, status, headers, body, wrong):
    """Checks the requirements of every response."""
    if status is None:
        wrong.append(f"{name}: no response")
    elif status >= 500 and status not in (501, 503, 505):
        wrong.append(f"{name}: {status} {body[:200]!r}")
    elif FORBIDDEN.search(body) and status >= 400:
        wrong.append(f"{name}: names classes: {body[:300]!r}")
    elif status >= 400 and headers.get("content-type", "").split(";")[0] != "application/problem+json":
        wrong.append(f"{name}: {status} as {headers.get('content-type')}")
    elif status >= 400 and "x-request-id" not in headers:
        wrong.append(f"{name}: {status} without X-Request-Id")
    elif len(body) > 20_000 and status >= 400:
        wrong.append(f"{name}: {status} repeats {len(body)} bytes")


def attack_crowds(node, keys, count, seconds, wrong):
    print("| connections that | answered | closed by the service | liveness: median, slowest | failed |\n|---|---|---|---|---|", flush=True)
    for name, request, drip, reads, most in crowds(keys, seconds):
        liveness = Liveness(node.port)
        liveness.start()
        crowd = Crowd(node.port, count, request, drip, reads).run(most)
        time.sleep(1)
        liveness.end()
        times = liveness.times or [float("nan")]
        statuses = ", ".join(f"{times_:,} x {status}" for status, times_ in sorted(crowd.statuses.items(), key=str)) or "-"
        closed = f"{crowd.closed:,} within {crowd.last_closed:.1f} s" if crowd.closed else "0" if reads else "-"
        print(f"| {name} | {statuses} | {closed} | {1000 * statistics.median(times):.0f} ms, {1000 * max(times):.0f} ms | {liveness.failures} of {len(liveness.times) + liveness.failures} |", flush=True)
        if liveness.failures:
            wrong.append(f"liveness during: {name}")
        if reads and crowd.closed < crowd.count:
            wrong.append(f"{crowd.count - crowd.closed} connections left open: {name}")


def attack_requests(node, keys, wrong):
    counts, before = collections.Counter(), len(wrong)
    for name, request in malformed(keys):
        try:
            status, headers, body = exchange(node.port, request, 20)
        except OSError as error:
            status, headers, body = None, {}, str(error).encode()
        counts[status] += 1
        look(name, status, headers, body, wrong)
    print("\n| malformed requests answered with | times |\n|---|---|")
    for status, times in sorted(counts.items(), key=str):
        print(f"| {status} | {times} |")
    print(f"| wrong | {len(wrong) - before} |", flush=True)


def attack_memory(node, key, wrong, bodies=24, size=14_800_000):
    """Sends more bodies at once than fit into the heap; afterwards the service must work as before."""
    text = b'{"question": "who?", "context": "' + b"x" * (size - 35) + b'"}'
    request = head("POST", "/qa", "Authorization: Bearer " + key, "Content-Type: application/json", f"Content-Length: {len(text)}", "Connection: close")

    def one(_):
        try:
            with socket.create_connection((HOST, node.port), 60) as connection:
                connection.settimeout(60)
                try:
                    connection.sendall(request + text)
                except OSError:
                    pass
                return answer(connection)[0]
        except OSError:
            return "connection lost"

    counts = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(bodies) as pool:
        counts.update(pool.map(one, range(bodies)))
    print(f"\n| {bodies} bodies of {size / 1e6:.1f} MB at once, heap of 256 MB: answered with | times |\n|---|---|")
    for status, times in sorted(counts.items(), key=str):
        print(f"| {status} | {times} |", flush=True)
    if any(isinstance(status, int) and status >= 500 and status != 503 for status in counts):
        wrong.append(f"bodies at once: {counts}")
    if exchange(node.port, head("GET", "/jobs", "Authorization: Bearer " + ADMIN, "Connection: close"), 20)[0] != 200:
        wrong.append("the service does not respond after the bodies")


def read_log(node, keys, wrong):
    with open(os.path.join(node.home, f"service-{node.port}.log"), errors="replace") as log:
        lines = log.read().split("\n")
    found = collections.Counter()
    for line in lines:
        for what, sign in (("ERROR", " ERROR "), ("stack trace", "\tat "), ("OutOfMemoryError", "OutOfMemoryError"), ("a key", "mtdnn_"), ("a key", ADMIN)):
            if sign in line and not (sign == "mtdnn_" and not any(key in line for key in keys.values())):
                found[what] += 1
                if len(found) < 5 and found[what] < 4:
                    print(line[:300], file=sys.stderr)
    print("\n| in the log | lines |\n|---|---|")
    for what in ("ERROR", "stack trace", "OutOfMemoryError", "a key"):
        print(f"| {what} | {found[what]} |")
        if found[what]:
            wrong.append(f"{found[what]} lines of the log: {what}")
    print(f"| all | {len(lines):,} |", flush=True)


def keys_of(node):
    keys = {}
    for scope in ("read", "infer"):
        body = json.dumps({"name": "attack " + scope, "scopes": [scope], "requestsPerMinute": 0}).encode()
        status, _, answer_ = exchange(node.port, head("POST", "/keys", "Authorization: Bearer " + ADMIN, "Content-Type: application/json",
                                                     f"Content-Length: {len(body)}", "Connection: close") + body, 20)
        if status != 201:
            raise RuntimeError(f"no key: {status} {answer_[:300]!r}")
        keys[scope] = re.search(rb"mtdnn_\w+[\w-]+", answer_).group().decode()
    return keys


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=560)
    parser.add_argument("--seconds", type=int, default=30, help="how long connections with a valid key continue")
    parser.add_argument("--jar", required=True, help="the service")
    parser.add_argument("--java", default="java", help="the Java that runs it")
    parser.add_argument("--port", type=int, default=18760)
    arguments = parser.parse_args()
    work, wrong = tempfile.mkdtemp(prefix="attack-"), []
    if arguments.java != "java":
        os.environ["PATH"] = os.path.dirname(os.path.abspath(arguments.java)) + os.pathsep + os.environ["PATH"]
    try:
        service.tiny_encoder(work + "/encoders")
        service.Node.jar = service.unpacked(arguments.jar, work + "/app")
        node = service.Node(work + "/service", arguments.port, f"--mtdnn.encoders-dir={work}/encoders", "--mtdnn.security.mode=secured",
                            "--mtdnn.security.admin-key=" + ADMIN, java=("-Xmx256m",)).start()
        print(subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.split("\n")[0] + f", {arguments.connections} connections at a time\n", flush=True)
        keys = keys_of(node)
        for _ in range(200):
            exchange(node.port, b"GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 30)
        attack_crowds(node, keys, arguments.connections, arguments.seconds, wrong)
        attack_requests(node, keys, wrong)
        attack_memory(node, keys["infer"], wrong)
        read_log(node, keys, wrong)
        for one in wrong:
            print(ascii(one)[:600], file=sys.stderr)
        sys.exit(1 if wrong else 0)
    finally:
        service.end_processes()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()

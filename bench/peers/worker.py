"""The protocol of the comparison's workers: a line `run N` on stdin is answered by a JSON line on stdout, `quit` by the peak memory."""
import json
import os
import sys


def threads():
    return int(os.environ.get("BENCH_THREADS", "0")) or len(os.sched_getaffinity(0))


def peak_memory_bytes():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
    return 0


def means(lengths):
    """Means of the lengths and of their squares, from which the operations of a pass are computed."""
    return [sum(lengths) / len(lengths), sum(n * n for n in lengths) / len(lengths)]


def say(value):
    print("@@" + json.dumps(value), flush=True)


def serve(run, **about):
    """Announces itself, then runs `run(n)` for every command."""
    say({"ready": True, **about})
    for line in sys.stdin:
        command, *arguments = line.split()
        if command == "quit":
            break
        say(run(int(arguments[0])))
    say({"peakMemoryBytes": peak_memory_bytes()})
    sys.stdout.flush()
    os._exit(0)

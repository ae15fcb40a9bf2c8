#!/usr/bin/env python3
"""The check that bench/gpu.sh prepares. It needs PyTorch, and transformers for the comparison with it; everything else is in the same folder.

  gpu.py --device cuda|cpu [--tiny] [--peak TFLOPS]

With cuda, PYTORCH_LIBRARY_PATH is a folder with the libraries of this PyTorch and a libdjl_torch.so that was built for it.
"""
import argparse
import json
import os
import random
import shutil
import statistics
import struct
import subprocess
import tempfile
import time

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
SHAPES = {"base": (28996, 768, 12, 12, 3072, 512), "tiny": (1000, 64, 2, 4, 128, 512)}


def java(*arguments, **options):
    path = os.pathsep.join([os.path.join(HERE, "classes"), *(os.path.join(HERE, "lib", name) for name in sorted(os.listdir(os.path.join(HERE, "lib")))),
                            *filter(None, [os.environ.get("GPU_CHECK_CLASSPATH")])])
    runtime = os.path.join(HERE, "runtime", "bin", "java")
    return subprocess.Popen([runtime, "-Xmx8g" if SIZE == "base" else "-Xmx1g", "-Dai.djl.offline=true", "-Dslf4j.internal.verbosity=ERROR", "-cp", path,
                             "io.mtdnn.model.torch.GpuWorker", *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)


class Ours:
    """A process of ours; each command is answered by a line of JSON."""

    def __init__(self, encoder, device, attention, precision):
        self.process = java(encoder, device, attention, precision)
        self.answer()

    def answer(self):
        for line in self.process.stdout:
            if line.startswith("@@"):
                return json.loads(line[2:])
        raise RuntimeError(f"our process ended with {self.process.wait()}")

    def do(self, *command):
        print(*command, file=self.process.stdin, flush=True)
        return self.answer()

    def memory(self):
        """Bytes of memory that it uses on the device, or on the host."""
        if DEVICE == "cuda":
            used = subprocess.run(["nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits"], capture_output=True, text=True).stdout
            return int(used.split()[0]) * 2 ** 20 if used.strip() else 0
        with open(f"/proc/{self.process.pid}/status") as status:
            return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM")), 0)

    def close(self):
        print("quit", file=self.process.stdin, flush=True)
        self.process.wait()


def inputs(name, lengths, seed=1):
    """Rows of random words, the same for both sides."""
    words = random.Random(seed)
    ids = [[words.randrange(1, SHAPES[SIZE][0]) for _ in range(length)] for length in lengths]
    value = {"ids": ids, "secondStart": min(lengths) // 4, "starts": [length // 2 for length in lengths],
             "ends": [length - 1 for length in lengths]}
    file = os.path.join(WORK, name + ".json")
    with open(file, "w") as out:
        json.dump(value, out)
    return file, value


def tensors(file):
    """A safetensors file as tensors of torch."""
    with open(file, "rb") as data:
        header = json.loads(data.read(struct.unpack("<Q", data.read(8))[0]))
        rest = bytearray(data.read())
    return {name: torch.frombuffer(rest, dtype=torch.float32, count=(about["data_offsets"][1] - about["data_offsets"][0]) // 4,
                                   offset=about["data_offsets"][0]).view(about["shape"])
            for name, about in header.items() if name != "__metadata__"}


def difference(found, expected, prefix):
    """The largest difference, and the largest value."""
    names = [name for name in expected if name.startswith(prefix)]
    return (max(float((found[name] - expected[name]).abs().max()) for name in names), max(float(expected[name].abs().max()) for name in names))


class Theirs:
    """transformers with sdpa, on the same device; None if it is not installed."""

    def __init__(self, encoder, precision, dropout, head=None):
        from transformers import BertForQuestionAnswering, logging
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        self.model = BertForQuestionAnswering.from_pretrained(encoder, attn_implementation="sdpa", hidden_dropout_prob=dropout,
                                                              attention_probs_dropout_prob=dropout).to(DEVICE)
        if head:
            with torch.no_grad():
                self.model.qa_outputs.weight.copy_(head["heads.squad-v2.weight"])
                self.model.qa_outputs.bias.copy_(head["heads.squad-v2.bias"])
        self.bf16 = precision == "BF16"
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=3e-5, weight_decay=0.01, fused=True)

    def tensors(self, value):
        longest = max(len(row) for row in value["ids"])
        pad = lambda rows: torch.tensor([row + [0] * (longest - len(row)) for row in rows], device=DEVICE)
        return {"input_ids": pad(value["ids"]), "attention_mask": pad([[1] * len(row) for row in value["ids"]]),
                "token_type_ids": pad([[int(i >= value["secondStart"]) for i in range(len(row))] for row in value["ids"]])}

    def targets(self, value):
        return {"start_positions": torch.tensor(value["starts"], device=DEVICE), "end_positions": torch.tensor(value["ends"], device=DEVICE)}

    def pass_of(self, batch):
        with torch.autocast(DEVICE, torch.bfloat16, enabled=self.bf16):
            return self.model(**batch)

    def train(self, value, steps):
        self.model.train()
        batch = {**self.tensors(value), **self.targets(value)}
        synchronise()
        start = time.perf_counter()
        for _ in range(steps):
            loss = self.pass_of(batch).loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimiser.step()
            self.optimiser.zero_grad()
        loss = loss.item()
        return {"seconds": time.perf_counter() - start, "loss": loss}

    def answer(self, value, passes):
        self.model.eval()
        with torch.inference_mode():
            self.pass_of(self.tensors(value)).start_logits.cpu()
            start = time.perf_counter()
            for _ in range(passes):
                found = self.pass_of(self.tensors(value))
                found.start_logits.float().cpu()
                found.end_logits.float().cpu()
            return {"seconds": time.perf_counter() - start}

    def parity(self, value):
        self.model.train()
        found = self.pass_of({**self.tensors(value), **self.targets(value)})
        found.loss.backward()
        result = {f"start.{i}": row.detach().float().cpu() for i, row in enumerate(found.start_logits)}
        result.update({f"end.{i}": row.detach().float().cpu() for i, row in enumerate(found.end_logits)})
        for name, parameter in self.model.named_parameters():
            ours = name.replace("bert.", "").replace("qa_outputs", "heads.squad-v2")
            result["grad." + ours] = parameter.grad.float().cpu()
        return found.loss.item(), result


def synchronise():
    if DEVICE == "cuda":
        torch.cuda.synchronize()


def theirs(*arguments, **options):
    try:
        return Theirs(*arguments, **options)
    except ImportError:
        return None


def report(text):
    print(text, flush=True)


def check_parity(encoder):
    even, value = inputs("even-parity", [48] * 4)
    mixed, _ = inputs("mixed-parity", [64, 7, 7, 48, 129, 1 + 30])
    for name, file in (("equally long rows", even), ("rows of different lengths", mixed)):
        expected, loss = one("cpu", "CHUNKED", "FP32", encoder, file)
        for precision in ("FP32", "BF16"):
            if precision == "BF16" and DEVICE == "cpu":
                continue
            for attention in ("FUSED", "FLASH") if precision == "BF16" else ("FUSED",):
                found, ours = one(OURS, attention, precision, encoder, file)
                logits, gradients = difference(found, expected, ("start", "end")), difference(found, expected, "grad")
                report(f"parity, {name}, {precision} {attention} on {DEVICE} with the CPU's FP32: loss {abs(ours - loss):.2e}, logits {logits[0]:.2e}"
                       f" of {logits[1]:.2e}, gradients {gradients[0]:.2e} of {gradients[1]:.2e}")
        peer = theirs(encoder, "FP32", 0.0, head=expected) if file == even else None
        if peer:
            found, _ = one(OURS, "FUSED", "FP32", encoder, file)
            their_loss, result = peer.parity(value)
            ours = {**found}
            report(f"parity, {name}, FP32 on {DEVICE} with transformers: loss {abs(their_loss - loss):.2e}, logits "
                   f"{difference(ours, result, ('start', 'end'))[0]:.2e}, gradients {difference(ours, result, 'grad')[0]:.2e}")


def one(device, attention, precision, encoder, file):
    worker = Ours(encoder, device, attention, precision)
    out = os.path.join(WORK, "parity.safetensors")
    loss = worker.do("parity", file, out)["loss"]
    worker.close()
    return tensors(out), loss


def flops(lengths):
    """Operations of one training step: three times those of a forward pass."""
    _, h, layers, _, inner, _ = SHAPES[SIZE]
    return 3 * sum(layers * (2 * n * (4 * h * h + 2 * h * inner) + 4 * n * n * h) for n in lengths)


def by_turns(ours, peer, rounds):
    """Median seconds of both sides, which take turns after one uncounted round each."""
    taken = ([], [])
    for turn in range(rounds + 1):
        for side, run in enumerate((ours, peer)):
            seconds = run() if run else float("nan")
            if turn:
                taken[side].append(seconds)
    return [statistics.median(seconds) for seconds in taken]


def check_training(encoder, attention, rows, longest, steps, rounds, peak):
    lengths = random.Random(3)
    batches = {"equally long": [longest] * rows, "of different lengths": [lengths.randrange(longest // 6, longest + 1) for _ in range(rows)]}
    for precision in ("BF16", "FP32") if DEVICE == "cuda" else ("FP32",):
        peer = theirs(encoder, precision, 0.1)
        worker = Ours(encoder, OURS, attention, precision)
        for name, chosen in batches.items():
            file, value = inputs("train", chosen)
            ours, other = by_turns(lambda: worker.do("train", file, steps)["seconds"] / steps,
                                   (lambda: peer.train(value, steps)["seconds"] / steps) if peer else None, rounds)
            share = f", {100 * flops(chosen) / ours / peak / 1e12:.1f} % of {peak:g} TFLOP/s" if peak else ""
            report(f"training, {rows} rows {name} up to {longest}, {precision} {attention}: {1000 * ours:.1f} ms, {rows / ours:.1f} examples/s{share}; "
                   f"transformers sdpa, padded: {1000 * other:.1f} ms, {rows / other:.1f} examples/s; {other / ours:.2f}x")
        report(f"memory after training, {precision}: {worker.memory() / 2 ** 30:.2f} GiB on the {'device, of both sides' if DEVICE == 'cuda' else 'host, ours'}"
               + (f", {torch.cuda.max_memory_allocated() / 2 ** 30:.2f} GiB allocated by transformers" if DEVICE == "cuda" else ""))
        worker.close()


def check_answering(encoder, attention, longest, windows, rounds):
    precision = "BF16" if DEVICE == "cuda" else "FP32"
    peer, worker = theirs(encoder, precision, 0.0), Ours(encoder, OURS, attention, precision)
    for rows in (1, 8, 32, 256) if SIZE == "base" else (1, 8):
        file, value = inputs("answer", [longest] * rows)
        passes = max(1, windows // rows)
        ours, other = by_turns(lambda: worker.do("answer", file, passes)["seconds"] / passes,
                               (lambda: peer.answer(value, passes)["seconds"] / passes) if peer else None, rounds)
        report(f"answering, {rows} rows of {longest}, {precision}: {rows / ours:.1f} windows/s, transformers {rows / other:.1f}; {other / ours:.2f}x")
    worker.close()


def check_resume(encoder, attention):
    file, _ = inputs("resume", [31, 64, 64, 17])
    for precision in ("FP32", "BF16") if DEVICE == "cuda" else ("FP32",):
        worker = Ours(encoder, OURS, attention, precision)
        different = worker.do("resume", file, os.path.join(WORK, "state"))["differentTensors"]
        worker.close()
        report(f"resume, {precision} {attention}: {'bit-identical' if different == 0 else f'{different} tensors differ'}")


def main():
    global DEVICE, OURS, SIZE, WORK
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--device", default="cuda", choices=("cuda", "cpu"))
    arguments.add_argument("--tiny", action="store_true")
    arguments.add_argument("--peak", type=float, default=0, help="TFLOP/s of the device in bf16, for the share of it")
    options = arguments.parse_args()
    DEVICE, OURS, SIZE = options.device, "gpu0" if options.device == "cuda" else "cpu", "tiny" if options.tiny else "base"
    WORK = tempfile.mkdtemp(prefix="gpu-check-")
    try:
        report(f"PyTorch {torch.__version__}, {torch.cuda.get_device_name() if DEVICE == 'cuda' else 'CPU'}, shape {SIZE}")
        encoder = os.path.join(WORK, "encoder")
        if java("write", encoder, *SHAPES[SIZE]).wait():
            raise RuntimeError("our process could not write the encoder")
        rows, longest, steps, rounds = (16, 384, 20, 3) if SIZE == "base" else (4, 64, 3, 1)
        check_parity(encoder)
        check_resume(encoder, "FUSED")
        for attention in ("FUSED", "FLASH") if DEVICE == "cuda" else ("FUSED",):
            check_training(encoder, attention, rows, longest, steps, rounds, options.peak)
        check_answering(encoder, "FUSED", longest, 512 if SIZE == "base" else 8, rounds)
    finally:
        shutil.rmtree(WORK)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""The best matrix product that any library here reaches at the models' shapes: floating point operations per second, fp32 and bf16."""
import time

import numpy
import onnxruntime
import torch
import worker
from onnx import TensorProto, helper
from torch.utils import mkldnn as mkldnn_utils

# tokens, inputs, outputs: linear layers of MiniLM and bert-base at the batches of the training rows
SHAPES = [(2048, 384, 384), (2048, 384, 1536), (2048, 1536, 384), (6144, 384, 384), (6144, 384, 1536), (6144, 1536, 384),
          (1536, 768, 768), (1536, 768, 3072), (1536, 3072, 768)]


def best(operation, flops):
    operation()
    took = []
    until = time.perf_counter() + 0.25
    while time.perf_counter() < until or len(took) < 4:
        began = time.perf_counter()
        operation()
        took.append(time.perf_counter() - began)
    return flops / min(took)


def onnx_product(m, k, n, b):
    graph = helper.make_graph([helper.make_node("MatMul", ["x", "w"], ["y"])], "g",
                              [helper.make_tensor_value_info("x", TensorProto.FLOAT, [m, k])],
                              [helper.make_tensor_value_info("y", TensorProto.FLOAT, [m, n])],
                              [helper.make_tensor("w", TensorProto.FLOAT, [k, n], b.tobytes(), raw=True)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = worker.threads()
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def measure(m, k, n):
    x, w = torch.randn(m, k), torch.randn(n, k)
    flops = 2 * m * k * n
    found = {"fp32": {}, "bf16": {}}
    found["fp32"]["torch.linear"] = best(lambda: torch.nn.functional.linear(x, w), flops)
    layer = mkldnn_utils.to_mkldnn(torch.nn.Linear(k, n, bias=False).eval())
    dense = x.to_mkldnn()
    with torch.no_grad():
        found["fp32"]["oneDNN"] = best(lambda: layer(dense), flops)
    a, b = x.numpy(), numpy.ascontiguousarray(w.numpy().T)
    found["fp32"]["numpy"] = best(lambda: a @ b, flops)
    session = onnx_product(m, k, n, b)
    found["fp32"]["onnxruntime"] = best(lambda: session.run(None, {"x": a}), flops)
    xb, wb = x.bfloat16(), w.bfloat16()
    found["bf16"]["torch.linear"] = best(lambda: torch.nn.functional.linear(xb, wb), flops)
    return found


def main():
    torch.set_num_threads(worker.threads())
    torch.manual_seed(0)
    table = []
    with torch.no_grad():
        for shape in SHAPES:
            table.append({"shape": shape, **measure(*shape)})
    ceiling = {}
    for kind in ("fp32", "bf16"):
        library, value = max(((name, speed) for row in table for name, speed in row[kind].items()), key=lambda pair: pair[1])
        ceiling[kind] = {"flopsPerSecond": value, "library": library}
    worker.say({"ceiling": ceiling, "shapes": table,
                "versions": {"torch": torch.__version__, "numpy": numpy.__version__, "onnxruntime": onnxruntime.__version__}})


if __name__ == "__main__":
    main()

"""Integer products for the nets that ship: smaller, faster, and the same on every processor.

Usual int8 loses most where a few channels and pieces are 15 times as large as the others, since all
activations of a product share one scale. Both kinds of unevenness come out of a linear layer
exactly:

    x W = r * ((x c / r) (W / c)),  c a constant for each input channel, r each row's largest value.

Then the scale of activations is always 1/127 and no row depends on another (SmoothQuant and its
per-token scales, Xiao et al. 2023); and with weights of 7 bits no sum of two products leaves 16
bits, so that processors without VNNI give the same integers as those with it.
"""

from __future__ import annotations

import copy
import os
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before onnxruntime is imported, here or elsewhere

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

SMALL = 1 << 14  # a product with fewer weights stays as it is: there is nothing to gain
ROWS = 1000  # and so does a table with fewer rows
ACTIVATION = 127
WEIGHT = 63  # 7 bits: 2 * 255 * 63 < 2 ** 15
ZERO = 128
MARK = "levelled"  # ends the name of each matrix whose product becomes one of integers

Sample = tuple[Tensor, ...]


class Level(nn.Module):
    """A linear layer whose product sees rows and channels of like magnitude; the same function."""

    def __init__(self, linear: nn.Linear, largest: Tensor, weights: Tensor) -> None:
        """`largest` and `weights` (in,): each input channel's largest magnitude in the samples, and
        in the weights of all layers that read this input."""
        super().__init__()
        column = (largest.clamp_min(1e-5) / weights.clamp_min(1e-5)).sqrt()
        column = column / column.mean()
        self.register_buffer("even", 1 / column)
        self.register_buffer(MARK, (linear.weight.detach() * column).T.contiguous())
        none = torch.zeros(linear.out_features)
        self.register_buffer("bias", none if linear.bias is None else linear.bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        x = x * self.get_buffer("even")
        row = x.abs().amax(-1, keepdim=True).clamp_min(1e-6)
        return ((x / row) @ self.get_buffer(MARK)) * row + self.get_buffer("bias")


class ByteTable(nn.Module):
    """An embedding of bytes with one scale a row."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        rows = table.weight.detach()
        scale = (rows.abs().amax(1, keepdim=True) / 127).clamp_min(1e-8)
        self.register_buffer("rows", torch.round(rows / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        pick = nn.functional.embedding
        return pick(ids, self.get_buffer("rows")).float() * pick(ids, self.get_buffer("scale"))


def levelled(net: nn.Module, samples: Sequence[Sample]) -> nn.Module:
    """A copy of `net` whose wide layers are levelled by what `samples` show, with tables of
    bytes."""
    net = copy.deepcopy(net).eval()
    wide = {
        n: m
        for n, m in net.named_modules()
        if isinstance(m, nn.Linear) and m.weight.numel() >= SMALL
    }
    largest, together = _inputs(net, wide, samples)
    for name, linear in wide.items():
        weights = torch.stack([wide[n].weight.detach().abs().amax(0) for n in together[name]]).amax(
            0
        )
        _put(net, name, Level(linear, largest[name], weights))
    for name, table in list(net.named_modules()):
        if isinstance(table, nn.Embedding) and table.num_embeddings >= ROWS:
            _put(net, name, ByteTable(table))
    return net


def _inputs(
    net: nn.Module, wide: Mapping[str, nn.Linear], samples: Sequence[Sample]
) -> tuple[dict[str, Tensor], dict[str, list[str]]]:
    """For each layer its input channels' largest magnitudes, and the layers that read the same
    input: levelled alike, they share the work of preparing it."""
    largest: dict[str, Tensor] = {}
    given: dict[str, Tensor] = {}  # of one sample, all held, so that no address is used twice

    def watch(name: str) -> Callable[..., None]:
        def hook(_module: nn.Module, args: tuple[Tensor], _out: Tensor) -> None:
            given[name] = args[0]
            now = args[0].abs().flatten(0, -2)
            now = torch.cat([now, torch.zeros_like(now[:0].sum(0)[None])]).amax(0)  # may be empty
            largest[name] = torch.maximum(largest.get(name, now), now)

        return hook

    hooks = [module.register_forward_hook(watch(name)) for name, module in wide.items()]
    with torch.no_grad():
        for sample in samples:
            net(*sample)
    for hook in hooks:
        hook.remove()
    places = {name: (x.data_ptr(), x.shape) for name, x in given.items()}
    together = {n: [m for m in wide if places[m] == places[n]] for n in wide}
    return largest, together


def _put(net: nn.Module, name: str, new: nn.Module) -> None:
    above, _, last = name.rpartition(".")
    setattr(net.get_submodule(above), last, new)


def integers(model: onnx.ModelProto, weight: int = WEIGHT) -> onnx.ModelProto:
    """The levelled products of a graph as products of integers; all else stays as it is."""
    graph = model.graph
    constants = {c.name: c for c in graph.initializer}
    graph.initializer.extend(
        [
            numpy_helper.from_array(np.array(1 / ACTIVATION, np.float32), "level_scale"),
            numpy_helper.from_array(np.array(ZERO, np.uint8), "level_zero"),
        ]
    )
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        matrix = constants.get(node.input[1]) if node.op_type == "MatMul" else None
        if matrix is not None and matrix.name.endswith(MARK):
            nodes += _product(graph, node, matrix, weight)
        else:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def _product(
    graph: onnx.GraphProto, node: onnx.NodeProto, matrix: onnx.TensorProto, largest: int
) -> list[onnx.NodeProto]:
    weight = numpy_helper.to_array(matrix)
    scale = np.maximum(np.abs(weight).max(0) / largest, 1e-9).astype(np.float32)
    name, out = matrix.name, node.output[0]
    graph.initializer.remove(matrix)
    graph.initializer.extend(
        [
            numpy_helper.from_array(np.round(weight / scale).astype(np.int8), f"{name}.q"),
            numpy_helper.from_array(scale, f"{name}.scale"),
        ]
    )
    scales = ["level_scale", f"{name}.scale", "level_zero"]
    return [
        helper.make_node(
            "QuantizeLinear", [node.input[0], "level_scale", "level_zero"], [f"{out}.a"]
        ),
        helper.make_node(
            "MatMulIntegerToFloat",
            [f"{out}.a", f"{name}.q", *scales],
            [out],
            domain="com.microsoft",
        ),
    ]


def optimised(model: Path, to: Path) -> None:
    """Fused for any processor, so that loading need not do it again."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(to)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def write(
    net: nn.Module,
    samples: Sequence[Sample],
    names: tuple[Sequence[str], Sequence[str]],
    axes: Mapping[str, Sequence[str]],
    to: Path,
    weight: int | None = WEIGHT,
) -> None:
    """`net` as an ONNX file. `names` are those of its inputs and outputs, `axes` the names of each
    one's first axes, all of which may be of any size. `weight` is the largest integer of a weight
    (None: nothing is made integer). The first of `samples` is traced."""
    net = net.eval() if weight is None else levelled(net, samples)
    dynamic = {n: dict(enumerate(a)) for n, a in axes.items()}
    with tempfile.TemporaryDirectory() as folder, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing says that shapes become constants: those may
        raw, whole = Path(folder) / "raw.onnx", Path(folder) / "whole.onnx"
        torch.onnx.export(
            net, samples[0], str(raw), input_names=list(names[0]), output_names=list(names[1]),
            dynamic_axes=dynamic, opset_version=17, dynamo=False,
        )  # fmt: skip
        model = onnx.load(str(raw))
        onnx.save(model if weight is None else integers(model, weight), str(whole))
        optimised(whole, to)

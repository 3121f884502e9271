"""A net in onnxruntime: arrays in, arrays out. The only module that imports it.

The settings are for one unpadded window a call, measured on windows of 20 to 320 pieces: one thread
a call is the same bytes every time, and two callers at once are as fast as two threads in one call
and steadier; memory patterns cost 12 MB where each window has another length.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from fabula.errors import ModelUnusable

# From 1.29 on a plain import writes a device's number and a database under the user's cache
# directory, unless this stands before it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
try:
    import onnxruntime
except (ImportError, OSError, RuntimeError) as error:
    # RuntimeError is what numpy raises on a processor without the features it was built for.
    raise ModelUnusable(
        "the trained model cannot run on this machine, because onnxruntime cannot be loaded"
        f" ({error}); installing fabula anew with pip, on a processor made since 2010, helps"
    ) from error
from numpy import ndarray

Array = ndarray[Any, Any]

SILENT = 4  # onnxruntime's level for what ends the process: nothing else is printed


class Session:
    """One net, ready to run. Two threads may run it at once."""

    def __init__(self, net: bytes, name: str) -> None:
        """`net`: the bytes of an ONNX file; `name`: what messages call it.

        ModelUnusable if onnxruntime does not take it here.
        """
        self.name = name
        onnxruntime.set_default_logger_severity(SILENT)
        try:
            self._session = onnxruntime.InferenceSession(
                net, _options(), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's errors have no class of their own
            raise ModelUnusable(
                f"{name}: onnxruntime {onnxruntime.__version__} cannot run this net here: {error}"
            ) from error
        self.outputs = tuple(output.name for output in self._session.get_outputs())
        self.inputs = tuple(given.name for given in self._session.get_inputs())

    def run(
        self, inputs: Mapping[str, Array], outputs: Sequence[str] | None = None
    ) -> dict[str, Array]:
        """The arrays named in `outputs` (all, if None) for the arrays in `inputs`.

        ModelUnusable if the net fails on them.
        """
        names = self.outputs if outputs is None else tuple(outputs)
        try:
            return dict(zip(names, self._session.run(names, dict(inputs)), strict=True))
        except Exception as error:
            raise ModelUnusable(f"{self.name}: the net failed: {error}") from error


def _options() -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    # Nothing that depends on the machine's own layout, as ORT_ENABLE_ALL does.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.enable_cpu_mem_arena = True
    options.enable_mem_pattern = False
    options.use_deterministic_compute = True
    options.log_severity_level = SILENT
    return options

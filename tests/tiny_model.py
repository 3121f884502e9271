"""A made-up model of a few thousand bytes, for tests that need no trained weights.

All its nets are `tests/model/tiny.onnx`: 40 pieces and 24 shapes in, one int8 product with measured
activations (DynamicQuantizeLinear, MatMulInteger), attention over the window, words as means of
pieces; `h` and `odds`, both float32 [N, 8], out. Its weights are random.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from string import ascii_lowercase

from fabula.model.folder import NETS, VOCABULARY
from fabula.model.seal import seal

NET = Path(__file__).parent / "model" / "tiny.onnx"
PIECES = [
    "[UNK]",
    "[CLS]",
    "[SEP]",
    *ascii_lowercase,
    *(f"##{c}" for c in "aeinorst"),
    ".",
    '"',
    "-",
]


def tiny_model(folder: Path) -> Path:
    """Make the model in `folder`, which is made too; gives it back."""
    folder.mkdir(parents=True)
    for name in NETS:
        copyfile(NET, folder / name)
    (folder / VOCABULARY).write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    (folder / "README.md").write_text("# A made-up model\n", encoding="utf-8")
    (folder / "CHANGELOG.md").write_text("# 0.1\n", encoding="utf-8")
    seal(folder, "tiny", "0.1", {"labels": ["PER", "LOC"], "threshold": 0.5})
    return folder

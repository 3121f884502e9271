"""Rows of numbers kept small: a vector as bytes with one scale, a profile as whole numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fabula.reading.people.profiles import COLUMNS

VECTOR = 160  # numbers in the model's view of a mention
ROW = np.dtype([("scale", "<f4"), ("vector", "i1", (VECTOR,)), ("profile", "<u4", (COLUMNS,))])

Floats = NDArray[np.float32]
Small = NDArray[np.int32]
Rows = NDArray[np.void]


def pack_vectors(vectors: Floats) -> Rows:
    """(M, VECTOR) as rows with int8 vectors and a scale each; profiles are still to be told."""
    rows = np.zeros(len(vectors), ROW)
    rows["scale"] = np.maximum(np.abs(vectors).max(1, initial=0.0), 1e-6) / 127
    rows["vector"] = np.rint(vectors / rows["scale"][:, None])
    return rows


def vectors_of(rows: Rows) -> Floats:
    """(M, VECTOR), as they were packed."""
    found = rows["vector"].astype(np.float32) * rows["scale"][:, None]
    return np.ascontiguousarray(found, np.float32)


def profiles_of(rows: Rows) -> Small:
    """(M, COLUMNS), column after column, as what compares them likes it. Digests are read as signed
    numbers."""
    return np.array(rows["profile"], order="F").view("<i4")


def from_bytes(data: bytes) -> Rows:
    """Rows as `rows.tobytes()` gives them; not to be changed."""
    return np.frombuffer(data, ROW)

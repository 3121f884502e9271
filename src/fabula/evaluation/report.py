"""What an evaluation gives: tables of figures, for people and for programs alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from fabula.evaluation.agreement import Agreement
from fabula.evaluation.calibration import Judged, calibration_error, reliability

Reached = Callable[[str], None]  # hears the name of each document when its turn comes


def silent(name: str) -> None:
    """Says nothing of what is reached."""


# A share is a float, a count an int; None is what cannot be told.
Figure = float | int | None


class Row(msgspec.Struct, frozen=True):
    """One line of a table; all rows of a table have the same columns, in the same order."""

    label: str
    figures: dict[str, Figure]


class Table(msgspec.Struct, frozen=True):
    """Figures under a title; `note` says what exactly is counted."""

    title: str
    note: str
    rows: list[Row]


class Report(msgspec.Struct, frozen=True):
    """All of one evaluation: on what, of which version and model, how it was done."""

    corpus: str
    fabula: str
    model: str
    protocol: str
    tables: list[Table]


def agreements(title: str, note: str, rows: Mapping[str, Agreement]) -> Table:
    """A table of precision, recall and F1."""
    return Table(title, note, [Row(label, figures(row)) for label, row in rows.items()])


def figures(agreement: Agreement) -> dict[str, Figure]:
    """Precision, recall, F1, and how many there are."""
    return {
        "precision": agreement.precision,
        "recall": agreement.recall,
        "F1": agreement.f1,
        "gold": round(agreement.gold),
        "found": round(agreement.found),
    }


def calibration_tables(
    parts: Iterable[Mapping[str, Sequence[Judged]]], before: str = ""
) -> Iterator[Table]:
    """One table of calibration errors, and for each kind of statement its reliability table; the
    titles begin with `before`. `parts` are the documents' statements, by kind."""
    said: dict[str, list[Judged]] = {}
    for part in parts:
        for name, pairs in part.items():
            if pairs:
                said.setdefault(name, []).extend(pairs)
    yield Table(
        f"{before}Calibration",
        "expected calibration error over ten bins of confidence",
        [Row(name, _summary(pairs)) for name, pairs in said.items()],
    )
    for name, pairs in said.items():
        yield Table(f"{before}Reliability: {name}", "by confidence", list(_bins(pairs)))


def _summary(pairs: Sequence[Judged]) -> dict[str, Figure]:
    return {
        "confidence": sum(c for c, _ in pairs) / len(pairs),
        "right": sum(r for _, r in pairs) / len(pairs),
        "error": calibration_error(pairs),
        "count": len(pairs),
    }


def _bins(pairs: Iterable[Judged]) -> Iterator[Row]:
    for part in reliability(list(pairs)):
        label = f"{part.low:.1f} to {part.high:.1f}"
        yield Row(label, {"confidence": part.confidence, "right": part.right, "count": part.size})

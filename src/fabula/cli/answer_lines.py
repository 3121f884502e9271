"""An answer with its evidence, and why something is told, for programs: lines with tabs."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.cli.found import Found, Retold
from fabula.cli.output import plain
from fabula.cli.overview import cells, where
from fabula.cli.reasons import Cited, Reason, Words


def answer_lines(answer: str | None, confidence: float, evidence: list[Words]) -> Iterator[str]:
    """An answer and its confidence, then offset, chapter, percent and words of each piece of
    evidence, parted by tabs."""
    yield f"{plain(answer or 'not stated')}\t{confidence:.2f}"
    for said in evidence:
        yield f"{cells(said.place)}\t{plain(said.words)}"


def reason_lines(reason: Reason) -> Iterator[str]:
    """Why something is told: a name and a value, parted by a tab; of other records their id, kind,
    place and words."""
    yield f"id\t{reason.id}"
    yield f"record\t{reason.record}"
    for name, value in fields(reason):
        yield f"{name}\t{value}"
    for name, cited in (("rests on", reason.rests_on), ("later", reason.later)):
        yield from (f"{name}\t{_cited(one)}" for one in cited)


def found_line(found: Found) -> str:
    """A sentence that was found: offset, chapter, percent, scene, speaker, score and words, parted
    by tabs."""
    speaker = plain(found.speaker or "")
    place = cells(found.place)
    return f"{place}\t{found.scene or ''}\t{speaker}\t{found.score:.2f}\t{plain(found.words)}"


def recap_line(said: Retold) -> str:
    """A sentence of a recap: offset, chapter, percent and words, parted by tabs."""
    return f"{cells(said.place)}\t{plain(said.words)}"


def fields(reason: Reason) -> Iterator[tuple[str, str]]:
    """What is shown of a reason, field by field: a name and a value."""
    for name, value in reason.says.items():
        yield name.replace("_", " "), plain(value)
    yield "words", f"“{plain(reason.at.words)}” {where(reason.at.place)}"
    for said in reason.evidence:
        yield "evidence", f"“{plain(said.words)}” {where(said.place)}"
    yield "rule", plain(reason.by)
    yield "confidence", f"{reason.confidence:.2f}, {reason.basis}"
    yield "known at", str(reason.known_at)
    if reason.times:
        yield "spoken of", ", ".join(f"{kind} {n:,}" for kind, n in reason.times.items())


def _cited(one: Cited) -> str:
    return f"{one.id}\t{one.record}\t{cells(one.at.place)}\t{plain(one.at.words)}"

"""How well a reading agrees with the PDNC: who speaks to whom, and whether people stay themselves
through a whole novel.

A raw novel goes in, without a list of characters. A predicted entity stands for the character that
owns most of its proper-name mentions; one without such a mention stands for nobody, so that a
narrator without a name is always wrong. (The lenient table lets each entity stand for whoever
really speaks most of what it is said to speak.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean

from fabula.evaluation.agreement import share
from fabula.evaluation.pdnc_gold import REPORTED, TUNED, Choice, folders, load
from fabula.evaluation.pdnc_scores import CUES, OFTEN, Scores, score
from fabula.evaluation.predicted import export_of
from fabula.evaluation.report import Figure, Reached, Report, Row, Table, calibration_tables, silent

_PROTOCOL = (
    "raw novels in ({choice}: {number}), no character list; an entity stands for the character "
    "that owns most of its proper names; what was not found is wrong"
)


def evaluate(path: Path, choice: Choice = "all", reached: Reached = silent) -> Report:
    """Reads and scores the novels at `path`; `reached` hears the name of each.

    Raises FabulaError where there are no novels, or a file is not as the PDNC's are.
    """
    scores: list[Scores] = []
    for folder in folders(path, choice):
        reached(folder.name)
        novel = load(folder)
        export = export_of(novel.text)
        scores.append(score(novel, export))
    groups = _groups(scores, choice)
    tables = [
        _outcomes("Speakers", "share right, by cue", groups, "speakers", ("all", *CUES)),
        _outcomes(
            "Speakers, lenient",
            "each entity stands for whoever speaks most of what it is said to speak",
            groups,
            "lenient",
            ("all", *CUES),
        ),
        _outcomes(
            "Addressees",
            "of quotations to one character: the first predicted one is it, any is",
            groups,
            "addressees",
            ("first", "any"),
        ),
        _outcomes(
            "Pronouns in quotations",
            "share of the annotated ones whose entity, at just that place, is the right character",
            groups,
            "pronouns",
            ("all", "singular"),
        ),
        _characters(groups),
        _deciders(scores),
    ]
    protocol = _PROTOCOL.format(choice=choice, number=len(scores))
    tables += calibration_tables(one.judged for one in scores)
    return Report("PDNC", export.fabula, export.model, protocol, tables)


Groups = list[tuple[str, list[Scores]]]


def _groups(scores: list[Scores], choice: Choice) -> Groups:
    """The rows of a table: each novel, then all of them, the tuned and the reported ones apart."""
    groups = [(one.name, [one]) for one in scores]
    if choice == "all" and len(scores) == TUNED + REPORTED:
        groups += [(f"first {TUNED}", scores[:TUNED]), (f"last {REPORTED}", scores[TUNED:])]
    return [*groups, ("together", scores)] if len(scores) > 1 else groups


def _outcomes(title: str, note: str, groups: Groups, what: str, columns: Sequence[str]) -> Table:
    """Shares of right cases, pooled over novels."""
    rows = []
    for label, scores in groups:
        cases = {c: [case.right for s in scores for case in getattr(s, what)[c]] for c in columns}
        shares: dict[str, Figure] = {c: share(sum(r), len(r)) for c, r in cases.items()}
        rows.append(Row(label, {**shares, "of": len(cases[columns[0]])}))
    return Table(title, note, rows)


def _deciders(scores: Iterable[Scores]) -> Table:
    cases: dict[str, list[bool]] = {}
    for one in scores:
        for by, decided in one.deciders.items():
            cases.setdefault(by, []).extend(case.right for case in decided)
    rows: list[Row] = []
    for by, right in sorted(cases.items()):
        rows.append(Row(by, {"right": share(sum(right), len(right)), "of": len(right)}))
    return Table("Speakers by evidence", "share right, by what decided", rows)


def _characters(groups: Groups) -> Table:
    note = (
        f"the {OFTEN} characters named most often, each by the entity that has most of its names: "
        "means over characters of recall, and of purity (how much of that entity is theirs)"
    )
    return Table("Characters whole", note, [Row(label, _whole(part)) for label, part in groups])


def _whole(scores: Iterable[Scores]) -> dict[str, Figure]:
    kept = [one for novel in scores for one in novel.characters]
    return {
        "name recall": _mean(k.names.recall for k in kept if k.names.gold),
        "name purity": _mean(k.names.precision for k in kept if k.names.found),
        "pronoun recall": _mean(k.pronouns.recall for k in kept if k.pronouns.gold),
        "pronoun purity": _mean(k.pronouns.precision for k in kept if k.pronouns.found),
        "characters": len(kept),
    }


def _mean(figures: Iterable[float]) -> Figure:
    found = list(figures)
    return mean(found) if found else None

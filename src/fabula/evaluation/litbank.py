"""How well a reading agrees with LitBank: mentions, coreference, events, quotations and speakers.

Raw text goes in, either as print has it (`natural`) or as the corpus keeps it (`spaced`: a sentence
a line, tokens parted by blanks); all that is compared is what the export says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, pstdev
from typing import Literal

from fabula.evaluation.agreement import total
from fabula.evaluation.coreference import Coreference
from fabula.evaluation.detokenise import natural
from fabula.evaluation.litbank_gold import Document, documents, load
from fabula.evaluation.litbank_scores import Scores, score
from fabula.evaluation.predicted import export_of
from fabula.evaluation.report import (
    Reached,
    Report,
    Row,
    Table,
    agreements,
    calibration_tables,
    figures,
    silent,
)
from fabula.story.text import Span

Form = Literal["natural", "spaced"]

_PROTOCOL = (
    "raw text in ({form}), everything predicted, places compared exactly, singletons kept, "
    "micro-averages over {number} documents"
)


def evaluate(path: Path, form: Form = "natural", reached: Reached = silent) -> Report:
    """Reads and scores every document under `path`; `reached` hears the name of each.

    Raises FabulaError where there are no documents, or a file is not as LitBank's are.
    """
    tables: list[Table] = []
    number = 0
    for part, files in documents(path).items():
        scores = []
        for file in files:
            reached(file.name)
            document = load(file)
            text, tokens = laid_out(document, form)
            export = export_of(text)
            scores.append(score(document, tokens, export))
        tables += _tables(f"{part}: " if part else "", scores)
        number += len(scores)
    protocol = _PROTOCOL.format(form=form, number=number)
    return Report("LitBank", export.fabula, export.model, protocol, tables)


def laid_out(document: Document, form: Form) -> tuple[str, list[Span]]:
    """The document's text, and the place of each token in it (code points)."""
    if form == "natural":
        text, sentences = natural(document.sentences)
        return text, [span for sentence in sentences for span in sentence]
    spans: list[Span] = []
    place = 0
    for word in document.words:
        spans.append(Span(place, place + len(word)))
        place += len(word) + 1
    return "".join(" ".join(sentence) + "\n" for sentence in document.sentences), spans


def _tables(part: str, scores: Sequence[Scores]) -> Iterator[Table]:
    rows = {label: total(s.mentions[label] for s in scores) for label in scores[0].mentions}
    yield agreements(
        f"{part}Mentions", "pronouns in; of a kind or type: those that both call so", rows
    )
    yield _coreference(part, [s.coreference for s in scores])
    yield _events(part, scores)
    yield agreements(
        f"{part}Speech",
        "quotations without their marks; a speaker is right who has most of its gold mentions",
        {
            "quotations": total(s.quotations for s in scores),
            "speakers": total(s.speakers for s in scores),
        },
    )
    yield from calibration_tables((s.judged for s in scores), part)


def _coreference(part: str, scores: Sequence[Coreference]) -> Table:
    whole = sum(scores, Coreference())
    rows = [
        Row(name, {"precision": a.precision, "recall": a.recall, "F1": a.f1})
        for name, a in (("MUC", whole.muc), ("B³", whole.b_cubed), ("CEAFe", whole.ceaf_e))
    ]
    rows.append(Row("CoNLL", {"precision": None, "recall": None, "F1": whole.conll}))
    return Table(f"{part}Coreference", "predicted mentions, singletons kept", rows)


def _events(part: str, scores: Sequence[Scores]) -> Table:
    """All events, each document's, and how far documents lie apart."""
    annotated = {s.name: s.events for s in scores if s.events is not None}
    rows = [Row("all", figures(total(annotated.values())))]
    rows += [Row(name, figures(events)) for name, events in annotated.items()]
    f1 = [events.f1 for events in annotated.values()] or [0.0]
    for label, figure in (("mean", mean(f1)), ("standard deviation", pstdev(f1))):
        rows.append(Row(label, {**dict.fromkeys(rows[0].figures), "F1": figure}))
    note = f"that happen (realis actual), in the {len(annotated)} documents that have them"
    return Table(f"{part}Events", note, rows)

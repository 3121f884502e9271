"""One LitBank document beside the export of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from fabula.evaluation.agreement import Agreement, exact
from fabula.evaluation.calibration import Case, Judged, said_of
from fabula.evaluation.coreference import Coreference, compare
from fabula.evaluation.litbank_gold import KINDS, TYPES, Document, TokenSpan
from fabula.evaluation.predicted import Quotations
from fabula.reading.speech.quotations import bare
from fabula.story.contract import EventItem, Export, MentionItem
from fabula.story.text import Span

SPAN, TYPED = "exact span", "span and type"


@dataclass(frozen=True, slots=True)
class Scores:
    """How one document was read; `events` is None where none are annotated."""

    name: str
    mentions: dict[str, Agreement]
    coreference: Coreference
    events: Agreement | None
    quotations: Agreement
    speakers: Agreement
    judged: dict[str, list[Judged]]


def score(document: Document, tokens: Sequence[Span], export: Export) -> Scores:
    """Compares a document with the export of its text, in which its tokens stand at `tokens`."""
    sides = _Sides(document, tokens, export)
    cases = list(sides.attributed())
    right, said = sum(case.right for case in cases), said_of(cases)
    return Scores(
        name=document.name,
        mentions=dict(sides.mentions()),
        coreference=compare(
            _groups(sides.clusters), _groups({at: m.entity for at, m in sides.found.items()})
        ),
        events=None if document.events is None else exact(sides.happening, sides.events),
        quotations=sides.quotations(),
        speakers=Agreement(right, len(cases), right, len(said)),
        judged={
            "mentions": [(m.confidence, at in sides.gold) for at, m in sides.found.items()],
            "coreference links": list(sides.links()),
            "events": [(e.confidence, at in sides.happening) for at, e in sides.events.items()],
            "speakers": said,
        },
    )


class _Sides:
    """What is annotated and what was found, by places in the text.

    Of several mentions at one place the first counts.
    """

    def __init__(self, document: Document, tokens: Sequence[Span], export: Export) -> None:
        self.document, self.export, self.tokens = document, export, tokens
        self.gold = {self.place(at): mention for at, mention in document.mentions.items()}
        self.clusters = {at: mention.cluster for at, mention in self.gold.items()}
        self.found: dict[Span, MentionItem] = {}
        for mention in export.mentions:
            if mention.type in TYPES:
                self.found.setdefault(Span(mention.start, mention.end), mention)

    def place(self, at: TokenSpan) -> Span:
        return Span(self.tokens[at[0]].start, self.tokens[at[1]].end)

    def mentions(self) -> Iterator[tuple[str, Agreement]]:
        """Agreement on places; on places with types; and on those of each kind and each type."""
        gold = [(at, m.type, m.kind) for at, m in self.gold.items()]
        found = [(at, str(m.type), str(m.kind)) for at, m in self.found.items()]
        yield SPAN, exact([at for at, *_ in gold], [at for at, *_ in found])
        yield TYPED, exact([m[:2] for m in gold], [m[:2] for m in found])
        for label in (*KINDS, *TYPES):
            yield (
                label,
                exact([m[0] for m in gold if label in m], [m[0] for m in found if label in m]),
            )

    def links(self) -> Iterator[Judged]:
        """Of each annotated mention that is said to be somebody met before: whether it is, as far
        as that somebody's latest annotated mention tells."""
        latest: dict[str, int] = {}
        for at, mention in self.found.items():
            if at in self.clusters:
                before = latest.get(mention.entity)
                if before is not None:
                    yield mention.confidence, before == self.clusters[at]
                latest[mention.entity] = self.clusters[at]

    @cached_property
    def happening(self) -> set[Span]:
        """Where something happens, as annotated."""
        marks = self.document.events or []
        return {at for at, happens in zip(self.tokens, marks, strict=False) if happens}

    @cached_property
    def events(self) -> dict[Span, EventItem]:
        """What is said to happen; nothing where no events are annotated to compare it with."""
        if self.document.events is None:
            return {}
        return {Span(e.start, e.end): e for e in self.export.events if e.realis == "actual"}

    def quotations(self) -> Agreement:
        """Speech outside other quotations, without its outer marks."""
        text = self.export.text
        spoken = [q for q in self.export.quotations if q.mode == "speech" and q.parent is None]
        return exact(
            {bare(text, self.place(q.at)) for q in self.document.quotations},
            {bare(text, Span(q.start, q.end)) for q in spoken},
        )

    def attributed(self) -> Iterator[Case]:
        """Of each quotation with an annotated speaker: whether the entity that is said to speak is
        the one that has most of the speaker's mentions."""
        votes: dict[int, Counter[str]] = {}
        for at, cluster in self.clusters.items():
            if at in self.found:
                votes.setdefault(cluster, Counter())[self.found[at].entity] += 1
        bearer = {cluster: who.most_common(1)[0][0] for cluster, who in votes.items()}
        quotations = Quotations(self.export.quotations)
        for quote in self.document.quotations:
            if quote.speaker is not None:
                said = quotations.at(self.place(quote.at))
                if said is None or said.speaker is None:
                    yield Case(None, right=False)
                else:
                    yield Case(said.confidence, bearer.get(quote.speaker) == said.speaker)


def _groups(clusters: Mapping[Span, Hashable]) -> list[list[Span]]:
    grouped: dict[Hashable, list[Span]] = {}
    for at, cluster in clusters.items():
        grouped.setdefault(cluster, []).append(at)
    return list(grouped.values())

"""What is said by whom to whom, as parts of the event that a verb of saying tells: the quotation
beside it, its speaker and whom it is said to; the clause of reported speech and of thought.
"""

from __future__ import annotations

from typing import NamedTuple

from fabula.reading.grammar import Grammar
from fabula.reading.page import Page
from fabula.reading.verbs import MINDS, SAYS
from fabula.story.records import Event, Participant, Role

BY = "saying"


class Said(NamedTuple):
    """The quotation (its number) that a verb introduces, who speaks it and to whom."""

    quotation: int
    speaker: str | None
    addressees: tuple[str, ...]

    def emit(self, page: Page, event: Event, roles: set[Role]) -> None:
        """Adds to an event what its words do not tell themselves."""
        at = page.notes.quotations[self.quotation].at
        sure = min(event.confidence, page.sure.get(self.quotation, 0.5))
        if "recipient" not in roles and "patient" not in roles:
            for entity in self.addressees:
                page.emit(
                    Participant, "a", at, BY, confidence=sure, basis="inferred",
                    event=event.id, role="recipient", entity=entity,
                )  # fmt: skip
        if "content" not in roles:
            page.emit(
                Participant, "a", at, BY, confidence=event.confidence, event=event.id,
                role="content", content=page.quotations[self.quotation].id,
            )  # fmt: skip


def said(page: Page, grammar: Grammar) -> dict[int, Said]:
    """For each verb of saying beside a quotation (by the number of its word), what it introduces;
    of a quotation in pieces the first."""
    found: dict[int, Said] = {}
    for cue in page.notes.cues:
        if cue.verb is None or cue.quotation >= len(page.quotations):
            continue
        verb = grammar.word_at(cue.verb.start)
        while verb is not None and grammar.words[verb].at.start < cue.verb.end:
            if grammar.words[verb].upos == "VERB":
                speaker, addressees = page.spoken.get(cue.quotation, (None, ()))
                found.setdefault(verb, Said(cue.quotation, speaker, addressees))
                break
            verb = verb + 1 if verb + 1 < len(grammar.words) else None
    return found


def clauses(page: Page, grammar: Grammar, spoken: dict[int, Said]) -> None:
    """Emits as content what is said, asked, ordered or thought in a clause of its own."""
    for i, event in page.events.items():
        if i in spoken or grammar.lemma(i) not in SAYS | MINDS:
            continue
        clause = grammar.child(i, "ccomp", "xcomp")
        if clause is None or any(p.role == "content" for p in page.parts_of(event.id)):
            continue
        number = grammar.quotation(clause)
        content = None
        if number is not None and number != grammar.quotation(i):
            content = page.quotations[number].id if number < len(page.quotations) else None
        elif clause in page.events:
            content = page.events[clause].id
        page.emit(
            Participant, "a", grammar.clause(clause), BY, confidence=event.confidence,
            event=event.id, role="content", content=content,
        )  # fmt: skip

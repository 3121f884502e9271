"""What happens in a passage, and who and what takes part in it.

The model sees most of what really happens (LitBank's realis events). What it misses and what is
denied, wished, asked or yet to come is read off the syntax, where somebody takes part in it. Roles
follow from syntax (`roles.py`), from who speaks to whom (`saying.py`), and from what things have
been told of (`things.py`).
"""

from __future__ import annotations

import msgspec

from fabula.reading.events.parted import by_event, parted
from fabula.reading.events.saying import Said, clauses, hearer, is_aloud, ordered, said
from fabula.reading.events.things import Stock
from fabula.reading.language.grammar import Grammar
from fabula.reading.language.roles import Part, is_person, parts
from fabula.reading.language.verbs import FEELS, STANDS, STARTS, STATES, STAYS
from fabula.reading.page import Page
from fabula.reading.people.company import members
from fabula.story.annotations import Happening
from fabula.story.memory import Memory
from fabula.story.records import Event, Participant, Realis, Role
from fabula.story.text import Span

BY = "events"
_SAYS_IT = ("content", "patient")  # where "it" tells something, even if not what
_UNLIKELY = -7  # logit from which down the model takes something for no happening at all
_FINITE = ("VBD", "VBZ", "VBP")


def events(memory: Memory, page: Page) -> Memory:
    """Emits Events with their Participants, and the THING entities among these."""
    grammar = page.grammar
    things = Stock(page, memory.things)
    happening = {told.at.start: told for told in page.notes.happenings}
    spoken = said(page, grammar)
    glimpsed = by_event(page.notes.glimpses)
    for i in range(len(grammar.words)):
        told = happening.get(grammar.words[i].at.start)
        found = list(parts(grammar, i)) if told or _may_happen(grammar, i) else []
        event = _event(page, grammar, i, told, found)
        if event is not None:
            page.events[i] = event
            found = parted(grammar, found, glimpsed.get(i, ()))
            _take_part(page, things, i, event, found, spoken.get(i))
        things.see(i)
    clauses(page, grammar, spoken)
    return msgspec.structs.replace(memory, things=things.memory())


def _event(
    page: Page, grammar: Grammar, i: int, told: Happening | None, found: list[Part]
) -> Event | None:
    if told is not None:
        return page.emit(
            Event, "v", told.at, "model", confidence=told.confidence, lemma=told.lemma,
            past_perfect=told.past_perfect or grammar.is_past_perfect(i),
        )  # fmt: skip
    realis = _realis(page, grammar, i, found)
    if realis is None:
        return None
    return page.emit(
        Event, "v", grammar.words[i].at, BY, confidence=0.5, basis="inferred",
        lemma=grammar.lemma(i), realis=realis, past_perfect=grammar.is_past_perfect(i),
    )  # fmt: skip


def _may_happen(grammar: Grammar, i: int) -> bool:
    """Whether a word is a verb of doing, feeling or thinking."""
    return grammar.words[i].upos == "VERB" and grammar.lemma(i) not in STANDS


def _realis(page: Page, grammar: Grammar, i: int, found: list[Part]) -> Realis | None:
    """How real something is that the model does not see; None where it is no event, or nobody
    takes part in it."""
    people = any(is_person(grammar, part.word) or part.whose is not None for part in found)
    if not people and ordered(page, grammar, i) is None:
        return None
    realis = grammar.realis(i)
    lemma = grammar.lemma(i)
    if lemma in STATES and len(found) < 2 and grammar.child(i, "ccomp", "xcomp") is None:
        return None
    if realis != "actual":
        return realis
    if not (_is_asserted(grammar, i) and _is_deed(grammar, i, found)):
        return None
    return "habitual" if _is_rule(grammar, i) else realis


def _is_rule(grammar: Grammar, i: int) -> bool:
    """Whether the narrator tells what is so as a rule, or over a long time ("who knits in the
    rests", "they rarely returned"), rather than what happens once: the model sees that in its
    words. How somebody stands or sits at the time is none."""
    word = grammar.words[i]
    stays = word.xpos == "VBG" or grammar.lemma(i) in STAYS
    return word.happens <= _UNLIKELY and grammar.quotation(i) is None and not stays


def _is_asserted(grammar: Grammar, i: int) -> bool:
    """Whether a verb asserts something by its form: finite, or what somebody sees, lets or
    makes happen."""
    word = grammar.words[i]
    if word.xpos in _FINITE or grammar.auxiliaries(i):
        return True
    above = grammar.lemma(word.head) if word.head is not None else ""
    return word.deprel in ("xcomp", "ccomp") and above in STARTS


def _is_deed(grammar: Grammar, i: int, found: list[Part]) -> bool:
    """Whether what a verb asserts is an event, though the model does not see it: no state and no
    thought; in a clause within another something that is done to somebody or something."""
    if grammar.lemma(i) in STATES | FEELS:
        return False
    leads = grammar.words[i].deprel in ("root", "conj")
    return len(found) > 1 or leads or grammar.quotation(i) is not None


def _take_part(
    page: Page, things: Stock, i: int, event: Event, found: list[Part], spoken: Said | None
) -> None:
    grammar, agent = page.grammar, None
    for part in found:
        whose = part.word if part.whose is None else part.whose
        entity = grammar.entity(whose) or things.of(part.word, part.role)
        if spoken and part.role == "agent" and spoken.speaker and grammar.is_pronoun(part.word):
            entity = spoken.speaker  # speech is looked at as a whole, a pronoun alone
        if entity is None and grammar.is_pronoun(part.word) and part.role not in _SAYS_IT:
            continue
        others = {e for p in found if p != part and (e := grammar.entity(p.word))}
        for one in members(page, grammar, i, part.word, others) or (entity,):
            page.emit(
                Participant, "a", grammar.phrase(part.word), BY if part.seen is None else "model",
                confidence=event.confidence if part.seen is None else part.seen,
                event=event.id, role=part.role, entity=one,
            )  # fmt: skip
        agent = entity if part.role == "agent" else agent
    roles = {part.role for part in found}
    if "agent" not in roles and (agent := ordered(page, grammar, i)):
        _infer(page, event, "agent", agent)
    if spoken is not None:
        spoken.emit(page, event, roles, is_aloud(grammar, i))
    elif not roles & {"recipient", "patient"} and (other := hearer(page, grammar, i, agent)):
        _infer(page, event, "recipient", other)


def _infer(page: Page, event: Event, role: Role, entity: str) -> None:
    """Somebody takes part whom the clause does not tell; the event's word stands for them."""
    at = Span(event.at.start - page.passage.start, event.at.end - page.passage.start)
    page.emit(
        Participant, "a", at, BY, confidence=0.4, basis="inferred", event=event.id, role=role,
        entity=entity,
    )  # fmt: skip

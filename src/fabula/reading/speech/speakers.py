"""Who speaks: each quotation's evidence, and one decision over all the turns of a passage.

Evidence is weighed for each person who may be speaking (`evidence.py`, `weighing.py`), and all
turns are decided together, from the last ones of the passage before (`turns.py`). What is decided
for a passage is final, but for its last turns (`doubts.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from fabula.reading.corrected.telling_who import said_of
from fabula.reading.page import Page
from fabula.reading.speech.doubts import (
    Decision,
    chosen,
    entities_of,
    entity_of,
    open_doubts,
    revise,
    state_after,
    still_in_doubt,
)
from fabula.reading.speech.evidence import Evidence, gather
from fabula.reading.speech.turns import alone, likely_speakers
from fabula.reading.speech.weighing import TO_LAST, TO_NEXT, TO_SAME, TO_SOMEBODY, UNKNOWN
from fabula.story.annotations import Quoted
from fabula.story.memory import Conversation, Doubt, Memory, Turn
from fabula.story.records import EntityType, Quotation, SpeakerOf

REMEMBERED_TURNS = 6

ONE = ("reopened", "cut", "tagged", "told")  # junctions over which an utterance may go on
SILENT = ("thought", "writing", "remembered")  # modes that are no turn of a conversation


def speakers(memory: Memory, page: Page) -> Memory:
    """Emits Quotations and SpeakerOfs, also for turns of the passage before that look otherwise
    now; the memory keeps the last turns, those in doubt, and who was named."""
    if page.passage.language:
        return _untold(memory, page)
    evidence, named = gather(memory, page)
    before = memory.conversation
    doubts = open_doubts(memory, page)
    path = _everybody(page, evidence, doubts, before.turns)
    turns = revise(page, doubts, path, before.turns) if evidence else before.turns
    decided = {
        item.quotation: (item, decision)
        for item, decision in zip(evidence, path[len(doubts) :], strict=True)
    }
    utterance = memory.conversation.unclosed
    last = turns[-1] if turns else None  # whoever spoke or thought last
    for i, quoted in enumerate(page.notes.quotations):
        parent = page.quotations[quoted.parent].id if quoted.parent is not None else None
        if i not in decided:
            _quote(page, quoted, None, parent)
            continue
        item, decision = decided[i]
        page.sure[i] = decision.confidence
        if last is not None and utterance is not None and _goes_on(item, decision, last):
            _quote(page, quoted, utterance, parent)
            page.spoken[i] = (entity_of(decision.speaker), entities_of(last.addressees))
            continue
        utterance = _quote(page, quoted, None, parent).utterance
        to: tuple[str, ...] = ()
        if quoted.mode != "thought":
            to = _addressees(item, decision.speaker, turns, _coming(page, i, decided))
        last = Turn(utterance, decision.speaker, to, decision.confidence, item.heard.paragraph)
        page.spoken[i] = (entity_of(decision.speaker), entities_of(to))
        memory = _typed(memory, page, item, decision.speaker)
        _say(page, quoted, item, last)
        if quoted.mode not in SILENT:
            turns = (*turns, last)[-REMEMBERED_TURNS:]
    if evidence:
        spoken = [e for e in evidence if page.notes.quotations[e.quotation].mode not in SILENT]
        doubts = still_in_doubt(page, doubts, path, spoken, decided, state_after(before.turns))
    conversation = Conversation(turns, named, _unclosed(page), doubts)
    return msgspec.structs.replace(memory, conversation=conversation)


def _untold(memory: Memory, page: Page) -> Memory:
    """Quotations in a language that is not read: nobody is taken for their speaker, and the
    conversation before them does not go on after them."""
    utterance = memory.conversation.unclosed
    for quoted in page.notes.quotations:
        parent = page.quotations[quoted.parent].id if quoted.parent is not None else None
        _quote(page, quoted, utterance if quoted.reopened else None, parent)
        utterance = page.quotations[-1].utterance
    named = memory.conversation.named
    return msgspec.structs.replace(
        memory, conversation=Conversation(named=named, unclosed=_unclosed(page))
    )


def _coming(
    page: Page, i: int, decided: Mapping[int, tuple[Evidence, Decision]]
) -> tuple[str, int] | None:
    """Who speaks next in the passage after quotation `i`, somebody else, and how many paragraphs
    later."""
    item, decision = decided[i]
    for j in range(i + 1, len(page.notes.quotations)):
        if j not in decided:
            continue
        other, next_ = decided[j]
        if other.labelled != item.labelled:
            return None  # the chat ends, or begins
        if next_.speaker != decision.speaker:
            return next_.speaker, other.heard.paragraph - item.heard.paragraph
    return None


def _everybody(
    page: Page, evidence: Sequence[Evidence], doubts: Sequence[Doubt], turns: Sequence[Turn]
) -> list[Decision]:
    """Who speaks each piece in doubt, and who speaks, thinks or writes each quotation. Only speech
    is a turn of the conversation; a thought is decided by itself, or goes on with the one before
    it."""
    quotations = page.notes.quotations
    spoken = [e.heard for e in evidence if quotations[e.quotation].mode not in SILENT]
    heard = [*(d.heard for d in doubts), *spoken]
    state = doubts[0].before if doubts else state_after(turns)
    shares = likely_speakers(heard, state)
    together = [chosen(h, s) for h, s in zip(heard, shares, strict=True)]
    speaking = iter(together[len(doubts) :])
    found = together[: len(doubts)]
    silent = False
    for item in evidence:
        was_silent, silent = silent, quotations[item.quotation].mode in SILENT
        if not silent:
            found.append(next(speaking))
        elif was_silent and item.heard.junction in ONE:
            found.append(found[-1])
        else:
            found.append(chosen(item.heard, alone(item.heard)))
    return found


def _goes_on(item: Evidence, decision: Decision, last: Turn) -> bool:
    """Whether a quotation is a further piece of the last utterance."""
    same = decision.speaker == (last.speaker or UNKNOWN)
    return same and item.heard.junction in ONE


def _addressees(
    item: Evidence,
    speaker: str,
    turns: Sequence[Turn],
    coming: tuple[str, int] | None,
) -> tuple[str, ...]:
    """Whom a turn is spoken to: for whom most speaks, of those whom it calls, whom its words mean,
    who spoke before and who speaks next (`coming`: who, and how many paragraphs later)."""
    votes = dict(item.to)

    def add(who: str | None, weight: float) -> None:
        if who is not None and who != UNKNOWN:
            votes[who] = votes.get(who, 0.0) + weight

    last = turns[-1] if turns else None
    ago = item.heard.paragraph - last.paragraph if last is not None else len(TO_LAST)
    if last is not None and ago < len(TO_LAST):
        if last.speaker != speaker:
            add(last.speaker, TO_LAST[ago])
        else:
            for who in last.addressees:
                add(who, TO_SAME)
    if coming is not None and coming[1] < len(TO_NEXT):
        add(coming[0], TO_NEXT[coming[1]])
    votes.pop(speaker, None)
    best = max(votes, key=lambda who: votes[who], default=None)
    return (best,) if best is not None and votes[best] >= TO_SOMEBODY else ()


def _quote(page: Page, quoted: Quoted, utterance: str | None, parent: str | None) -> Quotation:
    """Write a quotation; without an utterance it begins its own."""
    own = f"q{page.counts.get('q', 0) + 1}"
    record = page.emit(
        Quotation,
        "q",
        quoted.at,
        "quotations",
        utterance=utterance or own,
        mode=quoted.mode,
        parent=parent,
    )
    page.quotations.append(record)
    return record


def _say(page: Page, quoted: Quoted, item: Evidence, turn: Turn) -> None:
    """Write who speaks an utterance."""
    assert turn.speaker is not None
    kind = item.heard.kinds.get(turn.speaker, "turns")
    fix = said_of(page, item.quotation) if kind == "reader" else None
    page.emit(
        SpeakerOf,
        "d",
        quoted.at,
        "reader" if fix else f"speakers:{kind}",
        known_at=fix.made_at if fix else None,
        confidence=turn.confidence,
        basis="stated" if item.heard.cue == "explicit" else "inferred",
        utterance=turn.utterance,
        speaker=entity_of(turn.speaker),
        cue=item.heard.cue,
        addressees=entities_of(turn.addressees),
    )


def _typed(memory: Memory, page: Page, item: Evidence, speaker: str) -> Memory:
    """Whoever speaks is a person, if the text has not said so before."""
    known = memory.cast.known.get(speaker)
    if known is None or known.type is not None:
        return memory
    told = item.heard.kinds.get(speaker) in ("name", "beat", "reader")
    if not told and not item.heard.addressed and speaker not in item.heard.called:
        return memory
    at = page.notes.quotations[item.quotation].at
    page.emit(
        EntityType,
        "t",
        at,
        "speakers",
        confidence=0.9 if told else 0.6,
        basis="stated" if told else "inferred",
        entity=speaker,
        type="PER",
    )
    people = {**memory.cast.known, speaker: msgspec.structs.replace(known, type="PER")}
    return msgspec.structs.replace(memory, cast=msgspec.structs.replace(memory.cast, known=people))


def _unclosed(page: Page) -> str | None:
    """The utterance that the passage's last paragraph leaves open, for the next to take up."""
    for quoted, record in zip(
        reversed(page.notes.quotations), reversed(page.quotations), strict=True
    ):
        if quoted.parent is None:
            open_ended = quoted.opened and not quoted.closed
            at_end = quoted.at.end == len(page.passage.text)
            return record.utterance if open_ended and at_end else None
    return None

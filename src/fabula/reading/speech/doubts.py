"""Turns in doubt: what a later turn may still change of who spoke before it.

A passage ends where its paragraphs are full, in the middle of a conversation. So the evidence of
its last turns is kept, and they are decided once more together with the next passage's. What looks
otherwise then is a new SpeakerOf with its own `known_at`; the first word is never taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from fabula.reading.page import Page
from fabula.reading.speech.evidence import Evidence
from fabula.reading.speech.weighing import UNKNOWN
from fabula.story.memory import Doubt, Memory, Turn
from fabula.story.records import SpeakerOf

IN_DOUBT = 4  # pieces
AGES = 4  # paragraphs after which nothing more is changed
State = tuple[str, str, int]

# How often decisions of a kind are right; measured on five of the first fourteen PDNC novels.
SURE = {
    "reader": 1.0,
    "reader, cued": 1.0,
    "name": 0.96,
    "name, cued": 0.96,
    "noun": 0.4,
    "noun, cued": 0.29,
    "pronoun": 0.55,
    "pronoun, cued": 0.72,
    "beat": 0.64,
    "beat, cued": 0.64,
    "turns": 0.57,
    "turns, cued": 0.31,
    "nobody": 0.5,
}


class Decision(NamedTuple):
    """Who speaks a quotation, and how sure that is."""

    speaker: str
    confidence: float


def weigh(item: Evidence | Doubt, speaker: str) -> Decision:
    """How sure a decision is: the share of its kind that is right on the novels for tuning."""
    kind = item.kinds.get(speaker, "nobody" if speaker == UNKNOWN else "turns")
    if kind == "nobody":
        return Decision(speaker, SURE[kind])
    return Decision(speaker, SURE[kind if item.cue == "implicit" else f"{kind}, cued"])


def entity_of(speaker: str) -> str | None:
    """The entity a state stands for: none for the unknown, the narrator, the merely described."""
    return speaker if speaker[:1] == "e" and speaker[1:].isdigit() else None


def entities_of(people: Iterable[str]) -> tuple[str, ...]:
    """The entities that some states stand for."""
    return tuple(who for who in people if entity_of(who) is not None)


def state_after(turns: Sequence[Turn]) -> State:
    """The last two different speakers, and the paragraph of the last turn."""
    last = [turn.speaker or UNKNOWN for turn in turns]
    if not last:
        return UNKNOWN, UNKNOWN, -99
    other = next((s for s in reversed(last) if s != last[-1]), UNKNOWN)
    return other, last[-1], turns[-1].paragraph


def open_doubts(memory: Memory, page: Page) -> tuple[Doubt, ...]:
    """The pieces that this passage may still change, everybody called by who they are now."""
    doubts = memory.conversation.doubts
    if page.passage.opens_chapter or not doubts:
        return ()
    if page.first_paragraph - doubts[-1].paragraph > AGES:
        return ()
    root = memory.cast.root
    return tuple(
        msgspec.structs.replace(
            d,
            scores={root(w): s for w, s in sorted(d.scores.items(), key=lambda item: item[1])},
            kinds={root(w): k for w, k in d.kinds.items()},
            addressed=tuple(root(w) for w in d.addressed),
            answered={root(w): a for w, a in d.answered.items()},
            speaker=root(d.speaker),
            to=tuple(root(w) for w in d.to),
            before=(root(d.before[0]), root(d.before[1]), d.before[2]),
        )
        for d in doubts
    )


def revise(
    page: Page, doubts: Sequence[Doubt], path: Sequence[str], turns: Sequence[Turn]
) -> tuple[Turn, ...]:
    """Write anew who speaks where it looks otherwise now; the turns, brought up to date."""
    at = next(q.at for q in page.notes.quotations if q.parent is None)
    changed: dict[str, tuple[str | None, tuple[str, ...]]] = {}
    for k, (doubt, speaker) in enumerate(zip(doubts, path, strict=False)):
        first = all(d.utterance != doubt.utterance for d in doubts[:k])
        if not first or speaker == doubt.speaker:
            continue
        to = _to(doubt, speaker, doubts[:k], path)
        changed[doubt.utterance] = (speaker, to)
        decision = weigh(doubt, speaker)
        page.emit(
            SpeakerOf,
            "d",
            at,
            f"speakers:{doubt.kinds.get(speaker, 'turns')}",
            confidence=decision.confidence,
            basis="inferred",
            utterance=doubt.utterance,
            speaker=entity_of(speaker),
            cue=doubt.cue,
            addressees=entities_of(to),
        )
    return tuple(
        msgspec.structs.replace(
            t, speaker=changed[t.utterance][0], addressees=changed[t.utterance][1]
        )
        if t.utterance in changed
        else t
        for t in turns
    )


def _to(
    doubt: Doubt, speaker: str, before: Sequence[Doubt], path: Sequence[str]
) -> tuple[str, ...]:
    """Whom a turn is spoken to by its new speaker: as before, unless that is the speaker; then
    whoever speaks before it, or was taken for its speaker."""
    if speaker not in doubt.to:
        return doubt.to
    others = [p for p in path[: len(before)] if p not in (speaker, UNKNOWN)]
    return (others[-1] if others else doubt.speaker,)


def still_in_doubt(
    page: Page,
    doubts: Sequence[Doubt],
    path: Sequence[str],
    spoken: Sequence[Evidence],
    decided: Mapping[int, tuple[Evidence, Decision]],
    state: State,
) -> tuple[Doubt, ...]:
    """The last pieces of speech, with what spoke for whom; `state` is what stood before them."""
    if doubts:
        state = doubts[0].before
    found: list[Doubt] = []
    for doubt, speaker in zip(doubts, path, strict=False):
        found.append(msgspec.structs.replace(doubt, speaker=speaker, before=state))
        state = _next(state, speaker, doubt.paragraph)
    for item in spoken:
        speaker = decided[item.quotation][1].speaker
        found.append(
            Doubt(
                utterance=page.quotations[item.quotation].utterance,
                paragraph=item.paragraph,
                scores=item.scores,
                kinds=item.kinds,
                cue=item.cue,
                junction=item.junction,
                addressed=item.addressed,
                answered=item.answered,
                speaker=speaker,
                to=page.spoken[item.quotation][1],
                before=state,
            )
        )
        state = _next(state, speaker, item.paragraph)
    return tuple(found[-IN_DOUBT:])


def _next(state: State, speaker: str, paragraph: int) -> State:
    first, second, _ = state
    return (first, second, paragraph) if speaker == second else (second, speaker, paragraph)

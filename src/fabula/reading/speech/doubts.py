"""Turns in doubt: what a later turn may still change of who spoke before it.

A passage ends where its paragraphs are full, in the middle of a conversation. So the evidence of
its last turns is kept, and they are decided once more together with the next passage's. What looks
otherwise then is a new SpeakerOf with its own `known_at`; the first word is never taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from fabula.reading.page import Page
from fabula.reading.speech.evidence import Evidence
from fabula.reading.speech.turns import State
from fabula.reading.speech.weighing import UNKNOWN, sure
from fabula.story.memory import Doubt, Heard, Memory, Turn
from fabula.story.records import SpeakerOf

IN_DOUBT = 4  # pieces
AGES = 4  # paragraphs after which nothing more is changed

NOBODY = 0.5  # how sure it is that it is nobody whom the text has shown


class Decision(NamedTuple):
    """Who speaks a quotation, and how sure that is."""

    speaker: str
    confidence: float


def chosen(heard: Heard, shares: Mapping[str, float]) -> Decision:
    """Whoever is likeliest, and how sure that is."""
    speaker = max(shares, key=lambda who: shares[who])
    if heard.kinds.get(speaker) == "reader":
        return Decision(speaker, 1.0)
    if speaker == UNKNOWN:
        return Decision(speaker, NOBODY)
    return Decision(speaker, sure(heard.cue, shares[speaker]))


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
    if page.first_paragraph - doubts[-1].heard.paragraph > AGES:
        return ()
    root = memory.cast.root
    return tuple(
        msgspec.structs.replace(
            d,
            heard=_renamed(d.heard, root),
            speaker=root(d.speaker),
            to=tuple(root(w) for w in d.to),
            before=(root(d.before[0]), root(d.before[1]), d.before[2]),
        )
        for d in doubts
    )


def _renamed(heard: Heard, root: Callable[[str], str]) -> Heard:
    """What was heard, everybody called by who they are now."""
    by_score = sorted(heard.scores.items(), key=lambda item: item[1])
    return msgspec.structs.replace(
        heard,
        scores={root(who): score for who, score in by_score},
        kinds={root(who): kind for who, kind in heard.kinds.items()},
        addressed=tuple(map(root, heard.addressed)),
        called=tuple(map(root, heard.called)),
    )


def revise(
    page: Page, doubts: Sequence[Doubt], path: Sequence[Decision], turns: Sequence[Turn]
) -> tuple[Turn, ...]:
    """Write anew who speaks where it looks otherwise now; the turns, brought up to date."""
    at = next(q.at for q in page.notes.quotations if q.parent is None)
    changed: dict[str, tuple[str | None, tuple[str, ...]]] = {}
    for k, (doubt, decision) in enumerate(zip(doubts, path, strict=False)):
        speaker = decision.speaker
        first = all(d.utterance != doubt.utterance for d in doubts[:k])
        if not first or speaker == doubt.speaker:
            continue
        to = _to(doubt, speaker, doubts[:k], path)
        changed[doubt.utterance] = (speaker, to)
        page.emit(
            SpeakerOf,
            "d",
            at,
            f"speakers:{doubt.heard.kinds.get(speaker, 'turns')}",
            confidence=decision.confidence,
            basis="inferred",
            utterance=doubt.utterance,
            speaker=entity_of(speaker),
            cue=doubt.heard.cue,
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
    doubt: Doubt, speaker: str, before: Sequence[Doubt], path: Sequence[Decision]
) -> tuple[str, ...]:
    """Whom a turn is spoken to by its new speaker: as before, unless that is the speaker; then
    whoever speaks before it, or was taken for its speaker."""
    if speaker not in doubt.to:
        return doubt.to
    others = [d.speaker for d in path[: len(before)] if d.speaker not in (speaker, UNKNOWN)]
    return (others[-1] if others else doubt.speaker,)


def still_in_doubt(
    page: Page,
    doubts: Sequence[Doubt],
    path: Sequence[Decision],
    spoken: Sequence[Evidence],
    decided: Mapping[int, tuple[Evidence, Decision]],
    state: State,
) -> tuple[Doubt, ...]:
    """The last pieces of speech, with what spoke for whom; `state` is what stood before them."""
    if doubts:
        state = doubts[0].before
    found: list[Doubt] = []
    for doubt, (speaker, _) in zip(doubts, path, strict=False):
        found.append(msgspec.structs.replace(doubt, speaker=speaker, before=state))
        state = _next(state, speaker, doubt.heard.paragraph)
    for item in spoken:
        speaker = decided[item.quotation][1].speaker
        utterance, to = page.quotations[item.quotation].utterance, page.spoken[item.quotation][1]
        found.append(Doubt(utterance, item.heard, speaker, to, state))
        state = _next(state, speaker, item.heard.paragraph)
    return tuple(found[-IN_DOUBT:])


def _next(state: State, speaker: str, paragraph: int) -> State:
    first, second, _ = state
    return (first, second, paragraph) if speaker == second else (second, speaker, paragraph)

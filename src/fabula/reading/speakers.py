"""Who speaks: each quotation's evidence, and one decision over all the turns of a passage.

Evidence is scored for each person who may be speaking (`evidence.py`); turns pull on each other
(speakers take turns between paragraphs, and stay the same within one unless something says
otherwise). The best sequence of speakers is found by Viterbi over pairs of speakers, from the last
turns of the passage before; all scores are logits set by hand and tuned on the first fourteen PDNC
novels by folder name and on our own stories. What is decided for a passage is final.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from fabula.reading.evidence import UNKNOWN, Evidence, Junction, gather
from fabula.reading.page import Page
from fabula.story.memory import Conversation, Memory, Turn
from fabula.story.records import EntityType, Quotation, SpeakerOf

REMEMBERED_TURNS = 6

# What turns say of each other: (the same speaker goes on, whoever spoke before answers).
PULL: dict[Junction, tuple[float, float]] = {
    "reopened": (20.0, 0.0),  # a speech that goes on over paragraphs
    "cut": (8.0, 0.0),  # one sentence on both sides of a cue
    "touching": (-6.0, 1.0),  # else they would be one quotation
    "told": (1.0, -1.0),  # one paragraph, one speaker, unless something says otherwise
}
NEXT_PARAGRAPH = (-1.5, 1.5)
NEAR_PARAGRAPH = (0.5, 0.5)  # after a paragraph or three of narration
NEAR = 4  # paragraphs
CALLS_BACK = 2.0  # whoever calls the last speaker by name answers them
BEAM = 12  # pairs of speakers kept after each turn


class Decision(NamedTuple):
    """Who speaks a quotation, and how sure that is."""

    speaker: str
    confidence: float


def speakers(memory: Memory, page: Page) -> Memory:
    """Emits Quotations and SpeakerOfs; the memory keeps the last turns and who was named."""
    evidence, named = gather(memory, page)
    before = memory.conversation.turns[-2:]
    path = _decide(evidence, before)
    decided = [_weigh(e, speaker, path, i) for i, (e, speaker) in enumerate(zip(evidence, path))]
    turns, memory = _tell(memory, page, evidence, decided)
    conversation = Conversation(
        turns=(*memory.conversation.turns, *turns)[-REMEMBERED_TURNS:],
        named=named,
        unclosed=_unclosed(memory, page),
    )
    return msgspec.structs.replace(memory, conversation=conversation)


def _decide(evidence: Sequence[Evidence], before: Sequence[Turn]) -> list[str]:
    """The best sequence of speakers: Viterbi over the last two different speakers, with a beam."""
    last = [t.speaker or UNKNOWN for t in before]
    last = [UNKNOWN] * (2 - len(last)) + last
    paragraph = before[-1].paragraph if before else -99
    states: dict[tuple[str, str], float] = {(last[0], last[1]): 0.0}
    back: list[dict[tuple[str, str], tuple[str, str]]] = []
    for item in evidence:
        distance = item.paragraph - paragraph
        same, other = _pull(item, distance)
        best: dict[tuple[str, str], float] = {}
        came: dict[tuple[str, str], tuple[str, str]] = {}
        for (first, second), score in states.items():
            for candidate, own in item.scores.items():
                total = score + own
                if candidate == second:
                    total += same if candidate != UNKNOWN else min(same, 0.0)
                elif candidate == first and candidate != UNKNOWN:
                    total += other
                if candidate != second:
                    total += item.answered.get(candidate, 0.0)
                    if distance <= 1 and second in item.addressed:
                        total += CALLS_BACK
                key = (first, second) if candidate == second else (second, candidate)
                if total > best.get(key, -1e9):
                    best[key], came[key] = total, (first, second)
        states = dict(sorted(best.items(), key=lambda s: -s[1])[:BEAM])
        back.append(came)
        paragraph = item.paragraph
    path: list[str] = []
    key = max(states, key=lambda k: states[k])
    for came in reversed(back):
        path.append(key[1])
        key = came[key]
    return path[::-1]


def _pull(item: Evidence, distance: int) -> tuple[float, float]:
    """What it adds that the speaker is the last one, or the one before."""
    if item.junction != "apart":
        return PULL[item.junction]
    if distance <= 1:
        return NEXT_PARAGRAPH
    return NEAR_PARAGRAPH if distance <= NEAR else (0.0, 0.0)


def _weigh(item: Evidence, speaker: str, path: Sequence[str], i: int) -> Decision:
    """How often a decision of this kind is right."""
    if speaker == UNKNOWN:
        return Decision(speaker, 0.5)
    kind = item.kinds.get(speaker, "")
    sure = {"name": 0.9, "noun": 0.8, "pronoun": 0.6, "beat": 0.7}.get(kind, 0.4)
    return Decision(speaker, sure)


def _tell(
    memory: Memory, page: Page, evidence: Sequence[Evidence], decided: Sequence[Decision]
) -> tuple[list[Turn], Memory]:
    """Write the quotations in reading order, and who speaks each utterance."""
    turns: list[Turn] = []
    by_quotation = {e.quotation: (e, d) for e, d in zip(evidence, decided, strict=True)}
    utterance = memory.conversation.unclosed
    last: Turn | None = memory.conversation.turns[-1] if memory.conversation.turns else None
    for i, quoted in enumerate(page.notes.quotations):
        own = f"q{page.counts.get('q', 0) + 1}"
        parent = page.quotations[quoted.parent].id if quoted.parent is not None else None
        if i not in by_quotation:
            record = page.emit(
                Quotation,
                "q",
                quoted.at,
                "quotations",
                utterance=own,
                mode=quoted.mode,
                parent=parent,
            )
            page.quotations.append(record)
            continue
        item, decision = by_quotation[i]
        goes_on = (
            last is not None
            and decision.speaker == (last.speaker or UNKNOWN)
            and (
                (item.junction == "reopened" and utterance is not None)
                or item.junction in ("cut", "told")
            )
        )
        if not goes_on or last is None:
            utterance = own
        page.quotations.append(
            page.emit(
                Quotation,
                "q",
                quoted.at,
                "quotations",
                utterance=utterance or own,
                mode=quoted.mode,
                parent=parent,
            )
        )
        if goes_on:
            continue
        memory = _typed(memory, page, item, decision.speaker)
        partner = last.speaker if last and 0 < item.paragraph - last.paragraph <= 1 else None
        to = tuple(a for a in item.addressed if a != decision.speaker)
        if not to and partner and partner not in (decision.speaker, UNKNOWN):
            to = (partner,)
        known = _entity(decision.speaker)
        page.emit(
            SpeakerOf,
            "d",
            quoted.at,
            f"speakers:{item.kinds.get(decision.speaker, 'turns')}",
            confidence=decision.confidence,
            basis="stated" if item.cue == "explicit" else "inferred",
            utterance=utterance or own,
            speaker=known,
            cue=item.cue,
            addressees=tuple(a for a in to if _entity(a)),
        )
        last = Turn(utterance or own, decision.speaker, to, decision.confidence, item.paragraph)
        turns.append(last)
    return turns, memory


def _entity(speaker: str) -> str | None:
    """The entity a state stands for: none for the unknown, the narrator and the merely described."""
    return speaker if speaker[:1] == "e" and speaker[1:].isdigit() else None


def _typed(memory: Memory, page: Page, item: Evidence, speaker: str) -> Memory:
    """Whoever speaks is a person, if the text has not said so before."""
    known = memory.cast.known.get(speaker)
    if known is None or known.type is not None:
        return memory
    told = item.kinds.get(speaker) in ("name", "beat")
    if not told and not item.addressed and speaker not in item.answered:
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


def _unclosed(memory: Memory, page: Page) -> str | None:
    """The utterance that the passage's last paragraph leaves open, for the next to take up."""
    last = len(page.passage.paragraphs) - 1
    for quoted, record in zip(reversed(page.notes.quotations), reversed(page.quotations)):
        if quoted.parent is None:
            return record.utterance if quoted.paragraph == last and not quoted.closed else None
    return None

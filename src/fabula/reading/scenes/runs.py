"""Runs of sentences in a paragraph that tell of what was before the scene, by their tense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fabula.reading.language.tenses import Sentence, Verb, When
from fabula.reading.language.verbs import COMES, GOES
from fabula.reading.page import Page
from fabula.reading.scenes.clues import AGO, DAWNED, MEMORY, SENSES, SMELLS, THAT_DAY, THEN
from fabula.reading.scenes.time_words import times_in
from fabula.story.memory import Played
from fabula.story.records import Level

RUN = 2  # sentences of before that open a memory with a paragraph
FRAGMENTS = 2  # sentences without a verb that lead to one
INNER_RUN = 3  # ...and in the middle of one
SHORT = 240  # code points that a memory of two sentences has at least, unless it is dated
GAP = 2  # sentences in the scene's own tense between those of before


_BRINGS = re.compile(r"\b(?:did\s+it|brought\s+it\s+(?:all\s+)?back|reminded)\b", re.IGNORECASE)
_ANSWERS = re.compile(r"\?[\"”’'»][^\"“”\n]{0,60}\s*\Z")  # a question is asked just before


class Run(NamedTuple):
    """The sentences of a paragraph that tell a memory (or a dream): from `first` up to `end`.
    `line`: the tense it is told in; `slid`: it is told like a scene."""

    first: int
    end: int
    line: str = "past"
    slid: bool = False
    level: Level = "flashback"


def of_before(
    page: Page, sentences: Sequence[Sentence], words: Sequence[str], scene: Played
) -> Run | None:
    """A run of sentences that tell of before."""
    told: list[When] = [
        "" if said.endswith("?") else s.told(scene.line)  # a question is thought now
        for s, said in zip(sentences, words, strict=True)
    ]
    for i, when in enumerate(told):
        if when == "earlier" and not sentences[i].speech:
            run = _run(page, sentences, told, words, i, scene)
            if run is not None:
                return run
    return slid(page, sentences, told, words, scene) if told else None


def _run(
    page: Page,
    sentences: Sequence[Sentence],
    told: Sequence[When],
    words: Sequence[str],
    i: int,
    scene: Played,
) -> Run | None:
    """The run of sentences that tell of before from sentence `i` on, if it is a memory."""
    end = _end(sentences, told, i, GAP if "line" not in told[:i] else 1)
    count = sum(told[k] == "earlier" for k in range(i, end))
    deeds = sum(told[k] == "earlier" and sentences[k].has_deed(scene.line) for k in range(i, end))
    broken = i >= FRAGMENTS and not sentences[0].verbs  # it begins in fragments ("In bits.")
    pieces = broken and not any(s.verbs for s in sentences[:i])
    starts = told[:i].count("line") <= broken and not any(s.speech for s in sentences[:i])
    brought = _is_brought(words, i)
    starts |= brought
    sensed = SENSES.search(words[max(0, i - 1)]) is not None
    led = brought or sensed or pieces or MEMORY.match(words[i]) is not None
    led |= scene.line == "present" and THEN.search(words[i]) is not None
    dated = led or (starts and broken) or _is_dated(words[i : i + 1 if starts else end])
    need = max((RUN if starts else INNER_RUN) - dated, RUN - led)
    if deeds < RUN - led or count < need:
        return None
    most = INNER_RUN if _ANSWERS.search(page.passage.text, 0, sentences[0].at.start) else RUN
    dated = dated or any(map(THAT_DAY.search, words[i:end]))
    glance = starts and not dated and scene.line == "past" and count <= most
    if glance and _is_brief(sentences, i, end):
        return None
    if starts:
        return Run(0 if scene.paragraphs else i, len(told) if end >= len(told) - 2 else end)
    return Run(i, end)


def _is_brought(words: Sequence[str], i: int) -> bool:
    """Whether what a paragraph begins with brings the day of a memory back ("It was the sandwiches
    that did it.")."""
    brought = any(map(SMELLS.search, words[max(0, i - FRAGMENTS) : i]))
    said = THEN.search(words[i]) is not None or _BRINGS.search(words[i - 1]) is not None
    ago = i == 1 and AGO.search(words[i]) is not None
    return i <= FRAGMENTS and ((brought and said) or ago)


def slid(
    page: Page, sentences: Sequence[Sentence], told: Sequence[When], words: Sequence[str],
    scene: Played,
) -> Run | None:  # fmt: skip
    """A memory that only its first sentence leads to ("It had been raining the night they brought
    him home.", "She remembered the day the boat came back."), and that is told on like a scene, of
    others."""
    if sentences[0].speech or scene.line != "past":
        return None
    first = next((v for v in sentences[0].verbs if v.main), None)
    remembered = SENSES.search(words[0]) is not None and THEN.search(words[0]) is not None
    before = told[0] == "earlier" and first is not None and _is_then(page, first, words[0], scene)
    if first is None or not (remembered or before):
        return None
    acts = (
        s
        for s, when in zip(sentences, told, strict=True)
        if when == "line" and s is not sentences[0]
    )
    deeds = [v for s in acts for v in s.verbs if v.main and v.deed]
    others = [v for v in deeds if v.person is not None]
    if not deeds or not others or others[0].person in scene.present:
        return None
    comes = page.grammar.lemma(others[0].word) in COMES and others[0].person != first.person
    return None if comes else Run(0, len(sentences), slid=True)


def _is_then(page: Page, first: Verb, words: str, scene: Played) -> bool:
    """Whether a sentence in the past perfect leads to another day: it says which, or that somebody
    had gone who is not there, or only what that day had been like."""
    goes = page.grammar.lemma(first.word) in GOES | {"die"} and first.person is not None
    gone = goes and first.person not in scene.present
    said = any(cue.search(words) for cue in (THEN, THAT_DAY, DAWNED, AGO)) or MEMORY.match(words)
    return gone or bool(said) or _is_dated([words]) or any(s.kind == "day" for s in times_in(words))


def _end(sentences: Sequence[Sentence], told: Sequence[When], i: int, most: int) -> int:
    """The end of what is told of before from sentence `i` on, with the fragments after it and at
    most so many sentences in the scene's tense between."""
    last, gap = i, 0
    for k in range(i, len(told)):
        gap = 0 if told[k] == "earlier" else gap + (told[k] == "line")
        if gap > most or (sentences[k].speech and told[k] == "line"):
            break
        if told[k] == "earlier":
            last = k
    end = last + 1
    while end < len(told) and not told[end] and not sentences[end].speech:
        end += 1
    return end


def _is_dated(words: Sequence[str]) -> bool:
    """Whether sentences say when that was."""
    said = [said for sentence in words for said in times_in(sentence)]
    return any(s.kind in ("date", "season") or s.order == "before" for s in said)


def _is_brief(sentences: Sequence[Sentence], i: int, end: int) -> bool:
    """Whether a few words tell of before: they may say how things stand now."""
    return sentences[end - 1].at.end - sentences[i].at.start < SHORT

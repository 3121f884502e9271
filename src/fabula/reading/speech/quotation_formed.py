"""Quotations that the text's form shows without any marks: the turns of chats and scripts, letters
and quoted mails, what a system shows. They are added to those that the marks make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fabula.reading.speech.quotation_boxes import boxed
from fabula.reading.speech.quotation_chat import chat
from fabula.reading.speech.quotation_letters import Letter, letters
from fabula.reading.speech.quotation_pairs import SAID, WRITTEN, Pair
from fabula.reading.speech.quotation_senders import is_led_to
from fabula.reading.speech.quotation_verse import is_italic
from fabula.story.passage import Paragraph, Passage


def formed(passage: Passage, texts: Sequence[str], found: list[list[Pair]]) -> list[list[Pair]]:
    """The quotations of each paragraph, those that its form shows among them."""
    shown = _shown(passage, texts)
    return [
        _with(here, shown[number]) if number in shown else here for number, here in enumerate(found)
    ]


def _shown(passage: Passage, texts: Sequence[str]) -> dict[int, list[Pair]]:
    """The pairs that the form shows, by paragraph."""
    shown: dict[int, list[Pair]] = {}
    talk = chat(passage)
    family = WRITTEN if talk.mode == "writing" else SAID
    for turn in talk.turns:
        start = passage.paragraphs[turn.paragraph].start
        pair = Pair(turn.words.start - start, turn.words.end - start, family, opened=False)
        shown.setdefault(turn.paragraph, []).append(pair)
    for letter in letters(passage):
        if not any(number in shown for number in range(letter.first, letter.last + 1)):
            shown.update((n, [pair]) for n, pair in _pages(passage.paragraphs, texts, letter))
    for number, text in enumerate(texts):
        if number not in shown and (others := boxed(text) or _message(passage, texts, number)):
            shown[number] = others
    return shown


def _message(passage: Passage, texts: Sequence[str], number: int) -> list[Pair]:
    """A paragraph in italics or bold type that is the message which the one before it tells of."""
    text = texts[number]
    bold = text.strip()[:2] == text.strip()[-2:] in ("**", "__")
    if not number or not (bold or is_italic(passage.paragraphs[number], text)):
        return []
    if not is_led_to(texts[number - 1]):
        return []
    return [Pair(len(text) - len(text.lstrip()), len(text.rstrip()), WRITTEN, opened=False)]


def _pages(
    paragraphs: Sequence[Paragraph], texts: Sequence[str], letter: Letter
) -> Iterator[tuple[int, Pair]]:
    """A letter's paragraphs, each but the last taken up by the next."""
    for number in range(letter.first, letter.last + 1):
        text = texts[number]
        start = max(letter.at.start - paragraphs[number].start, len(text) - len(text.lstrip()))
        last = number == letter.last
        yield number, Pair(start, len(text.rstrip()), WRITTEN, opened=False, closed=last)


def _with(found: Sequence[Pair], shown: Sequence[Pair]) -> list[Pair]:
    """The pairs of a paragraph with those its form shows; of the others only such as lie inside
    one of these or outside all of them."""
    kept: list[Pair] = []
    i = 0
    for pair in found:
        while i < len(shown) and shown[i].end <= pair.start:
            i += 1
        apart = i == len(shown) or pair.end <= shown[i].start
        inside = not apart and shown[i].start <= pair.start and pair.end <= shown[i].end
        if apart or (inside and (pair.start, pair.end) != (shown[i].start, shown[i].end)):
            kept.append(pair)
    return sorted([*kept, *shown], key=lambda p: (p.start, -p.end))

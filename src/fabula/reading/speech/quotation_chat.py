"""Chats and scripts: turns that begin with the name of whoever says them.

    mara_p: is anyone awake          written
    ALGERNON: Did you hear that?     said

A line with a label (`quotation_labels`) is a turn by its company (`quotation_people`). What the
chat itself reports is nobody's: `mara_p changed their name to knotqueen` (`name_notices`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from fabula.reading.names.name_notices import Notice
from fabula.reading.speech.quotation_labels import is_handle, is_shouted
from fabula.reading.speech.quotation_people import (
    CHAT,
    Line,
    is_cut,
    lines_before,
    lines_of,
    people,
)
from fabula.story.annotations import Mode
from fabula.story.passage import Passage
from fabula.story.text import Span

_DIRECTION = re.compile(r"\([^\W\d_][^()]{1,80}\)[ \t\n]+(?=\S)")  # (sighing), before the words
_FINISHED = re.compile(r"[.!?…\"”’')\]*_~—-]\Z")


class Turn(NamedTuple):
    """A turn of a chat or script: its paragraph's number, and the places in the passage of its
    label's name, of the sign that ends the label, and of the words."""

    paragraph: int
    name: Span
    sign: Span
    words: Span


class Chat(NamedTuple):
    """What a passage holds of chats and scripts: its turns and how they are meant, and the chat's
    own notices."""

    turns: tuple[Turn, ...] = ()
    mode: Mode = "writing"
    notices: tuple[Notice, ...] = ()


@lru_cache(maxsize=64)
def chat(passage: Passage) -> Chat:
    """The chat or script that a passage holds."""
    text = passage.text
    talk = ":" in text or ">" in text or "：" in text or CHAT.search(passage.left) is not None
    here = list(lines_of(passage, talk))
    who = frozenset[str]()
    if any(line.label for line in here):
        who = people(passage, [*lines_before(passage.left), *here])
    told = [line for line in here if line.label and line.label.key in who]
    sure = bool(told) or CHAT.search(passage.left) is not None
    notices = tuple(line.notice for line in here if line.notice and (sure or line.notice.marked))
    if not told:
        return Chat(notices=notices)
    return Chat(tuple(_told(here, who)), _mode(passage, told, bool(notices)), notices)


def _told(here: Sequence[Line], who: frozenset[str]) -> Iterator[Turn]:
    """The turns; the lines after one that a full line was cut into are its words too."""
    for i, line in enumerate(here):
        if line.label is None or line.label.key not in who:
            continue
        end, last = line.label.words.end, line
        for more in (here[j] for j in range(i + 1, len(here))):
            if more.label or more.notice or not is_cut(last, more):
                break
            end, last = more.at.start + len(more.text[slice(*more.at)].rstrip()), more
        start = line.label.words.start
        if direction := _DIRECTION.match(line.text, start, end):
            start = direction.end()
        yield Turn(line.paragraph, line.label.name, line.label.sign, Span(start, end))


def _mode(passage: Passage, told: Sequence[Line], reported: bool) -> Mode:
    """Said, as in a script, or written, as in a chat: by the labels (capitals throughout are a
    script's; handles, times and notices a chat's), by what the narration calls it, and by how
    carefully most of it is written."""
    labels = [line.label for line in told if line.label]
    angled = any(passage.text[label.sign.start] == ">" for label in labels)
    stamped = any(label.stamped for label in labels)
    if reported or angled or stamped or any(is_handle(line.name) for line in told):
        return "writing"
    if all(is_shouted(line.name) for line in told):
        return "speech"
    if CHAT.search(passage.left) or _narrates_chat(passage, told):
        return "writing"
    careless = sum(x.words[0].islower() or not _FINISHED.search(x.words) for x in told)
    small = all(line.name == line.name.lower() for line in told)
    return "writing" if 2 * careless > len(told) or small else "speech"


def _narrates_chat(passage: Passage, told: Sequence[Line]) -> bool:
    """Whether the paragraphs without turns tell of a chat, a phone, a screen."""
    turns = {line.paragraph for line in told}
    outside = (p for i, p in enumerate(passage.paragraphs) if i not in turns)
    return any(CHAT.search(passage.text, p.start, p.end) for p in outside)

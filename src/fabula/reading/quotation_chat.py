"""Chats and scripts: turns that begin with the name of whoever says them.

    mara_p: is anyone awake          written
    ALGERNON: Did you hear that?     said

A line with a label (`quotation_labels`) is a turn by its company: in a passage and what stands
right before it, labels come again, or lines with labels stand together, one after the other. A
lone line with a colon is prose. What the chat itself reports (`mara_p changed their name to
knotqueen`, `[seen 10:42]`, `name_notices`) parts no run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from fabula.reading.lists import word_list
from fabula.reading.name_notices import MARKED, Notice, notice_of
from fabula.reading.quotation_labels import (
    Label,
    is_handle,
    is_shouted,
    is_stat,
    label_of,
    lines,
)
from fabula.story.annotations import Mode
from fabula.story.passage import Passage
from fabula.story.text import Span

_WRAP = 56  # code points from which a line may have been cut off, to go on in the next
_CHAT = re.compile(
    r"\b(?:group\s?chat|chats?|chatroom|gc|texts?|texted|texting|phones?|screens?|messages?|messaged"
    r"|typing|typed|discord|notifications?|DMs?|emails?|inbox|online|offline)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[a-z,] ([A-Z][^\W_]+)(?!:)\b")
_LEAD = 160  # code points before a lone line in which a chat may be told of
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


class _Line(NamedTuple):
    """A line of `text` (the passage's, or what stands before it): its paragraph (-1: before), its
    label if it has one, the chat's notice if it is one."""

    text: str
    paragraph: int
    at: Span
    label: Label | None
    notice: Notice | None = None

    @property
    def name(self) -> str:
        """The label as written, "" where there is none."""
        return self.text[self.label.name.start : self.label.name.end] if self.label else ""

    @property
    def words(self) -> str:
        """What follows the label."""
        return self.text[self.label.words.start : self.label.words.end] if self.label else ""


@lru_cache(maxsize=64)
def chat(passage: Passage) -> Chat:
    """The chat or script that a passage holds."""
    text = passage.text
    talk = ":" in text or ">" in text or "：" in text or _CHAT.search(passage.left) is not None
    here = list(_lines(passage, talk))
    people = frozenset[str]()
    if any(line.label for line in here):
        people = _people(passage, [*_before(passage.left), *here])
    told = [line for line in here if line.label and line.label.key in people]
    sure = bool(told) or _CHAT.search(passage.left) is not None
    notices = tuple(line.notice for line in here if line.notice and (sure or line.notice.marked))
    if not told:
        return Chat(notices=notices)
    return Chat(tuple(_told(here, people)), _mode(passage, told, bool(notices)), notices)


def _before(left: str) -> Iterator[_Line]:
    """The whole lines that stand before the passage."""
    for at in list(lines(left, 0, len(left)))[1:]:
        yield _Line(left, -1, at, label_of(left, *at))


def _lines(passage: Passage, talk: bool) -> Iterator[_Line]:
    """The passage's lines; where nobody can `talk`, only those that signs set off are read."""
    text = passage.text
    for number, paragraph in enumerate(passage.paragraphs):
        if paragraph.kind == "prose":
            for at in lines(text, paragraph.start, paragraph.end):
                if talk or text[at.start] in MARKED:
                    label = label_of(text, *at)
                    yield _Line(text, number, at, label, None if label else notice_of(text, at))


def _people(passage: Passage, every: Sequence[_Line]) -> frozenset[str]:
    """The labels that are names of those who talk: two that come again; those that stand together
    with one that does; and where none comes again, those of two lines or more together that are
    names by themselves, or of a line that the narration leads to."""
    counts = Counter(line.label.key for line in every if line.label)
    stats = Counter(line.label.key for line in every if line.label and is_stat(line.words))
    may = {key for key, n in counts.items() if 2 * stats[key] < n}
    again = {key for key in may if counts[key] > 1}
    found = set(again) if len(again) > 1 else set()
    known = frozenset(_NAMED.findall(passage.text))
    for run in _runs(every):
        kept = [line for line in run if line.label and line.label.key in may]
        keys = {line.label.key for line in kept if line.label}
        stamped = sum(line.label.stamped for line in kept if line.label) > 1
        together = len(keys) > 1 and bool(keys & (again | found))
        if len(kept) > 1 and (together or stamped or all(_is_name(x, known) for x in kept)):
            found |= keys
    return frozenset(found) or frozenset(_led_to(passage, every, may, known))


def _runs(every: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines with labels that stand together, with at most notices and the rest of cut lines
    between."""
    run: list[_Line] = []
    last: _Line | None = None
    for line in every:
        if line.label:
            run.append(line)
        elif not line.notice and not (last and _is_cut(last, line)):
            yield run
            run = []
        last = line
    yield run


def _is_cut(line: _Line, following: _Line) -> bool:
    """Whether a line may have been cut off, to go on in the following one."""
    whole = line.at.end - line.at.start < _WRAP
    return line.paragraph == following.paragraph and not whole


def _is_name(line: _Line, known: frozenset[str]) -> bool:
    """Whether a label is somebody's name by itself: a handle, capitals throughout, or a name that
    lists know or the passage uses (`known`)."""
    name = line.name
    if is_handle(name) or is_shouted(name) or line.text[line.label.sign.start] == ">":  # type: ignore[union-attr]
        return True
    first = name.split()[0]
    given = first.capitalize()
    return first in known or given in word_list("given_f") or given in word_list("given_m")


def _led_to(
    passage: Passage, every: Sequence[_Line], may: set[str], known: frozenset[str]
) -> Iterator[str]:
    """The labels of lone lines that the narration leads to: `Her phone buzzed.`"""
    for line in every:
        if line.paragraph >= 0 and line.label and line.label.key in may and _is_name(line, known):
            before = passage.text[max(0, line.at.start - _LEAD) : line.at.start]
            if _CHAT.search(before or passage.left[-_LEAD:]):
                yield line.label.key


def _told(here: Sequence[_Line], people: frozenset[str]) -> Iterator[Turn]:
    """The turns; the lines after one that a full line was cut into are its words too."""
    for i, line in enumerate(here):
        if line.label is None or line.label.key not in people:
            continue
        end, last = line.label.words.end, line
        for more in (here[j] for j in range(i + 1, len(here))):
            if more.label or more.notice or not _is_cut(last, more):
                break
            end, last = more.at.start + len(more.text[slice(*more.at)].rstrip()), more
        yield Turn(line.paragraph, line.label.name, line.label.sign, Span(line.label.words[0], end))


def _mode(passage: Passage, told: Sequence[_Line], reported: bool) -> Mode:
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
    if _CHAT.search(passage.left) or _narrates_chat(passage, told):
        return "writing"
    careless = sum(x.words[0].islower() or not _FINISHED.search(x.words) for x in told)
    small = all(line.name == line.name.lower() for line in told)
    return "writing" if 2 * careless > len(told) or small else "speech"


def _narrates_chat(passage: Passage, told: Sequence[_Line]) -> bool:
    """Whether the paragraphs without turns tell of a chat, a phone, a screen."""
    turns = {line.paragraph for line in told}
    outside = (p for i, p in enumerate(passage.paragraphs) if i not in turns)
    return any(_CHAT.search(passage.text, p.start, p.end) for p in outside)

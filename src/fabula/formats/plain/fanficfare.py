"""A story as FanFicFare writes it into a text: a head of labels, contents, chapters, `End file.`

It is known by its head alone: three blank lines, title, author, three blank lines, a label. What a
chapter is called stands after a tab (after blanks, where lines are wrapped); the story's own words
are Markdown as html2text writes it, and are left as they stand.
"""

from __future__ import annotations

import re

from fabula.formats.blocks.contents import is_contents_head
from fabula.formats.blocks.judge import Verdict
from fabula.formats.blocks.labels import labelled
from fabula.story.text import Meta, ParatextKind

ROOM = 3  # blank lines before the title, and before the first label
SUMMARY = 5_200  # characters
ENTRY = 200  # characters of an entry of the contents...
SENTENCE = 60  # ...that does not end as a sentence does

_BY = re.compile(r"by\s+(\S.{0,200})", re.DOTALL)
_LABEL = re.compile(
    r"(Series|Category|Genre|Language|Characters|Relationships|Status|Published|Updated|Packaged"
    r"|Rating|Warnings|Chapters|Words|Publisher|Story URL|Author URL|Summary|Collections|Extra Tags"
    r"|Comments|Kudos|Hits|Bookmarks|Reviews|Favorites|Follows|Word Count|Chapter Count"
    r"|Original Language|Fandoms|Additional Tags|Tags):[ \t]*(.*)"
)
_NOTE = re.compile(
    r"\*\*\s*(Author['’]s Notes?|Summary for the Chapter|Notes for the Chapter):\s*\*\*"
)
_TAB = re.compile(r"(?:^|\n)(?:\t| {8})[ \t]*$")


class Packaged:
    """Follows a text through head and chapters, if its head is FanFicFare's."""

    def __init__(self) -> None:
        self._seen = 0  # blocks
        self._title = self._author = ""
        self._part = "front"  # then "head", "contents", "story", "note", or "other" maker's
        self._note: ParatextKind = "note"
        self._pairs: list[tuple[str, str]] = []
        self._entries: set[str] = set()
        self._room = 0

    @property
    def known(self) -> bool:
        """Whether the text has shown whose it is."""
        return self._part not in ("front", "other")

    def see(self, text: str, blanks: int, before: str) -> Verdict | None:
        """What the next block is, if it is not the story's own; `before` is what stands right
        before it."""
        self._seen += 1
        if self._part == "front":
            self._front(text, blanks)
        if not self.known:
            return None
        if self._is_heading(text, before):
            self._part = "story"
            return Verdict("heading", "the downloader's chapter heading", opens_chapter=True)
        if self._part in ("head", "contents"):
            return self._in_head(text)
        return self._in_story(text)

    def meta(self) -> Meta:
        """What the head says of the work."""
        return labelled(self._pairs, self._title, (self._author,)) if self.known else Meta()

    def _front(self, text: str, blanks: int) -> None:
        """The first three blocks show whether the head is FanFicFare's."""
        if self._seen == 1 and blanks == ROOM:
            self._title = " ".join(text.split())
        elif self._seen == 2 and self._title and (found := _BY.fullmatch(text)):
            self._author = " ".join(found[1].split())
        elif self._seen == 3 and self._author and blanks >= ROOM and _LABEL.match(text):
            self._part = "head"
        else:
            self._part = "other"

    def _is_heading(self, text: str, before: str) -> bool:
        if "\n" in text or not _TAB.search(before):
            return False
        return not self._entries or _key(text) in self._entries

    def _in_head(self, text: str) -> Verdict | None:
        if is_contents_head(text):
            self._part = "contents"
            return Verdict("contents", "head of the contents")
        if self._part == "contents":
            if self._is_entry(text):
                self._entries.add(_key(text))
                return Verdict("contents", "entry of the contents")
        elif found := self._label(text):
            return found
        self._part = "story"  # no line says so, but this is no head any more
        return None

    def _is_entry(self, text: str) -> bool:
        """Whether a block goes on with the contents: no sentence, and nothing told before. Where
        no tab stands before the headings, this is all that ends them."""
        sentence = len(text) > SENTENCE and text[-1] in '.!?…"”’'
        return len(text) <= ENTRY and not sentence and _key(text) not in self._entries

    def _label(self, text: str) -> Verdict | None:
        """A block of labels, or a summary that goes on."""
        if not _LABEL.match(text):
            self._room -= len(text)
            if self._room <= 0:
                return None
        for line in text.split("\n"):
            if found := _LABEL.fullmatch(line):
                self._pairs.append((found[1], found[2].strip()))
                self._room = SUMMARY if found[1] == "Summary" else 0
            else:  # a wrapped value, or a summary's next paragraph
                label, value = self._pairs[-1]
                self._pairs[-1] = (label, f"{value} {line.strip()}".strip())
        summary = self._pairs[-1][0] == "Summary"
        return Verdict("summary" if summary else "tags", "the downloader's head")

    def _in_story(self, text: str) -> Verdict | None:
        if text == "End file.":
            return Verdict("furniture", "the downloader's last line")
        if found := _NOTE.fullmatch(text):
            self._part = "note"
            self._note = "summary" if found[1].startswith("Summary") else "note"
            return Verdict(self._note, "the downloader's label of a note")
        if self._part == "note" and text.startswith(">"):
            return Verdict(self._note, "quoted under the downloader's label")
        self._part = "story"
        return None


def _key(title: str) -> str:
    return " ".join(title.split()).lower()

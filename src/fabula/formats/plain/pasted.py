"""A page of the Archive of Our Own as saved or copied text: its furniture, line by line.

Any furniture line may be missing. So a label counts only where the page shows itself to be one
(`Work Header`, tags, stats), and every state that sets text aside ends by itself: a summary after
the 1,250 characters that the archive allows, notes after 5,000.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fabula.formats.blocks import headings
from fabula.story.text import ParatextKind

LONGEST = 400  # characters of a line that is furniture
LEAST_STORY = 500  # code points before lines like a page's foot are one, where no page was seen
SUMMARY_CHARACTERS = 1_300
NOTE_CHARACTERS = 5_200
TAGS_CHARACTERS = 15_000


class Seen(NamedTuple):
    """What a block of the page is. `opens`: the story of a chapter begins after it."""

    kind: ParatextKind
    why: str
    opens: bool = False


_TAG_LABELS = {
    "rating": "rating",
    "archive warning": "archive warning",
    "archive warnings": "archive warning",
    "category": "category",
    "categories": "category",
    "fandom": "fandom",
    "fandoms": "fandom",
    "relationship": "relationship",
    "relationships": "relationship",
    "character": "character",
    "characters": "character",
    "additional tags": "additional tag",
    "language": "language",
    "series": "series",
    "collections": "collection",
    "stats": "stats",
}
_STORY_BEGINS = ("chapter text", "work text:", "work text")
_LABELS: dict[str, ParatextKind] = {
    "summary": "summary",
    "chapter summary": "summary",
    "notes": "note",
    "chapter notes": "note",
    "end notes": "end-note",
    "chapter end notes": "end-note",
}
_FOOT = ("actions", "kudos", "comments", "post comment", "↑ top", "comments are closed")
_NAVIGATION = (
    "work header", "main content", "skip header", "work navigation and actions",
    "chapter management",
    "entire work", "chapter index", "chapter by chapter", "full-page index", "bookmark", "share",
    "download", "subscribe", "mark for later", "hide creator's style", "show creator's style",
    "archive of our own beta", "archive of our own", "user navigation", "site navigation",
    "← previous chapter", "next chapter →", "previous chapter", "next chapter", "preface",
    "afterword",
    "series this work belongs to:", "works inspired by this one:", "add bookmark",
)  # fmt: skip
_SURE = ("work header", "work text:", "chapter text", "↑ top", "← previous chapter",
    "next chapter →",
         "work navigation and actions", "archive of our own beta")  # fmt: skip
_SEE = re.compile(
    r"\(?see the end of the (?:chapter|work) for\s+(?:more\s+|other works\s+)?[\w ]*\.?\s*\)?", re.I
)
_POSTED = re.compile(r"posted originally on the\s+archive of our own\b.{0,120}", re.I | re.S)
_LEAVE = re.compile(r"please drop by the archive and comment\b.{0,120}", re.I | re.S)
_STATS = re.compile(
    r"(?:Published|Updated|Completed|Words|Chapters|Comments|Kudos|Bookmarks|Hits):", re.I
)
_STAT = re.compile(
    r"(Published|Updated|Completed|Words|Chapters|Comments|Kudos|Bookmarks|Hits):\s*([\d\-,./?]+)",
    re.I,
)
_STAT_VALUE = re.compile(r"[\d\-,./? ]+")
_LABELLED = re.compile(
    rf"(?P<label>{'|'.join(_TAG_LABELS)}):(?:[ \t]+(?P<value>\S.*))?", re.I | re.S
)
_NAMES = re.compile(r"[ ,]*,[ \n]*|\n")


def stands_alone(line: str) -> bool:
    """Whether a line of text is a block by itself in a saved page."""
    if len(line) > 60:
        return bool(_STATS.match(line)) and len(_STAT.findall(line)) > 1
    low = line.lower()
    return (
        low in _STORY_BEGINS
        or low in _FOOT
        or low in _NAVIGATION
        or low.rstrip(":") in _LABELS
        or (low.endswith(":") and low[:-1] in _TAG_LABELS)
        or bool(_SEE.fullmatch(line))
        or bool(_STAT.match(line))
    )


class Page:
    """Follows a text through the parts of a page; `tags`, `stats`, `title` and `author` are what
    it has shown so far."""

    def __init__(self) -> None:
        self.tags: dict[str, tuple[str, ...]] = {}
        self.stats: dict[str, str] = {}
        self.title: str | None = None
        self.author: str | None = None
        self._is_page = False
        self._part = "story"
        self._label = ""
        self._room = 0
        self._listed = False  # the label's values stand on the lines under it
        self._one = False  # only one block stands under the label
        self._feet = 0  # lines of the page's foot, one after the other
        self._size = 0  # code points of story so far
        self._begun = False  # some story has been seen...
        self._told = False  # ...in this chapter

    def see(self, text: str) -> Seen | None:
        """What the next block is, if it is no story; None if it may be."""
        seen = self._see(text)
        if seen is None:
            self._told = headings.heading(text) is None
            self._begun = self._begun or self._told
            self._size += len(text)
            self._feet = 0
            self._part = "story"
        return seen

    def _see(self, text: str) -> Seen | None:
        low = " ".join(text.lower().split()) if len(text) < 200 else ""
        if low in _STORY_BEGINS:
            self._is_page, self._part, self._feet = True, "story", 0
            return Seen("furniture", "the page's line above the text", opens=True)
        if low in _SURE or (low and (_POSTED.fullmatch(text) or _LEAVE.match(text))):
            self._is_page = True
        if low in _FOOT:
            return self._foot()
        if low and _LEAVE.match(text):
            self._part = "foot"
            return Seen("furniture", "the page's foot")
        if low in _NAVIGATION and (self._is_page or not self._begun):
            if low == "work header":
                self._part = "header"
            return Seen("furniture", "the page's navigation")
        if low and _SEE.fullmatch(text):
            return Seen("furniture", "pointer to notes")
        if low and _POSTED.fullmatch(text):
            self._part = "header"
            return Seen("furniture", "where it was posted")
        if found := self._labelled(text, low):
            return found
        return self._inside(text)

    def _foot(self) -> Seen | None:
        if not self._is_page and self._size < LEAST_STORY:
            return None  # no foot of a page of which nothing has been seen: it would take the story
        self._feet += 1
        if not self._is_page and self._feet == 1:
            return Seen("furniture", "the page's foot")
        self._part = "foot"
        return Seen("furniture", "the page's foot")

    def _labelled(self, text: str, low: str) -> Seen | None:
        if self._part == "foot":
            return None
        early = not self._begun
        name = low.rstrip(":")
        if name in _LABELS and (self._is_page or (early and self._part == "tags")):
            kind = _LABELS[name]
            if kind == "note" and self._part == "story" and self._told:
                kind = "end-note"
            self._part = kind
            self._room = SUMMARY_CHARACTERS if kind == "summary" else NOTE_CHARACTERS
            # A download's labels have no colon, and no line above the text ends what they name.
            self._one = kind != "end-note" and not low.endswith(":")
            return Seen(kind, f"the page's label “{text}”")
        if not early and not self._is_page:
            return None
        found = _LABELLED.fullmatch(text) if len(text) < 3_000 else None
        if found and (early or self._part in ("header", "tags")):
            self._part, self._label, self._room = "tags", found["label"].lower(), TAGS_CHARACTERS
            self._is_page = self._is_page or self._label in (
                "stats",
                "archive warning",
                "archive warnings",
            )
            self._listed = not found["value"]
            if found["value"]:
                self._value(found["value"])
            return Seen("tags", "the page's tags")
        if (
            _STATS.match(text)
            and len(text) < 400
            and (early or self._is_page)
            and self._part != "story"
        ):
            return self._stat_line(text)
        return None

    def _inside(self, text: str) -> Seen | None:
        """A block that says nothing itself, in the part of the page where it stands."""
        part = self._part
        if part == "foot":
            return self._in_foot(text)
        if headings.heading(text):
            return None
        self._room -= len(text)
        if part == "tags" and self._room > 0:
            if self._label == "stats":
                return self._after_stats(text)
            if not self._listed or not _may_be_tags(text):
                return None
            self._value(text)
            return Seen("tags", "the page's tags")
        if part == "header":
            return self._after_stats(text)
        if part == "note" and text[0] in '"“':
            return None  # somebody speaks: the line above the text is missing
        if part in ("summary", "note", "end-note") and self._room > 0:
            if self._one:
                self._room = 0
            kind: ParatextKind = part  # type: ignore[assignment]
            return Seen(kind, f"under the page's label for a {part}")
        return None

    def _in_foot(self, text: str) -> Seen | None:
        if headings.heading(text):
            self._part = "header"
            return None
        return Seen("furniture", "the page's foot")

    def _after_stats(self, text: str) -> Seen | None:
        if _STATS.match(text) or _STAT_VALUE.fullmatch(text):
            return self._stat_line(text)
        if len(text) > 255 or (text[-1] in '.!?…”"' and len(text) > 60):
            return None
        if self.title is None and self._label:
            self.title = text
            return Seen("title", "line after the page's stats")
        if self.author is None and self._label and len(text) < 120 and text[-1] not in '.!?…”"':
            self.author = re.sub(r"^by ", "", text)
            return Seen("byline", "line after the page's title")
        return None

    def _stat_line(self, text: str) -> Seen:
        self._part, self._label, self._room = "tags", "stats", TAGS_CHARACTERS
        for name, value in _STAT.findall(text):
            self.stats[name.lower()] = value.replace(",", "")
        return Seen("tags", "the page's stats")

    def _value(self, text: str) -> None:
        if self._label == "stats":
            self._stat_line(text)
            return
        values = tuple(v.strip() for v in _NAMES.split(text) if v.strip())
        name = _TAG_LABELS[self._label]
        self.tags[name] = self.tags.get(name, ()) + values


def _may_be_tags(text: str) -> bool:
    """Whether a block under a label has the form of a tag, or of a list of them."""
    sentence = text[-1] in '.!?…”"' and len(text) > 40
    return not sentence and (len(text) <= 150 or text.count(",") * 60 > len(text))

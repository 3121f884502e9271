"""What a block of story text is, judged in order by what stood before it: prose, a heading, a
break, a line that sets the scene, an author's note. Shared by all formats, and never looking ahead.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal, NamedTuple

from fabula.formats.blocks import headings, notes
from fabula.formats.blocks.anchors import Anchors
from fabula.formats.blocks.breaks import is_break
from fabula.formats.blocks.settings import named_eyes, setting
from fabula.story.plainly import plain
from fabula.story.text import STORY, ParatextKind, Span, StoryKind

Kind = StoryKind | ParatextKind
_SETTINGS = {"pov": "point of view line", "setting": "place and time line"}
_DIVISIONS = {"volume": 0, "vol": 0, "book": 1, "part": 2, "phase": 2, "act": 2}

SECTION = 300  # characters of story that a section with a bare number has at the least...
SECTION_HELPED = 60  # ...or, where a gap before the number or a title after it helps, or where a
# number stood above all story


class Verdict(NamedTuple):
    """What a block is, and why; the members are those of `Block`."""

    kind: Kind
    why: str
    gap: bool = False
    opens_chapter: bool = False
    holes: tuple[Span, ...] = ()


class Usual:
    """How many blank lines stand between two paragraphs of this work, as a rule."""

    def __init__(self, at_first: int) -> None:
        self.usual = at_first
        self._seen: Counter[int] = Counter()
        self._count = 0

    def is_more(self, blanks: int) -> bool:
        """Whether `blanks` is more than was usual so far; then counts it in."""
        more = blanks > self.usual
        self._seen[blanks] += 1
        self._count += 1
        # A count that only now grew is the only one that can have become the usual one.
        if self._count == 3:
            self.usual = max(self._seen, key=lambda n: (self._seen[n], n == self.usual, -n))
        elif self._count > 3 and self._seen[blanks] > self._seen[self.usual]:
            self.usual = blanks
        return more


class Judge:
    """Judges the blocks of one story, one after the other.

    `usual_blanks` is how much room a paragraph has before it where nothing else is known.
    """

    def __init__(self, usual_blanks: int) -> None:
        self._usual = Usual(usual_blanks)
        self._after: Kind | None = None  # the kind of the block before
        self._heading: headings.Heading | None = None  # the last heading, until story follows it
        self._structural = False  # the source marked a heading, and no story followed it yet
        self._number = 0  # the last bare chapter number
        self._since = 0  # characters of story since the last heading
        self._told = False  # some story has been seen
        self._numbered = False  # a number stood above all of it
        self._place = 0  # story blocks since the chapter began
        self._label = False  # the block before only announced a note
        self._ended = False  # an end mark stood before
        self._opens = False  # the next story block opens a chapter
        self._anchors = Anchors()

    def new_chapter(self) -> None:
        """The source says that a chapter begins with the next block, heading or not."""
        self._opens, self._place, self._ended = True, 0, False

    def text_begins(self) -> None:
        """The source says that story follows: a chapter of its own where no heading stands."""
        self._opens, self._place, self._ended = self._heading is None, 0, False

    def set_aside(self, kind: Kind, opens_chapter: bool = False) -> None:
        """The source itself says what the next block is."""
        self._after, self._label = kind, False
        if kind == "heading":
            # The words under it may be the heading again: no second chapter, and no title of it.
            self._structural, self._heading, self._since = True, None, 0
        if opens_chapter:
            self._opens, self._place, self._ended = False, 0, False

    def judge(self, text: str, blanks: int, headings_here: bool = True) -> Verdict:
        """The verdict on the next block; `blanks` blank lines stand before it.

        Without `headings_here` the source marks all headings itself: the words of a story are a
        heading only where they say the one right above them again.
        """
        verdict = self._judge(text, blanks, headings_here or self._structural)
        self._label = verdict.kind == "note" and notes.is_note_label(text)
        if verdict.kind in STORY:
            self._heading, self._structural = None, False
            self._place += verdict.kind == "prose"
            self._since += len(text) if verdict.kind == "prose" else 0
            self._told = self._told or verdict.kind == "prose"
            self._ended = self._ended or notes.is_end_mark(text)
            if self._opens:
                verdict, self._opens = verdict._replace(opens_chapter=True), False
        elif verdict.kind == "heading":
            self._since = 0
        self._after = verdict.kind
        return verdict

    def _judge(self, text: str, blanks: int, may_be_heading: bool) -> Verdict:
        if self._anchors.lists(text):
            return Verdict("note", "the list of comments")
        seen = plain(text)
        if is_break(seen):
            return Verdict("break", "break line")
        if may_be_heading and (found := self._find_heading(seen, blanks)):
            return found
        if why := self._note(seen):
            return Verdict("note", why)
        if kind := setting(seen) or self._eyes(seen, blanks):
            return Verdict(kind, _SETTINGS[kind])
        gap = self._after == "prose" and self._usual.is_more(blanks)
        return Verdict("prose", "paragraph", gap=gap, holes=self._holes(text))

    def _note(self, text: str) -> str | None:
        """Why the block is an author's note, by its words and where it stands."""
        if why := notes.strong_note(text):
            return why
        if self._label and len(text) <= notes.STRONG_LONGEST:
            return "follows a note's label"
        if self._after == "note" and notes.is_sign_off(text):
            return "signature under a note"
        if self._place < notes.WEAK_BLOCKS or self._ended:
            return notes.weak_note(text)
        return notes.weak_note_of_fiction(text) if self._after == "break" else None

    def _eyes(self, text: str, blanks: int) -> Literal["pov"] | None:
        """A name between marks, where a scene begins."""
        begins = self._after in (None, "heading", "break") or self._opens
        more = self._after == "prose" and blanks > self._usual.usual
        return "pov" if (begins or more) and named_eyes(text) else None

    def _holes(self, text: str) -> tuple[Span, ...]:
        found = notes.note_holes(text)
        marks = self._anchors.marks(text)
        return tuple(
            sorted(
                (*found, *(m for m in marks if not any(n.start <= m.start < n.end for n in found)))
            )
        )

    def _find_heading(self, text: str, blanks: int) -> Verdict | None:
        found, why = headings.heading(text), "heading line"
        if found is None and (found := self._next_number(text, blanks)):
            why = "the next number"
        if found:
            above = self._heading
            below = above is not None and (
                _rank(found) > _rank(above)
                or (why != "heading line" and above == found._replace(number=""))
            )
            self._heading, self._place, self._opens, self._ended = found, 0, False, False
            return Verdict("heading", why, opens_chapter=not (below or self._structural))
        if self._heading is not None and self._after == "heading" and self._is_title(text, blanks):
            # One title a heading; in the lines right under it the title may go on.
            self._heading = self._heading._replace(title=text)
            return Verdict("heading", "title under a heading")
        return None

    def _next_number(self, text: str, blanks: int) -> headings.Heading | None:
        """A heading that is a number, if it is the next one, or stands under the word "chapter"."""
        if blanks < min(1, self._usual.usual) and self._after == "prose":
            return None  # it stands right under a paragraph, as no heading does here
        found = headings.numbered(text)
        number = headings.value(found.number) if found else None
        above = self._heading
        if found and above and above.word and not (above.number or above.title or found.title):
            self._number = number or self._number
            return found._replace(word=above.word)
        if found is None or number is None or number not in (1, self._number + 1):
            return None
        if not self._has_room(number, bool(found.title), blanks):
            return None
        self._number = number
        return found

    def _has_room(self, number: int, titled: bool, blanks: int) -> bool:
        """Whether a number stands where a chapter may begin, not in a list or a countdown: before
        all story, or after a stretch of it (a shorter one where a gap or a title helps)."""
        if self._after == "heading":
            return self._heading is None or bool(self._heading.word)  # "Part Two", then "XIII"
        if not self._told:
            self._numbered = True
            return True
        helped = blanks > self._usual.usual or self._after == "break"
        if number == 1 and self._number == 0 and not helped:
            return False  # story began without a number: a first one needs more to be believed
        helped = helped or titled or self._numbered
        return self._since >= (SECTION_HELPED if helped else SECTION)

    def _is_title(self, text: str, blanks: int) -> bool:
        assert self._heading is not None
        set_scene = setting(text)
        if set_scene == "pov" or (text[:1] in "~[<" and named_eyes(text)):
            return False
        if set_scene and any(c.isdigit() for c in text):
            return (
                False  # "Two Days Later" may be a title, "Paris, June 1940" is a place and a time
            )
        if self._heading.title:
            return blanks == 0 and text.isupper() and len(text) <= 200
        return headings.is_title(text) or (text.isupper() and len(text) <= 200)


def _rank(heading: headings.Heading) -> int:
    """How small a division of a book is: a volume 0, a chapter 3."""
    return _DIVISIONS.get(heading.word, 3)

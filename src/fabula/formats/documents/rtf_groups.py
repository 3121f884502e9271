"""A group of an RTF document: what its words are for, and how they look."""

from __future__ import annotations

import copy
import re

from fabula.formats.blocks.drafts import STORY, Mark

DEPTH = 1_000  # groups in one another; programs write some fifty

_HEADING = re.compile(r"\s*heading\s*([1-9])", re.IGNORECASE)
_SIDES = {"brdrb": "bottom", "brdrt": "top", "brdrl": "box", "box": "box"}
_NO_LINE = ("brdrnone", "brdrnil", "brdrtbl", "brdrw", "brdrcf", "brdrr", "brdrbtw", "brdrbar")
_OTHERS_BORDER = ("clbrdr", "trbrdr", "tsbrdr", "pgbrdr", "brdrr", "brdrbtw", "brdrbar")
_LEVELS = 3  # of headings that open a chapter

# What a group is for, by its first control word. Without a star...
_PLAIN = {
    "fonttbl": "fonts", "stylesheet": "styles", "title": "title", "author": "author",
    "footnote": "note", "shptxt": "box", "result": "text", "header": "head", "headerl": "head",
    "headerr": "head", "headerf": "head", "footer": "head", "footerl": "head", "footerr": "head",
    "footerf": "head",
    **dict.fromkeys((
        "colortbl", "info", "pict", "object", "xe", "tc", "rxe", "txe", "listtext", "pntext",
        "nonshppict", "shprslt", "sp", "filetbl", "revtbl", "template", "private", "ftnsep",
        "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "fldinst", "bkmkstart", "bkmkend",
        "upr", "nonesttables", "operator", "subject", "keywords", "doccomm", "comment", "Scrv",
        "company", "annotation",
    ), "nothing"),
}  # fmt: skip
# ...and with one, which tells old readers to skip what they do not know: all else is skipped.
_STARRED = {"shpinst": "", "footnote": "note", "ud": "text"}


class Group:
    """The state that a closing brace takes back."""

    def __init__(self) -> None:
        self.holds = "text"  # text, note, box, head, fonts, styles, title, author, nothing
        self.fresh = True  # nothing but the brace has been read of it
        self.starred = False
        self.opens_note = False  # a note or a box begins and ends with it
        self.comment = False
        self.font = self.style = self.level = 0
        self.stand_ins = 1  # characters after a \u that old readers show instead
        self.italic = self.bold = self.hidden = self.deleted = False
        self.centred = self.in_table = False
        self.side = ""  # the side of the paragraph that a line's kind is to be told of
        self.border: frozenset[str] = frozenset()  # the sides that have a line

    def inside(self) -> Group:
        """The state of a group that opens in this one."""
        inner = copy.copy(self)
        inner.fresh, inner.starred, inner.opens_note, inner.comment = True, False, False, False
        return inner

    def format(self, name: str, number: int | None) -> None:
        """Takes up a control word of formatting; `number` 0 turns off, none turns on."""
        on = number != 0
        if name == "i":
            self.italic = on
        elif name == "b":
            self.bold = on
        elif name == "v":
            self.hidden = on
        elif name == "deleted":
            self.deleted = on
        elif name == "plain":
            self.italic = self.bold = self.hidden = self.deleted = False
        elif name == "pard":
            self.style = self.level = 0
            self.centred = self.in_table = False
            self.side, self.border = "", frozenset()
        elif name == "qc":
            self.centred = True
        elif name in ("ql", "qr", "qj"):
            self.centred = False
        elif name == "intbl":
            self.in_table = True
        elif name == "f":
            self.font = number or 0
        elif name == "s":
            self.style = number or 0
        elif name == "uc":
            self.stand_ins = max(0, number or 0)
        elif name == "outlinelevel":
            self.level = (number or 0) + 1
        elif "brdr" in name or name == "box":
            self._line(name)

    def _line(self, name: str) -> None:
        """Takes up a word on borders: a side, then the kind of its line, if it has one."""
        if name in _SIDES or name.startswith(_OTHERS_BORDER):
            self.side = _SIDES.get(name, "")
        elif self.side and name not in _NO_LINE:
            self.border |= {self.side}

    def mark(self, styles: dict[int, str]) -> Mark:
        """What the paragraph that ends in this group is, by its style's name and its level."""
        name = styles.get(self.style, "").strip()
        kind = name.lower()
        if kind.startswith(("title", "subtitle")):
            return Mark("title", f"style “{name}”")
        if kind.startswith(("toc", "contents")):
            return Mark("contents", f"style “{name}”")
        if found := _HEADING.match(name):
            return _heading(int(found[1]), f"style “{name}”")
        return _heading(self.level, "an outline level") if self.level else STORY


def destination(name: str, group: Group) -> str | None:
    """What the words of a group that begins with a control word are for; None: for what those
    around it are for."""
    if group.starred:
        group.comment = name == "annotation"
        holds = _STARRED.get(name, "nothing")
        within = group.holds != "nothing" or name == "ud"
        return (holds or None) if within else "nothing"
    if group.holds == "nothing" and name not in ("title", "author", "result"):
        return None
    return _PLAIN.get(name)


def _heading(level: int, why: str) -> Mark:
    return Mark("heading", why, opens=True) if level <= _LEVELS else STORY

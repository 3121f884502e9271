"""Quotations in every style of typesetting: one page, the same words each time."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from fabula.reading.speech.quotations import bare, quotations
from fabula.story.annotations import Annotations, Quoted
from fabula.story.passage import Paragraph, Passage

# `{` and `}` stand for the marks of a quotation, `<` and `>` for those of one inside another. A
# quotation without `}` is not closed by its writer. Every paragraph of speech begins with it, so
# that the page can be set with dashes too.
PAGE = (
    "{It's late,} said Mara. {Don't wait for the Petersons' boy.}",
    "{I heard him say <I won't come> to the Joneses,} Idris said, {and then he laughed.}",
    "{Then we'll go without him.} Idris said nothing. {'Tis only rain.}",
    "Mara put down the lamp and looked at the girls' coats.",
    "{My father kept goats in '98. He'd count them at night.",
    "{One was always missing,} said Idris.",
    "{Who told you <Never go> and <Stay in>?}",
    "{Rock 'n' roll!} cried Mara. {Go an' get the others' boots.}",
    "{Wait, I only meant...",
    "Nobody answered. It was the dogs' hour.",
)


class Style(NamedTuple):
    """The marks of a style: of a quotation and of one inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


STYLES = {
    "straight double": Style('"', '"', "'", "'"),
    "curly double": Style("“", "”", "‘", "’"),
    "double, curly inside": Style('"', '"', "‘", "’"),
    "straight single": Style("'", "'", '"', '"'),
    "curly single": Style("‘", "’", "“", "”"),
    "guillemets": Style("«", "»", "“", "”"),
    "guillemets in guillemets": Style("«", "»", "‹", "›"),
    "guillemets with blanks": Style("«\u00a0", "\u00a0»", "“", "”"),
    "guillemets with plain blanks": Style("« ", " »", '"', '"'),
    "guillemets inward": Style("»", "«", "›", "‹"),
    "low and high": Style("„", "“", "‚", "‘"),
    "low and high, outward": Style("„", "”", "«", "»"),
    "high and high": Style("”", "”", "'", "'"),
    "brackets": Style("「", "」", "『", "』"),
}


def inked(page: tuple[str, ...], style: Style) -> list[str]:
    """The page in a style of marks."""
    signs = dict(zip("{}<>", style, strict=True))
    return [re.sub("[{}<>]", lambda m: signs[m.group()], p) for p in page]


def dashed(page: tuple[str, ...], dash: str, narrator: str, back: str) -> list[str]:
    """The page with dashes: `dash` begins speech, `narrator` leads away, `back` back to it."""
    made = []
    for paragraph in page:
        text = re.sub(r"} ([^{}]*?)([.,]) {", rf"{narrator}\1{back}", paragraph)
        text = re.sub(r"} ", narrator, text)
        made.append(re.sub("^{", dash, text).replace("}", "").replace("<", "“").replace(">", "”"))
    return made


def passage_of(paragraphs: list[str], start: int = 0) -> Passage:
    places: list[Paragraph] = []
    at = 0
    for text in paragraphs:
        places.append(Paragraph(at, at + len(text), "prose"))
        at += len(text) + 2
    return Passage(start, "\n\n".join(paragraphs), tuple(places))


def read(paragraphs: list[str]) -> list[tuple[list[str], int | None]]:
    """The words and the parent of each quotation."""
    passage = passage_of(paragraphs)
    found = quotations(passage, Annotations()).quotations
    return [(words(passage.text, q), q.parent) for q in found]


def words(text: str, quoted: Quoted) -> list[str]:
    at = bare(text, quoted.at)
    return re.findall(r"\w+", text[at.start : at.end])


def expected(page: tuple[str, ...]) -> list[tuple[list[str], int | None]]:
    """What the page's own marks say."""
    made: list[tuple[list[str], int | None]] = []
    for paragraph in page:
        for outer in re.finditer(r"{([^{}]*)", paragraph):
            parent = len(made)
            made.append((re.findall(r"\w+", outer[1]), None))
            made += [(re.findall(r"\w+", i), parent) for i in re.findall("<(.*?)>", outer[1])]
    return made


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_every_style_of_marks_gives_the_same_quotations(style: Style) -> None:
    """The same page in any marks has the same quotations in the same places of nesting."""
    assert read(inked(PAGE, style)) == expected(PAGE)


@pytest.mark.parametrize(
    ("dash", "narrator", "back"),
    [
        ("—", " —", "—, "),
        ("– ", " – ", ". – "),
        ("— ", " — ", ". — "),
        ("- ", " - ", ". - "),
        ("―", " ―", "―. "),
    ],
)
def test_dashes_give_the_same_quotations(dash: str, narrator: str, back: str) -> None:
    """The same page set with dashes has them too."""
    assert read(dashed(PAGE, dash, narrator, back)) == expected(PAGE)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_what_is_left_unclosed(style: Style) -> None:
    """A quotation left unclosed stops at its paragraph's end; the next one takes it up only if it
    begins with a mark."""
    found = quotations(passage_of(inked(PAGE, style)), Annotations()).quotations
    by_paragraph = {q.paragraph: q for q in reversed(found) if q.parent is None}
    assert [p for p, q in by_paragraph.items() if not q.closed] == [8, 4]
    assert [p for p, q in by_paragraph.items() if q.reopened] == [5]


def test_two_styles_in_one_passage() -> None:
    """Paragraphs in different styles are each read in their own, and so is one in two."""
    half = len(PAGE) // 2
    for one, other in zip(STYLES.values(), list(STYLES.values())[1:], strict=False):
        if "'" in one.opening + other.opening or "‘" in one.opening + other.opening:
            continue  # whether single marks hold speech is seen from the whole passage
        mixed = inked(PAGE[:half], one) + inked(PAGE[half:], other)
        assert read(mixed) == expected(PAGE)
    assert read(['"Go," said Ann. «Why?» “Because.”']) == expected(
        ("{Go,} said. {Why?} {Because.}",)
    )

"""Marked prose keeps its law, and our own stories are told without a slip."""

from __future__ import annotations

import re
from html import unescape
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.story.annotations import Mode
from fabula.story.text import Span
from marked import (
    Line,
    LineKind,
    Marked,
    MarkError,
    Mention,
    Quotation,
    load_bodies,
    load_stories,
    parse,
    show,
)

BODIES = dict(load_bodies())
STORIES = dict(load_stories())
TWO_SPEAKERS = {name: story for name, story in STORIES.items() if name.startswith("two_speakers/")}

NAMES = st.one_of(
    st.sampled_from(["Mara", "the nurse", "thought", "narrator"]),
    st.text(st.sampled_from("aé'.- \""), min_size=1, max_size=4).map(str.strip).filter(bool),
)
WORDS = st.text(st.sampled_from("ab é“”\"'\\{}[]=@|>#:,?—"), min_size=1, max_size=6)


@st.composite
def marked_texts(draw: st.DrawFn) -> Marked:
    """Any text with any well-nested marks."""
    text = ""
    quotations: list[Quotation] = []
    mentions: list[Mention] = []
    lines: list[Line] = []

    def inline(depth: int) -> None:
        nonlocal text
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(["words", "quotation", "mention"])) if depth else "words"
            start = len(text)
            if kind == "words":
                text += draw(WORDS)
                continue
            q, m = len(quotations), len(mentions)
            inline(depth - 1)
            at = Span(start, len(text))
            if kind == "mention":
                mentions.insert(m, Mention(at, draw(NAMES)))
            else:
                quotations.insert(
                    q,
                    Quotation(
                        at,
                        draw(st.none() | NAMES),
                        draw(st.sampled_from(get_args(Mode))),
                        tuple(draw(st.lists(NAMES, max_size=2))),
                        draw(st.none() | st.integers(0, 99)),
                    ),
                )

    for number in range(draw(st.integers(1, 4))):
        text += "\n" if number else ""
        start = len(text)
        if draw(st.booleans()):
            inline(2)
        if draw(st.booleans()):
            kind = draw(st.sampled_from(get_args(LineKind)))
            lines.append(Line(Span(start, len(text)), kind))
    return Marked(text, tuple(quotations), tuple(mentions), tuple(lines))


@given(marked_texts())
def test_parse_after_show_is_the_identity(marked: Marked) -> None:
    """What is shown as marked prose is parsed back as it was."""
    assert parse(show(marked)) == marked


@given(marked_texts())
def test_show_after_parse_is_the_identity_on_what_was_shown(marked: Marked) -> None:
    """There is one canonical way to write a marked text."""
    canonical = show(marked)
    assert show(parse(canonical)) == canonical


@given(st.text(st.sampled_from("ab\n\"'\\{}[]=@|>#:,? ")))
def test_anything_is_parsed_or_refused(source: str) -> None:
    """Any string is marked prose that keeps the law, or is refused by its proper error."""
    try:
        marked = parse(source)
    except MarkError:
        return
    assert parse(show(marked)) == marked


def test_every_mark_means_what_it_says() -> None:
    """Each kind of mark becomes its record, and no mark stays in the text."""
    marked = parse(
        "@heading One\n"
        "{Mara>Tom,Jo#1|\"Hush. {Tom|'No!'} [he=Tom] said,\"} said [Mara].\n"
        "@break\n"
        "\\@ {thought:?|Too \\[late\\].}"
    )
    assert marked.text == "One\n\"Hush. 'No!' he said,\" said Mara.\n\n@ Too [late]."
    assert [marked.words(q.at) for q in marked.quotations] == [
        "\"Hush. 'No!' he said,\"",
        "'No!'",
        "Too [late].",
    ]
    hush, no, late = marked.quotations
    assert (hush.speaker, hush.mode, hush.addressees) == ("Mara", "speech", ("Tom", "Jo"))
    assert (hush.utterance, no.utterance) == (1, None)
    assert (late.speaker, late.mode) == (None, "thought")
    assert [marked.parent(n) for n in range(3)] == [None, 0, None]
    assert [(marked.words(m.at), m.name) for m in marked.mentions] == [("he", "Tom"), ("Mara",) * 2]
    assert [(marked.words(line.at), line.kind) for line in marked.lines] == [
        ("One", "heading"),
        ("", "break"),
    ]
    assert marked.breaks == (Span(38, 38),)


@pytest.mark.parametrize(
    "source",
    [
        "{",
        "{Mara}",
        '{Mara|"Come in.',
        "[Mara",
        "[]",
        "[Mara=]",
        "}",
        "a = b",
        "@scene",
        "\\",
        "{Mara|}",
    ],
)
def test_what_is_no_marked_prose_is_refused(source: str) -> None:
    """A slip in a mark is an error that names its line."""
    with pytest.raises(MarkError, match="line 2"):
        parse(f"One line.\n{source}")


@pytest.mark.parametrize("name", BODIES)
def test_our_stories_are_canonical(name: str) -> None:
    """Each of our stories is written the canonical way."""
    assert show(parse(BODIES[name])) == BODIES[name]


DASHES = ("—", "–", "- ")
OPENING = tuple("\"'“‘«»„‚「『")
CLOSING = tuple("\"'”’»«“」』")


@pytest.mark.parametrize("name", STORIES)
def test_quotations_in_our_stories_keep_their_marks(name: str) -> None:
    """Speech begins and ends with its marks, but in dash dialogue and where it is never closed."""
    story = STORIES[name]
    for number, quotation in enumerate(story.quotations):
        words = story.words(quotation.at)
        assert words == words.strip()
        before = story.text.rfind("\n", 0, quotation.at.start) + 1
        if quotation.mode == "speech" and not story.text.startswith(DASHES, before):
            assert words.startswith(OPENING), words
            stops = story.text[quotation.at.end : quotation.at.end + 1] in ("", "\n")
            assert words.endswith(CLOSING) or stops, words
        if story.parent(number) is None:
            outside = story.text[quotation.at.end : quotation.at.end + 1]
            assert outside in tuple(" \n,.;—…)") or not outside, (words, outside)


@pytest.mark.parametrize("name", STORIES)
def test_speakers_in_our_stories_are_mentioned(name: str) -> None:
    """Whoever speaks or is spoken to is mentioned by that name, or is the narrator."""
    story = STORIES[name]
    mentioned = {mention.name for mention in story.mentions} | {"narrator"}
    for quotation in story.quotations:
        assert {*quotation.addressees, quotation.speaker or "narrator"} <= mentioned
        assert quotation.speaker not in quotation.addressees


def test_two_speaker_paragraphs_are_many() -> None:
    """In the file of its own, the last paragraph of each item has two speakers, or one where the
    item is a contrast, and there are enough of both."""
    counts = {1: 0, 2: 0}
    for name, story in TWO_SPEAKERS.items():
        last = story.text.rindex("\n") + 1
        assert all(q.at.start >= last for q in story.quotations), name
        speakers = {q.speaker for q in story.quotations}
        assert len(speakers) == (1 if "/contrast" in name else 2), name
        assert len(story.quotations) >= 2, name
        counts[len(speakers)] += 1
    assert counts[2] >= 44
    assert counts[1] >= 8


def test_the_demo_is_the_story_that_is_marked() -> None:
    """Every paragraph of the marked demo stands in the page that ships, in the same order."""
    page = files("fabula.demo").joinpath("line_clear.html").read_text(encoding="utf-8")
    blocks = re.findall(r"<(p|h2)\b[^>]*>(.*?)</\1>", page)
    found = iter([unescape(re.sub(r"<[^>]*>", "", inner)) for _, inner in blocks])
    for paragraph in re.split(r"\n+", STORIES["demo"].text):
        assert paragraph in found

"""A story as one HTML page: it asks nothing of anybody, and what it says is only words."""

from __future__ import annotations

import base64
import hashlib
import re

import msgspec
import pytest
from lxml import html
from masked import MASKED
from one_story import STORY
from shapes_all import SHAPES

from fabula import read
from fabula.formats import read_bytes
from fabula.formats.exports.book.plan import Plan
from fabula.formats.exports.html import html as page_of
from fabula.story.text import Meta, Text
from fabula.story.world import World

HOSTILE = "</title></style><script>alert(1)</script>\u202e{{7*7}}<img src=//x onerror=y>\"'"
ASKS = ("src", "srcset", "action", "formaction", "poster", "background", "data", "style", "ping")


def laid_out(text: Text) -> str:
    """A text as a page, with nobody known."""
    return b"".join(page_of(Plan(World(text, (), len(text.text)), lambda _: ()))).decode()


@pytest.fixture(scope="module")
def page() -> str:
    return read(MASKED).to_html()


def amiss(page: str) -> list[str]:
    """What a page has that it should not: code, what asks for something, links that lead away or
    nowhere, places named twice."""
    tree = html.document_fromstring(page)
    nodes = [n for n in tree.iter() if isinstance(n.tag, str)]
    ids = [str(n.get("id")) for n in nodes if n.get("id")]
    links = [str(a.get("href")) for a in tree.iter("a")]
    return [
        *(n.tag for n in nodes if n.tag in ("script", "iframe", "object", "img", "form", "link")),
        *(a for n in nodes for a in n.attrib if a in ASKS or str(a).startswith("on")),
        *(i for i in set(ids) if ids.count(i) > 1),
        *(a for a in links if not a.startswith("https://example.org/") and a[1:] not in ids),
        *(a for a in links if not a.startswith(("#", "https://"))),
    ]


def test_a_page_is_whole(page: str) -> None:
    """It has no code, asks for nothing, and each of its links leads somewhere in it."""
    assert amiss(page) == []
    assert page.count('class="m"') > 6


def test_its_policy_allows_its_own_styles_alone(page: str) -> None:
    """The policy in its head names its one sheet by its digest, and forbids all else."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    (sheet,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    seal = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{seal}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_whatever_a_file_says_of_itself_is_only_words() -> None:
    """Markup and turned writing in title, names, tags and headings stay words; an address that is
    no page's is no link."""
    text = read_bytes(f"Chapter 1: {HOSTILE}\n\nShe {HOSTILE} ran.\n".encode(), "x.txt")
    meta = Meta(
        title=HOSTILE, authors=(HOSTILE,), tags={HOSTILE: (HOSTILE,)}, stats={HOSTILE: HOSTILE},
        series=((HOSTILE, HOSTILE),), language=HOSTILE, url="javascript:alert(1)//https://",
    )  # fmt: skip
    assert amiss(laid_out(msgspec.structs.replace(text, meta=meta))) == []
    meta = msgspec.structs.replace(meta, url='https://example.org/"><script>')
    page = laid_out(msgspec.structs.replace(text, meta=meta))
    assert amiss(page) == []
    head = page[: page.index("Chapter 1")]
    assert "\u202e" not in head
    assert "{{7*7}}" in head


@pytest.mark.parametrize("name", SHAPES)
def test_a_page_read_again_is_the_same_story(name: str) -> None:
    """The story blocks of a story of any shape are read again from its page."""

    def story_of(text: Text) -> list[str]:
        words = (text.text[b.start : b.end].replace("_", "") for b in text.blocks if b.is_story)
        return [" ".join(block.split()) for block in words]

    text = read_bytes(*SHAPES[name](STORY))
    again = read_bytes(laid_out(text).encode(), "page.html")
    assert story_of(again) == story_of(text)


def test_tags_summaries_and_people_are_folded() -> None:
    """What may tell of later things is seen only by who opens it."""
    page = laid_out(read_bytes(*SHAPES["AO3 2022-06"](STORY)))
    tree = html.document_fromstring(page)
    folded = [str(d.findtext("summary")) for d in tree.iter("details")]
    assert {"Tags (they may tell what is to come)", "Contents", "Summary"} <= set(folded)
    assert folded.count("People so far") == len(STORY.chapters)
    assert STORY.fandom in "".join(next(tree.iter("details")).itertext())


def test_italics_breaks_languages_and_lines_are_kept() -> None:
    """A page has the emphasis, the marks between scenes, lines of verse, and what is in another
    language marked as such."""
    story = """<html><body><p>She was <em>late</em>.<br>Very.</p><p>* * *</p>
    <p>« Vous êtes en retard, dit-elle, et je ne sais pas ce que nous allons faire de vous dans
    cette maison où il n'y a plus de place pour les gens comme vous et moi. »</p></body></html>"""
    page = laid_out(read_bytes(story.encode(), "x.html"))
    assert "She was <em>late</em>.<br/>\nVery." in page
    assert 'class="break">* * *</p>' in page
    assert 'lang="fr">« Vous' in page


def test_typed_lines_are_joined_and_verse_is_not() -> None:
    """Of plain text the lines of a paragraph are one, those of a stanza are lines; the signs of
    italics are italics."""
    prose = (
        "The wind had gone down in the night and the boats were coming in by twos\n"
        "and threes, and she counted them, _all of them_, from the window that\n"
        "looked on the bay.\n"
    )
    verse = "    The boats are out,\n    The lamp is low,\n    And who will call\n    Them home.\n"
    page = laid_out(read_bytes(f"{prose}\n{prose}\n{prose}\n{verse}\n{prose}".encode(), "x.txt"))
    assert "by twos\nand threes" in page
    assert "<em>all of them</em>" in page
    assert "The boats are out,<br/>" in page


def test_words_at_a_note_keep_the_space_beside_it() -> None:
    """A name that leads to its note stands apart from the words around it, where a line of the file
    ends there too."""
    chapter = (
        "In the morning the boats were brought up the shingle, and from there to\n"
        "Ida Marsh, who kept them, and she counted what she was to have with\n"
        "Ida Marsh's own hands. Then she went in, and the door was shut.\n"
    )
    typed = f"Chapter 1\n\n{chapter}\nChapter 2\n\n{chapter}"
    page = read(typed).to_html()
    assert re.search(r"from there to\n<a [^>]*>Ida Marsh</a>, who", page)
    assert "to have with\nIda" in re.sub(r"<a [^>]*>|</a>", "", page)

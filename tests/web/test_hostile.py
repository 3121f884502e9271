"""Stories, names, tags and notes that are made to do harm: every page shows them as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import lxml.html
import msgspec
import pytest
from here import Served, Window, open_library

from fabula import formats
from fabula.library import notes
from fabula.story.text import Meta, Source, Span
from fabula.web import app

EVIL = (
    "<script>hacked = 1</script>",
    "<img src=x onerror='hacked = 1'>",
    "<svg onload='hacked = 1'><a xlink:href='javascript:hacked=1'>",
    "\"' onmouseover='hacked = 1' autofocus onfocus='hacked = 1' x='",
    "javascript:hacked=1",
    "</title></textarea></style><script>hacked = 1</script>",
    "{{ 7 * 191 }}{% raw %}${7 * 191}#{7 * 191}",
    "<style>body { display: none }</style><link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example>",
    "<iframe srcdoc='<script>parent.hacked = 1</script>'></iframe><form action=//evil.example>",
    "&lt;script&gt;hacked=1&lt;/script&gt; &#60;script&#62;",
    "\u202egnihtyna\u202c \u2066 \u2069\u2069 \u200f",
    "<!--",
    "]]>",
    "\x1b[31m\x07\x00",
)
ALL = " ".join(EVIL).replace("\x00", "")
STORY = f"""Chapter 1: {ALL[:300]}

“You are late,” said Mara {EVIL[1]} Venn.

Tom {EVIL[0]} Hale shut the door. “The bridge was down, <b>Mara</b>.” {EVIL[6]}

{EVIL[4]} {EVIL[9]} “Again?” asked Mara. {EVIL[11]}

Chapter 2: {EVIL[5]}

“I will go now,” Tom said. {EVIL[8]}
"""
FILLED = {"page": "1", "name": "storyline", "place": "420"}

HERE, KIND = "http://here/work/1/page", "https://example.org/"


@pytest.fixture(scope="module")
def evil(tmp_path_factory) -> Iterator[Served]:
    """A library with one work in which every field is hostile."""
    with open_library(tmp_path_factory.mktemp("library")) as library:
        text = formats.read_string(STORY)
        meta = Meta(
            title=ALL,
            authors=EVIL,
            tags=dict.fromkeys(EVIL, EVIL),
            series=tuple((words, words) for words in EVIL),
            stats={words: words for words in EVIL},
            language=EVIL[0],
            url=EVIL[4],
            identifier=EVIL[2],
        )
        made = msgspec.structs.replace(text, meta=meta, sources=(Source(ALL, "text", "0" * 64),))
        work = library.put(made).work
        library.set_position(work.id, work.length)
        library.read_on(work.id)
        at = text.text.index("Tom")
        for words in EVIL:
            notes.add(library, work.id, Span(at, at + 60), words)
        with Served(library) as served:
            yield served


def pages(served: Served) -> list[str]:
    """Every address that shows something, filled in for the work, with hostile questions."""
    (work,) = served.library.works()
    somebody = served.library.story(work.id).characters[0].id
    fill = {"id": str(work.id), "entity": somebody, **FILLED}
    found = [re.sub(r"\{(\w+)(:\w+)?\}", lambda m: fill[m[1]], path) for path, _ in app.READS]
    return [path for path in found if not path.startswith(("/static", "/notes.", "/enter"))]


def harms(html: str) -> list[str]:
    """What in a page could do something that a page of ours does not."""
    tree = lxml.html.fromstring(html)
    found = []
    for node in tree.iter(lxml.html.etree.Element):
        tag, attributes = str(node.tag), node.attrib
        found += [f"<{tag}>" for bad in ("style", "iframe", "object", "base", "img") if tag == bad]
        found += [f"<{tag} {name}>" for name in attributes if name.startswith("on")]
        found += [f"<{tag} style>" for name in attributes if name == "style"]
        if tag == "script" and not re.fullmatch(r"/static/[\w.-]+\.js", attributes.get("src", "")):
            found.append("<script>")
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            to = attributes.get(name)
            if to is not None and not urljoin(HERE, to).startswith((HERE[:12], KIND)):
                found.append(f"<{tag} {name}={to!r}>")
    return found


def test_what_would_do_harm_is_seen() -> None:
    """The eye that looks at our pages sees what they must not have."""
    assert len(harms("".join(EVIL[i] for i in (0, 1, 2, 7, 8, 9)))) >= 9
    assert harms("<a href='javascript:x'>") == ["<a href='javascript:x'>"]
    assert harms("<p>words</p><script src=/static/keys.js></script><a href=/work/1>x</a>") == []


def test_no_page_does_what_a_story_says(evil) -> None:
    """On every page that there is, title, names, tags, notes, words and questions are words: no
    element, handler, address or style of theirs comes through, and no template obeys them."""
    for path in pages(evil):
        for asked in ({}, {"q": f"door {ALL}", "h": "400", "about": ALL, "sort": EVIL[0]}):
            answer = evil.ask("GET", path, params=asked)
            assert answer.status_code < 500, path
            if "html" in answer.headers.get("content-type", "") and answer.text:
                assert harms(answer.text) == [], path
                assert "1337" not in answer.text, path


def test_names_turn_no_others_round(evil) -> None:
    """A right-to-left override in a title or a name is taken out, and the name isolated; in the
    story's own words it stays, as they are the author's."""
    (work,) = evil.library.works()
    for path in ("/", f"/work/{work.id}/about", "/notes", "/search?q=Tom"):
        tree = lxml.html.fromstring(evil.get(path).text)
        for isolated in tree.iter("bdi"):
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f]", isolated.text_content())
        headings = [h for h in tree.iter("h1", "h2", "h3") if "hacked" in h.text_content()]
        assert all(h.find(".//bdi") is not None for h in headings)


def test_a_works_address_is_followed_only_to_the_web(evil) -> None:
    """A `javascript:` address is shown as words; an ordinary one is a link that tells nobody where
    it was followed from."""
    (work,) = evil.library.works()
    assert 'href="javascript' not in evil.get(f"/work/{work.id}/about").text
    text = formats.read_string("One more story.")
    meta = Meta(title="Kind", url="https://example.org/works/1")
    kind = evil.library.put(msgspec.structs.replace(text, meta=meta)).work
    page = lxml.html.fromstring(evil.get(f"/work/{kind.id}/about").text)
    (link,) = page.xpath("//a[starts-with(@href, 'https://')]")
    assert {"noreferrer", "noopener"} <= set(link.get("rel").split())
    evil.library.forget(kind.id)


def test_notes_are_taken_along_as_words(evil) -> None:
    """In Markdown no note is markup; as annotations they are JSON; neither is shown as a page."""
    for path in ("/notes.md", "/notes.jsonld"):
        answer = evil.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        assert "html" not in answer.headers["content-type"]
    assert not re.search(r"(?<!\\)<script", evil.get("/notes.md").text)
    assert len(msgspec.json.decode(evil.get("/notes.jsonld").content)) > 3


def test_a_browser_runs_nothing_of_it(evil, window: Window) -> None:
    """In a real browser, with scripts, nothing of a hostile story runs or is asked for, whatever is
    looked at, pointed at or focused."""
    (work,) = evil.library.works()
    page = window.open(evil)
    for path in (
        "/",
        f"/work/{work.id}/about",
        "/notes",
        f"/work/{work.id}/read/1",
        "/search?q=Tom",
    ):
        page.goto(evil.base + path)
        page.wait_for_load_state()
        page.mouse.move(300, 300)
        page.keyboard.press("Tab")
        assert page.evaluate("typeof hacked") == "undefined"
        assert page.locator("body").is_visible()
    assert evil.base in page.url

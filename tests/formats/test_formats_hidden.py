"""Words that a page holds and does not show: decoys against thieves, and a skin's secrets."""

from __future__ import annotations

import time

import pytest
from one_story import STORY as TALE
from shapes_web import PAGES
from shelf import Made, epub
from shelf_ao3_page import saved
from test_formats_one_story import story_of
from test_formats_places import check

from fabula.formats import read_bytes
from fabula.formats.report import report
from fabula.story.text import Text

DECOY = "This story was taken without its author’s leave."
STORY = ("Maud tied the rope.", "Ines laughed at her.", "They rowed out to the light.")


def page(body: str, css: str = "") -> Text:
    head = f"<title>Rope</title><style>{css}</style>"
    return read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "x.html")


def words(text: Text, *kinds: str) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind in kinds]


def between(decoy: str, css: str = "") -> Text:
    """The story with a decoy after its first paragraph."""
    first, *others = (f"<p>{p}</p>" for p in STORY)
    return page(f"<div>{first}{decoy}{''.join(others)}</div>", css)


STYLES = {
    "a class": ("<p class='cnQ x'>{}</p>", ".cnQ{display:none;speak:never}"),
    "a class among others": ("<p class='cnQ'>{}</p>", "u, .a > b, .cnQ { display : none }"),
    "a class within a class": ("<p class='cnQ'>{}</p>", "div .cnQ { display: none !important }"),
    "a style for screens": ("<p class='cnQ'>{}</p>", "@media screen { .cnQ { display: none } }"),
    "an id": ("<p id='zz'>{}</p>", "#zz { visibility: hidden }"),
    "an attribute": ("<p data-q='1'>{}</p>", "p[data-q] { opacity: 0 }"),
    "the beginning of a class": ("<p class='q81'>{}</p>", "[class^=q8] { display: none }"),
    "what stands before": ("<hr><p>{}</p>", "hr + p { display: none }"),
    "a comment in the style": ("<p class='c'>{}</p>", "/* } */ .c {/* */display:/**/none}"),
    "a style attribute": ("<p style='color: red; DISPLAY: none'>{}</p>", ""),
    "the attribute hidden": ("<p hidden>{}</p>", ""),
    "a font of no size": ("<p style='font-size: 0px'>{}</p>", ""),
    "a place off the page": ("<p style='position:absolute; left:-9999px'>{}</p>", ""),
    "an indent off the page": ("<p class='c'>{}</p>", ".c { text-indent: -1000em }"),
    "no opacity": ("<p style='opacity: 0.0'>{}</p>", ""),
    "a collapsed block": ("<div style='visibility: collapse'><p>{}</p></div>", ""),
    "cut to nothing": ("<p class='c'>{}</p>", ".c { clip: rect(0, 0, 0, 0) }"),
}


@pytest.mark.parametrize("how", STYLES)
def test_a_decoy_is_set_aside_and_said(how: str) -> None:
    """However a page hides a decoy, it is no story, it stands in the report, and that is said."""
    decoy, css = STYLES[how]
    text = between(decoy.format(DECOY), css)
    assert words(text, "prose") == list(STORY)
    assert words(text, "hidden") == [DECOY]
    rows = [r for r in report(text) if r.kind == "hidden"]
    assert [r.kept for r in rows] == [False]
    assert rows[0].why.startswith("not shown (")
    (notice,) = (n for n in text.notices if n.code == "hidden")
    assert notice.at is not None
    assert text.text[notice.at.start : notice.at.end] == DECOY


# fmt: off
SHOWN = {
    "in print": ("<p class='c'>{}</p>", "@media print { .c { display: none } }"),
    "on small screens": ("<p class='c'>{}</p>", "@media (max-width: 9em) { .c { display: none } }"),
    "overruled by a later rule": ("<p class='c'>{}</p>", ".c{display:none} .c{display:block}"),
    "overruled by its own style": ("<p class='c' style='display:block'>{}</p>", ".c{display:none}"),
    "overruled by a stronger rule": (
        "<p class='c d'>{}</p>",
        ".c.d{display:block}.d{display:none}",
    ),
    "for another element": ("<p class='c'>{}</p>", "span.c, .d .c, .c .d { display: none }"),
    "a rule not understood": ("<p class='c'>{}</p>", ".c:not(.d) { display: none }"),
    "until it is pointed at": (
        "<p class='c'>{}</p>",
        ".c{display:none} p:hover + .c{display: block}",
    ),
    "a spoiler": ("<div class='spoilerContent' style='display:none'><p>{}</p></div>", ""),
    "letters within": ("<p style='font-size:0'><b style='font-size:16px'>{}</b></p>", ""),
    "details": ("<details><p style='display:none'>{}</p></details>", ""),
}
# fmt: on


@pytest.mark.parametrize("how", SHOWN)
def test_what_readers_can_see_is_story(how: str) -> None:
    """What is hidden elsewhere, or until the reader opens it, stays in the story."""
    decoy, css = SHOWN[how]
    assert words(between(decoy.format("She stayed."), css), "prose") == [
        STORY[0], "She stayed.", *STORY[1:],
    ]  # fmt: skip


def test_a_spoiler_is_said() -> None:
    """Words kept although the page hides them at first are told of."""
    text = between("<div class='spoiler' style='display:none'>She stayed.</div>")
    assert [n.code for n in text.notices] == ["spoiler-kept"]


def test_hidden_words_within_a_paragraph() -> None:
    """Words hidden inside a paragraph break nothing in it: they come last."""
    body = "<p>Maud <span class='c'>stole and</span>tied the rope.</p><p>Ines laughed.</p>"
    text = page(body, ".c{display:none}")
    assert words(text, "prose") == ["Maud tied the rope.", "Ines laughed."]
    assert words(text, "hidden") == ["stole and"]
    blocks = ["Maud tied the rope.", "Ines laughed.", "stole and"]
    check(text, Made(b"", "x.html", {None: blocks}))


def test_a_page_that_hides_itself() -> None:
    """A page saved before its scripts had shown it is read as if they had, and that is said."""
    text = page("<div id='w'>" + "".join(f"<p>{p}</p>" for p in STORY) + "</div>", "#w{opacity:0}")
    assert words(text, "prose") == list(STORY)
    assert [n.code for n in text.notices] == ["hidden-kept"]


def test_a_decoy_before_the_story_takes_no_chapter() -> None:
    """A chapter opens with its first words that are shown."""
    text = page(f"<h2>One</h2><p hidden>{DECOY}</p>" + "".join(f"<p>{p}</p>" for p in STORY))
    assert [b.kind for b in text.blocks if b.opens_chapter] == ["heading"]
    assert words(text, "prose") == list(STORY)


def test_a_books_own_sheet_hides() -> None:
    """What a book's style sheet hides is set aside; a heading hidden behind its picture stays."""
    body = "<h2 class='c'>Chapter 1</h2><img src='1.png'/>" + "".join(f"<p>{p}</p>" for p in STORY)
    page = f"<p class='c'>{DECOY}</p>"
    link = '<link rel="stylesheet" href="../css/a%20b.css" />'
    files = {"text/1.xhtml": body, "text/2.xhtml": page + "".join(f"<p>{p}</p>" for p in STORY)}
    data = epub(files, extra={"OEBPS/css/a b.css": ".c { display: none }"}, head=link)
    text = read_bytes(data, "x.epub")
    assert words(text, "hidden") == [DECOY]
    assert words(text, "heading") == ["Chapter 1"]
    assert words(text, "prose") == [*STORY, *STORY]


def test_many_rules_cost_no_time() -> None:
    """Three thousand rules and as many paragraphs are read in linear time."""
    css = "".join(f".a{n} .b{n} > .c{n} {{ display: none }}" for n in range(3_000))
    body = "".join(f"<p class='c{n} b{n}'>It went on.</p>" for n in range(3_000))
    assert len(words(page(body, css), "prose")) == 3_000
    assert page(body, "{" * 100_000 + ".c{display" + "/*" * 50_000).blocks


@pytest.mark.parametrize("tag", ["embed src='x'", "map name='x'", "area", "param", "source", "wbr"])
def test_empty_elements_swallow_nothing(tag: str) -> None:
    """An element without an end leaves what follows it in the story."""
    page = f"<html><body><p>It began.</p><{tag}><p>It ended.</p></body></html>"
    assert read_bytes(page.encode(), "x.html").text == "It began.\n\nIt ended."


@pytest.mark.parametrize("tag", ["video", "audio", "object", "iframe", "canvas", "button", "style"])
def test_what_an_open_element_swallows_is_said(tag: str) -> None:
    """A story inside an element that shows no words, and never closes, is set aside and said."""
    story = "".join(f"<p>And it went on and on, part {n} of it.</p>" for n in range(9))
    page = f"<html><body><p>It began.</p><{tag} data-x='y'>{story}</body></html>"
    text = read_bytes(page.encode(), "x.html")
    assert "part 8 of it" in text.text
    assert any(n.code == "hidden" for n in text.notices)


def test_comments_between_elements() -> None:
    """A comment where an element may stand is no trouble to any site's page."""
    for make in PAGES.values():
        data, path = make(TALE, 1)
        noted = data.replace(b"<div", b"<!-- x --><div").replace(b"</div>", b"</div><!-- y -->")
        assert story_of(read_bytes(noted, path)) == story_of(read_bytes(data, path))


def test_styles_against_a_reader() -> None:
    """Five thousand rules for one class on every element are given up in time, which is said."""
    css = "".join(f".x{n} ~ .y{n} .c {{ display: none }}" for n in range(5_000))
    body = "<p class='c'>It went on.</p>" * 5_000
    began = time.monotonic()
    text = page(body, css)
    assert len(words(text, "prose")) == 5_000
    assert [n.code for n in text.notices] == ["many-styles"]
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("name", ["FanFiction.net", "Royal Road", "Scribble Hub"])
def test_a_chapter_against_thieves(name: str) -> None:
    """A whole chapter that is hidden beside the true one is no story, wherever it stands."""
    data, path = PAGES[name](TALE, 1)
    marks = {
        "FanFiction.net": "id='storytext'",
        "Royal Road": "class='chapter-inner chapter-content'",
        "Scribble Hub": "id='chp_raw'",
    }
    decoy = f"<div style='display:none'><div {marks[name]}><p>{DECOY}</p></div></div>"
    text = read_bytes(data.replace(b"<body>", b"<body>" + decoy.encode()), path)
    assert story_of(text) == story_of(read_bytes(data, path))
    assert DECOY in words(text, "hidden")
    assert sum(b.opens_chapter for b in text.blocks) == 1


def test_what_is_set_aside_anyway() -> None:
    """A menu that a page hides until it is opened is furniture as ever, and nobody is told."""
    data, path = PAGES["Royal Road"](TALE, 1)
    menu = b"<body><div style='display: none'><ul><li>Sign in</li></ul></div>"
    plain = read_bytes(data, path)
    text = read_bytes(data.replace(b"<body>", menu), path)
    assert "Sign in" in words(text, "furniture")
    assert words(text, "hidden") == words(plain, "hidden")


def test_a_secret_of_a_works_skin() -> None:
    """What a work's own skin hides on the archive is set aside and told of, never lost."""
    data, path = saved(TALE)
    skin = b"<style>#workskin .aside { display: none }</style></head>"
    secret = b"Somebody knocked now.</p><p class='aside'>It was her brother.</p>"
    page = data.replace(b"</head>", skin).replace(b"Somebody knocked now.</p>", secret)
    text = read_bytes(page, path)
    assert words(text, "hidden") == ["It was her brother."]
    assert [n.code for n in text.notices] == ["hidden"]
    assert story_of(text) == story_of(read_bytes(data, path))
    shown = page.replace(b"</style>", b"#workskin p:hover + .aside { display: block }</style>")
    assert "It was her brother." in words(read_bytes(shown, path), "prose")

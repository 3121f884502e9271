"""Every page that there is: open to everybody, in every theme, at three widths. With
FABULA_SCREENSHOTS=FOLDER the run leaves pictures of the main ones there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from here import CONTRAST, Served, Window, barriers, open_library, overflows, put, settled, shoot
from playwright.sync_api import Browser, Page, expect

import fabula.demo
from fabula.library import notes, parts
from fabula.library.corrections import correct
from fabula.story.corrections import Anchor, Correction
from fabula.story.text import Span
from fabula.web import app
from fabula.web.look import CHOICES
from fabula.web.password import Password

DEMO = Path(fabula.demo.__path__[0]) / "line_clear.html"
BEFORE = "Tamsin Orrell rang two bells to Harrowmouth. Jory was her brother.\n"
SHELF = (
    ("The Salt Stair", "Ada Finch", (("Tides", "1"),)),
    ("A Second Mate", "Ada Finch", (("Tides", "2"),)),
    ("An Orchard Watch in the Long Night of the Valley", "Zoë Quill", ()),
    ("لیلة في المرفأ", "نور", ()),
)
NO_PAGES = re.compile(r"/static/|/notes\.|/pictures\.css|\.svg$|/words/|\{id:number\}$|^/reading$")
ADDED = "/added/{id:number}"
MAIN = {  # of which the run makes pictures
    "/": "library",
    "/work/{id:number}/person/{entity}": "person",
    "/work/{id:number}/world": "world",
    "/work/{id:number}/timeline": "scenes",
    "/work/{id:number}/pictures": "pictures",
    "/search": "search",
}
PAGES = [path for path, _ in app.READS if not NO_PAGES.search(path) or path == ADDED]
PAGES = [path for path in PAGES if path != "/enter"]  # behind a password only
SAID = Anchor("Barley", suffix=" from the stairs")
WIDTHS = {1280: 800, 768: 1000, 360: 740}
README = {"width": 1100, "height": 550}  # of the picture in it: docs/pictures/reading.png


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A library in use: a story that has been read to its end, noted in and corrected, the second
    of a series; others that wait."""
    with open_library(tmp_path_factory.mktemp("shelf")) as library:
        work = library.add(DEMO).work
        before = put(library, BEFORE, read=True, title="Two Bells", authors=("fabula",))
        parts.join(library, [before.id, work.id], "Corrie Halt")
        for title, author, series in SHELF:
            put(
                library,
                f"Nobody spoke of {title}. " * 99,
                title=title,
                authors=(author,),
                series=series,
            )
        at = library.text(work.id).text.index("the man in the grey coat")
        notes.add(library, work.id, Span(at, at + 24), "Who is he waiting for?")
        story = library.story(work.id)
        correct(library, work.id, Correction("alias", SAID, name="Keddle"))
        library.set_position(work.id, len(story.text.text))
        with Served(library) as served:
            files = {"file": ("weir.txt", b"The weir held all that night.", "text/plain")}
            added = served.post("/add", files=files, follow_redirects=False)
            assert added.headers["location"] == "/added/1"
            yield served


@pytest.fixture(scope="module")
def page(shelf: Served, chromium: Browser) -> Iterator[Page]:
    """One window for all of them, in which none complains."""
    window = Window(chromium)
    yield window.open(shelf)
    window.close()
    assert window.complaints == []


def address(served: Served, path: str) -> str:
    """Where a route leads for the story that has been read, at its end."""
    story = served.library.story(1)
    place = story.text.text.index("He was not waiting")
    fill = {"page": "2", "name": "speech", "place": str(place), "entity": story.character("Tam").id}
    path = re.sub(r"\{(\w+)(:\w+)?\}", lambda m: fill.get(m[1], "1"), path)
    asked = "q=Who is Barley%3F&" if path.endswith(("ask", "search")) else ""
    return f"{served.base}{path}?{asked}page=1&h={len(story.text.text)}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_everybody(shelf: Served, page: Page, path: str) -> None:
    """With all that can be unfolded in view, axe-core finds no barrier (WCAG 2.2 AA), and nothing
    stands out of the window, at 1280, 768 or 360 pixels."""
    page.goto(address(shelf, path))
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert overflows(page) == 0, width
        if path in MAIN:
            shoot(page, f"{MAIN[path]}-{width}")
    page.evaluate("for (const d of document.querySelectorAll('main details')) d.open = true")
    assert overflows(page) == 0
    assert barriers(page) == []


def test_the_list_of_pages_is_whole() -> None:
    """All addresses are looked at but those that lead on, or give a file or a piece of a page."""
    assert len(PAGES) >= 25
    left = {path for path, _ in app.READS} - set(PAGES)
    assert left == {
        "/enter",
        "/reading",
        "/notes.md",
        "/notes.jsonld",
        "/pictures.css",
        "/static/{name}",
        "/work/{id:number}",
        "/work/{id:number}/words/{place:number}",
        "/work/{id:number}/pictures/{name}.svg",
    }


@pytest.fixture
def tapped(shelf: Served, window: Window) -> Page:
    """The reading page, where somebody is asked about whose name is told at the chapter's end."""
    page = settled(window.open(shelf, "/work/1/read/2", viewport=README))
    paragraph = page.locator("#book > p", has_text="The man in the grey coat set down")
    paragraph.evaluate("p => scrollBy(0, p.getBoundingClientRect().top - 160)")
    paragraph.get_by_role("link", name="his", exact=True).first.click()
    expect(page.locator("#beside .card")).to_contain_text("No name told yet")
    return page


def test_the_reading_page_is_for_everybody(tapped: Page) -> None:
    """With the companion open on somebody, and its forms unfolded, at three widths."""
    expect(tapped.locator("#beside .card h2")).to_contain_text("the man in the grey coat")
    expect(tapped.locator("#beside")).not_to_contain_text("Lasker")
    shoot(tapped, "reading")
    tapped.locator("details.correct summary").click()
    for width, height in WIDTHS.items():
        tapped.set_viewport_size({"width": width, "height": height})
        tapped.locator("#beside").evaluate("beside => beside.scrollTo(0, 0)")
        shoot(tapped, f"reading-{width}")
        assert overflows(tapped) == 0
        assert barriers(tapped) == []


def test_every_theme_can_be_read(shelf: Served, page: Page) -> None:
    """In each theme the words of a page stand out from what is behind them."""
    for path in ("/work/{id:number}/read/{page:number}", "/"):
        page.goto(address(shelf, path))
        for theme in CHOICES["theme"]:
            page.evaluate("t => { document.documentElement.dataset.theme = t }", theme)
            assert barriers(page, CONTRAST) == [], (path, theme)


def test_pages_of_refusal_are_for_everybody(shelf: Served, window: Window) -> None:
    """A page that says that there is nothing, and the door that asks for a password."""
    page = window.open(shelf, "/nowhere", viewport={"width": 360, "height": 740})
    assert (barriers(page), overflows(page)) == ([], 0)
    window.complaints[:] = [c for c in window.complaints if "404" not in c]
    with Served(shelf.library, password=Password("a ferry in the rain")) as locked:
        page.goto(f"{locked.base}/enter")
        assert (barriers(page), overflows(page)) == ([], 0)

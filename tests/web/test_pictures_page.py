"""The page of pictures: marks that lead to words, the same without scripts and without eyes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from here import Served, Window, open_library, overflows, put

from fabula.library import Work
from fabula.pictures import PICTURES

STORY = (
    "“Wait,” Ida told Joss. Joss was her brother.\n\nJoss waited by the boat with Ida.\n\n"
    "* * *\n\n“Is Tam here?” Joss asked Ida.\n\nTam came down the stair. Ida hated Tam.\n"
)
NAMES = [kind.name for kind in PICTURES]
HOSTILE = "</title><script>alert(1)</script>\u202e{{7*7}}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Work]]:
    """A short story, read, in a served library."""
    with open_library(tmp_path_factory.mktemp("pictures")) as library, Served(library) as served:
        yield served, put(library, STORY, read=True, title=HOSTILE)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_for_each_picture(book: tuple[Served, Work], name: str) -> None:
    """Each picture has a page with the picture, the same as a table, and a file to take along, and
    a hostile title stays words in all of them."""
    served, work = book
    page = served.get(f"/work/{work.id}/pictures/{name}?h={work.length}")
    assert page.status_code == 200
    assert f'class="picture {name}"' in page.text
    assert re.search(rf'href="/work/{work.id}/words/\d+"', page.text)
    assert "<table>" in page.text
    assert "<script>alert" not in page.text
    assert "<style" not in page.text
    file = served.get(f"/work/{work.id}/pictures/{name}.svg?h={work.length}")
    assert file.headers["content-disposition"] == f'attachment; filename="{name}.svg"'
    assert ElementTree.fromstring(file.text).get("role") == "img"


@pytest.mark.parametrize("name", NAMES)
def test_no_page_shows_what_comes_later(book: tuple[Served, Work], name: str) -> None:
    """As of the first scene, neither the page nor the file has Tam."""
    served, work = book
    early = STORY.index("* * *")
    for path in (name, f"{name}.svg"):
        page = served.get(f"/work/{work.id}/pictures/{path}?h={early}&order=story")
        assert page.status_code == 200
        assert "Tam" not in page.text


def test_there_is_no_other_picture(book: tuple[Served, Work]) -> None:
    """A picture that there is none of, or of no work, is a plain page that says so."""
    served, work = book
    for path in (f"/work/{work.id}/pictures/x", f"/work/{work.id}/pictures/x.svg"):
        assert served.get(path).status_code == 404
    assert served.get("/work/99/pictures").status_code == 404


def test_a_mark_leads_to_its_words(book: tuple[Served, Work], window: Window) -> None:
    """Whoever taps a name on the storyline comes to the words in the text; nothing on the way is
    out of bounds, and the page follows dark and light in colours that its policy allows."""
    served, work = book
    path = f"/work/{work.id}/pictures?h={work.length}"
    page = window.open(served, path, viewport={"width": 360, "height": 720}, color_scheme="dark")
    assert overflows(page) == 0
    line = page.locator(".picture .line").first
    assert line.evaluate("e => getComputedStyle(e).stroke") == "rgb(98, 182, 242)"
    page.locator(".picture a .name").first.click()
    page.wait_for_url(f"**/work/{work.id}/read/**")


def test_a_picture_is_scrolled_by_key(book: tuple[Served, Work]) -> None:
    """The frame of a picture, and of its table, is reached by key."""
    served, work = book
    page = served.get(f"/work/{work.id}/pictures/speech?h={work.length}").text
    assert page.count('class="frame" role="region" tabindex="0"') == 2

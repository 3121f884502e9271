"""The library's pages in a real browser: with a mouse, with keys alone, without scripts, by
a link from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from here import Served, Window, open_library, put, until

from fabula.library import notes
from fabula.story.text import Span
from fabula.web.reading_queue import Progress

SERIAL = "\n\n".join(
    f"Chapter {n}\n\n“You are late,” said Mara Venn. Tom Hale shut the door of house {n}."
    for n in range(1, 4)
)
SHELF = (
    ("The Salt Stair", "Ada Finch", (("Tides", "1"),)),
    ("A Second Mate", "Ada Finch", (("Tides", "2"),)),
    ("An Orchard Watch in the Long Night of the Valley", "Zoë Quill", ()),
    ("Weir", "Bo", ()),
    ("لیلة في المرفأ", "نور", ()),
)


@pytest.fixture(scope="module")
def shelved(tmp_path_factory) -> Iterator[Served]:
    """A library with some works, one of them begun, noted in and with new chapters."""
    with open_library(tmp_path_factory.mktemp("library")) as library:
        for title, author, series in SHELF:
            put(
                library,
                SERIAL.replace("house", title),
                title=title,
                authors=(author,),
                series=series,
            )
        first = library.works()[0]
        library.set_position(first.id, first.length // 2)
        notes.add(library, first.id, Span(11, 25), "He always is.")
        notes.add(library, first.id, Span(30, 40), colour="blue")
        more = SERIAL.replace("house", SHELF[0][0]) + "\n\nChapter 4\n\nIt rained."
        put(library, more, title=SHELF[0][0], authors=("Ada Finch",), series=SHELF[0][2])
        with Served(library) as served:
            assert served.app.state.queue.idle(60)
            yield served


def test_a_file_is_dropped_and_read(empty, window: Window) -> None:
    """A file dropped on the page is added; the page tells what was kept, the library shows it, and
    soon that it has been read."""
    page = window.open(empty)
    dropped = page.evaluate_handle(
        """words => {
            const files = new DataTransfer();
            files.items.add(new File([words], "ferry.txt", { type: "text/plain" }));
            return files;
        }""",
        SERIAL,
    )
    page.dispatch_event("main", "dragenter", {"dataTransfer": dropped})
    assert "dropping" in (page.get_attribute("body", "class") or "")
    with page.expect_navigation():
        page.dispatch_event("main", "drop", {"dataTransfer": dropped})
    assert page.inner_text("h1") == "Added"
    assert page.get_by_role("link", name="Read it").get_attribute("href") == "/work/1"
    page.click("text=To the library")
    assert page.inner_text(".work h2") == "ferry"
    (work,) = empty.library.works()
    until(lambda: empty.library.work(work.id).is_read, 60)


def test_what_is_being_read_is_told_as_it_goes(shelved, window: Window, monkeypatch) -> None:
    """The page says what is being read and how far, without being loaded again."""
    (first, *_) = shelved.library.works()
    queue = shelved.app.state.queue
    monkeypatch.setattr(queue, "_now", Progress(first.id, first.length * 26 // 100))
    page = window.open(shelved)
    page.wait_for_selector("text=Being read: The Salt Stair")
    assert page.get_attribute("#reading progress", "value") == "25"
    monkeypatch.setattr(queue, "_now", Progress(first.id, first.length * 81 // 100))
    page.wait_for_selector("#reading >> text=80 %")
    monkeypatch.setattr(queue, "_now", None)
    page.wait_for_selector("#reading >> text=Being read", state="detached")


def test_without_scripts_all_of_it_works(empty, window: Window, tmp_path: Path) -> None:
    """Adding, finding, sorting, searching, settings and forgetting need no script."""
    (tmp_path / "ferry.txt").write_text(SERIAL, encoding="utf-8")
    (tmp_path / "weir.txt").write_text("The weir held all that night.", encoding="utf-8")
    page = window.open(empty, java_script_enabled=False)
    page.set_input_files("#file", [tmp_path / "ferry.txt", tmp_path / "weir.txt"])
    page.click("#add button")
    assert page.locator(".account li").count() == 2
    page.click("text=To the library")
    page.select_option("#sort", "title")
    page.click("text=Show")
    assert page.locator(".work h2").all_inner_texts() == ["ferry", "weir"]
    page.fill("#q", "wei")
    page.click("text=Show")
    assert page.locator(".work h2").all_inner_texts() == ["weir"]
    page.click("nav >> text=Settings")
    page.check("input[name=theme][value=dark]")
    page.click("text=Keep")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.click("nav >> text=Search")
    page.fill("#q", "shut the door")
    page.check("input[name=beyond]")
    page.click("button")
    assert page.locator(".found mark").count() >= 3
    page.goto(empty.base)
    page.click(".work >> text=About >> nth=0")
    page.click("text=Forget this work")
    page.click("text=Forget it")
    assert len(empty.library.works()) == 1


def test_keys_alone_are_enough(shelved, window: Window) -> None:
    """The first key leads past the header; then every control is come to in the order in which it
    stands, seen where it is, and the keys do what a click does."""
    page = window.open(shelved)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.keyboard.press("Enter")
    assert page.is_visible("#file")
    page.keyboard.press("Enter")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.localName"))
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert seen[:3] == ["q", "sort", "button"]
    assert set(seen[3:]) == {"a"}
    page.focus("#q")
    page.keyboard.type("weir")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=weir**")
    assert page.locator(".work").count() == 1


def test_a_link_from_elsewhere_leads_in(shelved, window: Window) -> None:
    """From another site's page a browser withholds the cookie; our own page asks again, once, and
    its reader is in. Without a cookie at all the page of refusal stays."""
    page = window.open(shelved)
    page.goto(f"data:text/html,<a href='{shelved.base}/notes'>my notes</a>")
    page.click("a")
    page.wait_for_selector("text=Notes and highlights")
    page.context.clear_cookies()
    page.goto(f"data:text/html,<a href='{shelved.base}/notes'>my notes</a>")
    # The first refusal asks again, and is refused again.
    with page.expect_event("console", lambda _: len(window.complaints) >= 3):
        page.click("a")
    assert "holds the key" in page.inner_text("main")
    assert [c for c in window.complaints if "403" not in c] == []
    assert len(window.complaints) == 3
    window.complaints.clear()

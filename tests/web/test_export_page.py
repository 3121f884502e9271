"""The page that `fabula export --to html` writes, in a browser without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fabula import read

STORY = """Chapter 1: The Mill

Mara Venn kept the mill at Arrow Bridge. “You are late,” said Mara.

“There was a man on the road,” said Tom Venn.

Chapter 2: The Ferry

In the morning Mara went down to Arrow Bridge. Tom went with her.
"""


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """The exported page on a phone, with scripts switched off; it asks for nothing and complains
    of nothing."""
    path = tmp_path / "story.html"
    path.write_text(read(STORY).to_html(), encoding="utf-8")
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 640}
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: asked.append(said.text))
    page.goto(path.as_uri())
    yield page
    context.close()
    assert {url.partition("#")[0] for url in asked} == {path.as_uri()}


def test_a_touched_name_tells_who_that_is(page: Page) -> None:
    """A name leads to its note, which lies over the page's foot; "Back" leads to the name again,
    and the page stays where it is."""
    name = page.locator("a.m", has_text="Tom")
    name.scroll_into_view_if_needed()
    note = page.locator("aside", has_text="Tom Venn")
    expect(note).to_be_hidden()
    before = name.bounding_box()
    assert before
    name.click()
    expect(note).to_be_visible()
    expect(note).to_contain_text("First met in Chapter 1")
    expect(note).to_be_in_viewport(ratio=1)
    after = name.bounding_box()
    assert after
    assert abs(before["y"] - after["y"]) < 2
    note.locator("a", has_text="Back").click()
    expect(note).to_be_hidden()
    expect(name).to_be_in_viewport()


def test_people_so_far_are_folded(page: Page) -> None:
    """Who is who at a chapter's end is there for who opens it."""
    people = page.locator("details.people").first
    expect(people.locator(".who").first).to_be_hidden()
    people.locator("summary").click()
    expect(people.locator(".who").first).to_be_visible()


def test_the_page_fits_a_phone(page: Page) -> None:
    """Nothing stands out to the right of a narrow window."""
    body = page.locator("body").bounding_box()
    assert body
    assert body["width"] <= 360

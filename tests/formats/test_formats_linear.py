"""No form of words keeps a reader busy: time grows with a file's size, whatever is repeated in it.

The processor's time is measured, on a small and a four times larger file. A linear reader takes
four times as long, a quadratic one sixteen times; twelve tells them apart on any machine. What is
over in a moment is not compared.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from guard import untouched

from fabula.errors import FabulaError, UnreadableInput
from fabula.formats import limits, read_bytes

SMALL, LARGE, QUADRATIC, MOMENT = 4_000, 16_000, 12, 0.1
AGAIN = 2  # times that what seems slow is read again: other work may have been in its way

REPEATED = (
    " ", "\t", "\u00a0", "\n", "\r\n", "\\", "_", "*", "* ", "**a ", "_a ", "`", "~", "~*~", "#",
    "=", "-", "- ", "–", ".", ". ", "…", "!", "“", "‘", "'", '"', "«", "(", "[", "[a](", "![",
    "[^1]", "{", "<", "<a ", "<p>", "</p>", "<!--", "<!---->", "<?", "<![CDATA[", "<i>", "<style>",
    "<table><td>", "<a href='", "&", "&#", "oOo", "x-", ".:.", "A/N ", "(A/N: ", "[A/N", "Chapter ",
    "I", "1. ", "1", "by A ", "Contents\n\n", "@a: b\n", "%\n", "%%", "---\n", "```\n", ">", "> ",
    "| a ", "|-", "a ", "a", "Mr. ", "Ã©", "â€œ", "漢", "a\u0301", "\u200b", "\ufeff", "* * *\n",
    "1\n\n", "a\n\n", "*a* ", "Rated: ", "Part 1 of ", "*** START OF", "[Illustration", "::", "\0",
    "Posted originally on the Archive of Our Own ", "\\u1 ", "{\\b ", "\\par ", "\\'e9", "}",
    "a: b\n", "[a]\n", "London, ",
)  # fmt: skip
AROUND: dict[str, Callable[[str], str]] = {
    "x.txt": lambda words: f"It began.\n\n{words}",
    "x.md": lambda words: f"It began.\n\n{words}",
    "x.html": lambda words: f"<html><body><p>It began.</p>{words}",
    "style.html": lambda words: f"<html><head><style>{words}</style></head><p>It began.",
    "x.rtf": lambda words: f"{{\\rtf1\\ansi It began. {words}",
    "x.fb2": lambda words: f"<FictionBook><body><section><p>It began. {words}",
}
ENDED: dict[str, Callable[[str], str]] = {
    "x.rtf": lambda words: f"{AROUND['x.rtf'](words)}}}",
    "x.fb2": lambda words: f"{AROUND['x.fb2'](words)}</p></section></body></FictionBook>",
}
STYLES = (".a{", "{", "}", ".a,", ".a ", ".a>", "@media x{", "@media print{}", "/*", "/**/",
          "display:", ".a{display:none}", "[a=", "#", ":", ";", "a:hover ")  # fmt: skip


def seconds(path: str, form: str, size: int) -> float:
    data = AROUND[path](form * (size // len(form))).encode()
    began = time.process_time()
    with suppress(FabulaError):  # refused: that takes its time too
        read_bytes(data, path)
    return time.process_time() - began


@pytest.mark.parametrize("path", AROUND)
def test_time_grows_with_size(path: str) -> None:
    """A file that repeats one form takes four times as long when it is four times as long."""
    for form in STYLES if path == "style.html" else REPEATED:
        large = seconds(path, form, LARGE)
        if large > MOMENT:
            large = min(large, *(seconds(path, form, LARGE) for _ in range(AGAIN)))
            assert large < max(MOMENT, QUADRATIC * seconds(path, form, SMALL)), form


# ---- and where a form was overlooked, there is an end


def test_a_reading_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the time due to a file of its size is over, it is refused, whatever its kind."""
    monkeypatch.setattr(limits, "SECONDS", -1)
    for path, around in AROUND.items():
        with pytest.raises(UnreadableInput, match="longer than any story") as raised, untouched():
            read_bytes(ENDED.get(path, around)("It went on.").encode(), path)
        assert str(raised.value).startswith(f"{path}: ")


def test_the_time_due_grows_with_what_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every megabyte has its time, so that no story that is merely long is refused."""
    monkeypatch.setattr(limits, "SECONDS", 0)
    monkeypatch.setattr(limits, "SECONDS_PER_MB", 1_000_000)
    assert read_bytes(b"It began.", "x.txt").text == "It began."

"""Bytes to characters: found out, said, never silently mended."""

from __future__ import annotations

import random

import pytest

from fabula.errors import FabulaError
from fabula.formats import read_bytes, read_string
from fabula.story.text import Text

STORY = "“It’s late,” Zoë said. " * 3
RUSSIAN = "Она долго смотрела в окно и не слышала, что он ей говорил. " * 5


def codes(text: Text) -> list[str]:
    return [n.code for n in text.notices]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode(encoding: str) -> None:
    """Every form of Unicode is read, with and without a byte order mark, and nothing is said."""
    text = read_bytes(STORY.encode(encoding), "x.txt")
    assert text.text == STORY
    assert codes(text) == []


def test_utf16_pages() -> None:
    """A page in UTF-16 is a page."""
    page = f"<html><head><meta charset='utf-16'></head><body><p>{STORY}</p></body></html>"
    for encoding in ("utf-16", "utf-16-le"):
        text = read_bytes(page.encode(encoding), "x.html")
        assert text.text == STORY.strip()


def test_windows_code_pages() -> None:
    """Bytes that are no UTF-8 are read as the code page whose letters they make: it is said."""
    text = read_bytes(STORY.encode("cp1252"), "x.txt")
    assert text.text == STORY
    assert codes(text) == ["encoding-guessed"]
    text = read_bytes(RUSSIAN.encode("cp1251"), "x.txt")
    assert text.text == RUSSIAN
    assert codes(text) == ["encoding-guessed", "not-english"]


def test_a_few_bad_bytes() -> None:
    """Where a file is UTF-8 but for a few bytes, those are replaced, and that is said."""
    data = (STORY * 3).encode() + b" caf\xe9 "
    text = read_bytes(data, "x.txt")
    assert text.text == STORY * 3 + " caf\ufffd "
    assert codes(text) == ["bad-bytes"]


def test_declared_encodings() -> None:
    """A page's own word counts where its bytes bear it out; where not, that is said."""
    page = '<html><head><meta charset="{}"></head><body><p>Zoë fell. It’s late.</p></body></html>'
    right = read_bytes(page.format("windows-1252").encode("cp1252"), "x.html")
    assert right.text == "Zoë fell. It’s late."
    assert codes(right) == []
    wrong = read_bytes(page.format("iso-8859-1").encode(), "x.html")
    assert wrong.text == "Zoë fell. It’s late."
    assert codes(wrong) == ["wrong-encoding"]
    lying = read_bytes(page.format("utf-8").encode("cp1252"), "x.html")
    assert lying.text == "Zoë fell. It’s late."
    assert codes(lying) == ["encoding-guessed", "wrong-encoding"]


def test_lone_surrogates() -> None:
    """Half a character pair becomes one replacement sign, so that nothing moves."""
    text = read_string("It \ud83d began.")
    assert text.text == "It \ufffd began."
    assert codes(text) == ["surrogates"]


def test_nul_characters() -> None:
    """A few NULs in a text are kept and said."""
    text = read_bytes(b"It \0began, and it went on for some time.", "x.txt")
    assert text.text == "It \0began, and it went on for some time."
    assert codes(text) == ["nul"]


def test_mojibake_is_said_and_kept() -> None:
    """Text that was garbled before is read as it stands, and its place is told."""
    garbled = "It’s late, Zoë.".encode().decode("cp1252")
    text = read_string(f"{garbled}\n\n{garbled}")
    assert text.text == f"{garbled}\n\n{garbled}"
    (notice,) = text.notices
    assert notice.code == "mojibake"
    assert notice.at is not None
    assert text.text[notice.at.start : notice.at.end].startswith("â€")
    assert codes(read_string("Il a mangé à côté de l’âtre, Ângela.")) == []


@pytest.mark.parametrize(
    ("name", "story"),
    [
        (
            "German",
            "Sie sah ihn nicht an, und er wusste, dass sie es nicht mit ihm und der Frau war. ",
        ),
        (
            "French",
            "Elle ne le regarda pas, et il savait que les mains de la femme ne sont pas dans. ",
        ),
        ("Russian", RUSSIAN),
        ("Japanese", "彼女は窓の外をじっと見ていた。雨が降っていた。"),
    ],
)
def test_other_languages(name: str, story: str) -> None:
    """A story in another language is read, and its language is named."""
    text = read_string(story * 5)
    assert codes(text) == ["not-english"]
    assert name in text.notices[0].message
    assert text.blocks


def test_english_and_too_little() -> None:
    """English is not remarked upon, nor what is too short to tell."""
    assert (
        codes(read_string("She was at the door, and he had not seen that it was her. " * 9)) == []
    )
    assert codes(read_string("Guten Tag.")) == []


@pytest.mark.parametrize("size", [300, 1000, 5000])
def test_random_bytes_are_refused(size: int) -> None:
    """Hardly any noise passes for a text."""
    passed = 0
    for seed in range(40):
        try:
            read_bytes(random.Random(seed).randbytes(size), "x.txt")
        except FabulaError:
            continue
        passed += 1
    assert passed == 0


def test_a_few_nuls_in_utf8_are_kept() -> None:
    """Valid UTF-8 with a few NULs is read, and it is said."""
    text = read_bytes("“It began,” she said.\0\0".encode() * 9 + b"She ran. " * 50, "x.txt")
    assert "nul" in [n.code for n in text.notices]


def test_half_a_character_pair_in_utf8() -> None:
    """Bytes of a lone surrogate are replaced, and the rest of the file stays UTF-8."""
    text = read_bytes(b"It began \xed\xa0\x80 here. \xe2\x80\x9cGo.\xe2\x80\x9d", "x.txt")
    assert text.text == "It began \ufffd here. “Go.”"
    assert [n.code for n in text.notices] == ["bad-bytes"]

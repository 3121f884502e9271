"""The plain form of words: what a reader sees, whatever the code points are."""

from __future__ import annotations

import pytest

from fabula.story.plainly import heaps, plain, plainly


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("soft\u00adly", "softly"),
        ("Ma\u200bra\u200d", "Mara"),
        ("\u202eMara\u202c", "Mara"),
        ("\ufeffOnce", "Once"),
        ("two\u00a0days", "two days"),
        ("M\u0430ra", "Mara"),  # a Cyrillic letter among Latin ones
        ("Zoe\u0308", "Zoë"),
        ("H\u0336e\u0336", "He"),
        ("M\u0300\u0301\u0302\u0303a\u0315\u0316\u0317\u0318r\u0300\u0301\u0302a", "Mara"),
        ("𝓜𝓪𝓻𝓪", "Mara"),
        ("ᴍᴀʀᴀ", "mara"),
        ("＊＊＊", "***"),
        ("of\ufb01ce", "office"),
    ],
)
def test_a_reader_sees_through(written: str, seen: str) -> None:
    """Invisible, heaped, struck and borrowed characters are seen as what they stand for."""
    assert plain(written) == seen
    found = plainly(written)
    assert found.text == seen
    assert list(found.places) == sorted(found.places)
    assert found.places[-1] == len(written)
    assert len(found.places) == len(seen) + 1


@pytest.mark.parametrize(
    "words", ["Zoë", "Мама мыла раму", "Łódź", "彼女は", "“No,” she said…", "Tiếng Việt"]
)
def test_honest_words_are_plain(words: str) -> None:
    """Letters of any language stay what they are."""
    assert plain(words) is words


def test_places_lead_back() -> None:
    """Each plain character knows where it stands in the text."""
    found = plainly("A Ma\u200br\u0430 b")
    at = found.text.index("Mara")
    assert (found.places[at], found.places[at + 4]) == (2, 7)


def test_heaps_of_marks_are_found() -> None:
    """Zalgo is found where it stands; two accents on a letter are none."""
    assert heaps("He co\u0300\u0301\u0302\u0303mes") == [(4, 9)]
    assert heaps("e\u0302\u0301") == []

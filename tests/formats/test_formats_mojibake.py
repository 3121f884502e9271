"""Mojibake: offered for repair, and never changed without being asked."""

from __future__ import annotations

import ftfy
import pytest

from fabula.formats import read_bytes, read_string
from fabula.formats.mojibake import repair
from fabula.stories import read

HONEST = (
    "“It’s late,” Zoë said — and… left.",
    "Café à la crème, déjà vu, naïve façade",
    "L’été où l’œuvre s’achève. Voilà.",
    "« Non », dit-elle. Ça va ?",
    "Señor Núñez vivía aquí. ¿Qué? ¡No!",
    "Łódź, Kraków, žena, příliš žluťoučký",
    "Привет, как дела? Мама мыла раму.",
    "Καλημέρα κόσμε",
    "彼女は窓の外を見ていた。「行こう」",
    "She smiled 😀 ❤️ ★ and left…",
    "• one — two – three ™ €5",
    "Grüße aus Köln, schöner Straße",
    "ÉTÉ HÔTEL À PARIS",
)
# Letters that happen to be such bytes, before marks that happen to be such bytes.
TRAPS = (
    "CAFÉ” he said", "“CAFÉ”", "IRMÃ” disse", "„JÄ“", "„Ä“", "voilâ…”", "Il resta lâ—”", "É…",
    "À “lui”", "MAÇÃ… e", "Рівне, Київ — «Рішення»", "Ваш „Дом“ … Рим", "‚Äpfel‘", "√2 ≈ 1.41",
    "SÃO PAULO", "AMANHÃ…", "ÂNGELA", "CORAÇÃO”, disse", "Île… Ô… Â…", "ÇA”", "pâté”", "Où—”",
    "ALLÔ?»", "VOILÀ»", "DÉJÀ…", "SÍ—dijo", "«É»", "Ð og þ", "naïve…”",
)  # fmt: skip


def garbled(words: str, page: str = "cp1252") -> str:
    """The words in UTF-8, taken for another encoding; bytes that it has not become controls."""
    made = ""
    for byte in words.encode():
        try:
            made += bytes([byte]).decode(page)
        except UnicodeDecodeError:
            made += chr(byte)
    return made


def mend(words: str) -> str:
    made, place = "", 0
    for start, end, meant in repair(words):
        made += words[place:start] + meant
        place = end
    return made + words[place:]


@pytest.mark.parametrize("words", HONEST)
@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
def test_what_was_garbled_is_mended(words: str, page: str) -> None:
    """UTF-8 read as Windows 1252 or Latin 1 comes back whole, also garbled twice."""
    once = garbled(words, page)
    assert mend(once) == words
    assert mend(garbled(once, page)) == words


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("cp1251", "“It’s late,” Zoë said — and… left."),
        ("cp1251", "Привет, как дела? Мама мыла раму."),
        ("mac_roman", "“It’s late,” Zoë said — and… left."),
        ("mac_roman", "Grüße aus Köln, schöner Straße"),
    ],
)
def test_other_code_pages(page: str, words: str) -> None:
    """So do words read as Windows 1251 or Mac Roman."""
    assert mend(garbled(words, page)) == words


@pytest.mark.parametrize("words", HONEST + TRAPS)
def test_honest_words_are_left_alone(words: str) -> None:
    """No word is changed that was not garbled."""
    assert repair(words) == ()


def test_a_lost_last_byte() -> None:
    """A closing mark whose last byte no encoding kept is still known."""
    assert mend("â€œNo,â€ she said.") == "“No,” she said."


@pytest.mark.parametrize("words", HONEST[:6])
def test_as_others_mend_it(words: str) -> None:
    """What ftfy makes of such text is what we make of it."""
    assert mend(garbled(words)) == ftfy.fix_encoding(garbled(words))


STORY = "“It’s late,” Zoë said.\n\nShe went up to bed.\n\n— — —\n\n“Is it?” Tom asked.\n"


def test_it_is_offered_and_not_done() -> None:
    """A garbled story is read as it stands; one notice counts, shows an example, names the way."""
    text = read_string(garbled(STORY))
    assert text.text == garbled(STORY)
    (notice,) = [n for n in text.notices if n.code == "mojibake"]
    assert notice.at is not None
    assert text.text[notice.at.start : notice.at.end] == "â€œ"
    assert "(“â€œItâ€™s” for ““Itâ€™s”)" in notice.message
    assert "--mend" in notice.message
    assert "mend=True" in notice.message


def test_it_is_done_when_asked() -> None:
    """Mended, the story reads as it was written; a notice says so, and breaks are seen again."""
    text = read_string(garbled(STORY), mend=True)
    assert text.text == STORY
    assert [b.kind for b in text.blocks] == ["prose", "prose", "break", "prose"]
    assert [n.code for n in text.notices] == ["mended"]
    story = read(garbled(STORY), mend=True)
    assert [story.text.text[q.start : q.end] for q in story.quotations] == [
        "“It’s late,”",
        "“Is it?”",
    ]


def test_places_around_what_was_mended() -> None:
    """Every character that was not mended leads to its place in the source, mended ones to none."""
    source = garbled(STORY)
    text = read_string(source, mend=True)
    for i, letter in enumerate(text.text):
        if place := text.source_place(i):
            assert source[place[1]] == letter
        else:
            assert not letter.isascii()
    assert sum(text.source_place(i) is None for i in range(len(text.text))) == 9


def test_places_in_a_page() -> None:
    """So it is in a page, whose places count in its blocks."""
    words = garbled("“It’s late,” Zoë said.")
    page = f"<html><head><meta charset='utf-8'></head><p>Oh.</p><p><i>{words}</i></p></html>"
    text = read_bytes(page.encode(), "x.html", mend=True)
    assert text.text == "Oh.\n\n“It’s late,” Zoë said."
    assert [text.text[i.start : i.end] for i in text.blocks[1].italics] == [
        "“It’s late,” Zoë said."
    ]
    for i in range(text.blocks[1].start, len(text.text)):
        if place := text.source_place(i):
            assert words[place[1]] == text.text[i]


def test_mending_follows_from_the_text_so_far() -> None:
    """A cut story is mended like the whole up to there."""
    source = garbled(STORY * 3)
    whole = read_string(source)
    for block in whole.blocks:
        cut = read_string(source[: block.end], mend=True)
        assert read_string(source, mend=True).text.startswith(cut.text)


def test_strange_signs_are_said_once() -> None:
    """Signs that turn letters round, and heaps of marks, are said and kept."""
    text = read_string(
        "He \u202ecame\u202c in.\n\nI\u0300\u0301\u0302\u0303t c\u0315\u0316\u0317omes.\n"
    )
    assert [n.code for n in text.notices] == ["direction", "zalgo"]
    assert "\u202e" in text.text

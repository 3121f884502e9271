"""Stories in other languages than English, and stories with some of another language in them."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from shelf import epub

from fabula.formats import read_bytes, read_string
from fabula.formats.language import shares
from fabula.stories import read
from fabula.story.passage import passages

ENGLISH = (
    "She had not been in the house since her father died, and there was nobody left to tell"
    " her what had become of the boat."
)
STORIES = {
    "fr": "Elle ne répondit pas tout de suite, et la pluie tombait sur les toits de la ville.\n\n"
    "« Tu viens ? » demanda-t-il.\n\n— Pas encore, dit-elle. Attends-moi.",
    "es": "—No lo sé —dijo Marta.\n\n—Pues yo tampoco.\n\nLa noche había caído sobre el pueblo"
    " y nadie se atrevía a salir de su casa, porque el lobo andaba cerca.",
    "ru": "Она долго смотрела в окно и не слышала, что он ей говорил.\n\n"
    "— Ты меня слышишь? — спросил он.\n\n«Как странно», — подумала она.",
    "ja": "彼女は窓の外をじっと見ていた。雨が降っていた。\n\n「行こう」と彼は言った。",
    "de": "Sie sah ihn nicht an, und er wusste, dass sie es nicht war.\n\n„Komm mit“, sagte er.",
}
QUOTED = {
    "fr": ["« Tu viens ? »", "— Pas encore,"],
    "es": ["—No lo sé", "—Pues yo tampoco."],
    "ru": ["— Ты меня слышишь?", "«Как странно»"],
    "ja": ["「行こう」"],
    "de": ["„Komm mit“"],
}
SENTENCES = {
    "it": "Non lo guardò, e lui sapeva che la donna non era con lui nella casa del padre.",
    "pt": "Ela não olhou para ele, e ele sabia que a mulher não estava com o pai em casa.",
    "nl": "Ze keek hem niet aan, en hij wist dat de vrouw niet met hem in het huis was.",
    "sv": "Hon såg inte på honom, och han visste att kvinnan inte var med honom i huset.",
    "da": "Hun så ikke på ham, og han vidste at kvinden ikke var med ham i huset hos hendes far.",
    "no": "Hun så ikke på ham, og han visste at kvinnen ikke var hjemme nå etter at hun ble borte.",
    "fi": "Hän ei katsonut häntä, ja hän tiesi että nainen ei ollut hänen kanssaan isän talossa.",
    "pl": "Nie patrzyła na niego, a on wiedział, że kobieta nie jest z nim w domu jego ojca.",
    "cs": "Nedívala se na něj a on věděl, že ta žena není s ním v domě jeho otce.",
    "hu": "Nem nézett rá, és ő tudta, hogy az asszony nem volt vele az apja házában.",
    "ro": "Nu se uita la el, și el știa că femeia nu era cu el în casa tatălui său.",
    "tr": "Ona bakmadı ve o kadının onunla birlikte olmadığını biliyordu ama bir şey söylemedi.",
    "id": "Dia tidak melihatnya, dan dia tahu bahwa perempuan itu tidak bersama dengan dia.",
    "tl": "Hindi siya tumingin sa kanya, at alam niya na ang babae ay wala sa bahay ng ama.",
    "vi": "Cô ấy không nhìn anh, và anh biết rằng người phụ nữ không ở với anh trong nhà.",
    "ca": "Ella no el va mirar, i ell sabia que la dona no era amb ell a la casa del seu pare.",
    "uk": "Вона не дивилася на нього, і він знав, що жінка не з ним у домі його батька.",
    "el": "Δεν τον κοίταξε, και ήξερε ότι η γυναίκα δεν ήταν μαζί του στο σπίτι.",
    "ar": "لم تنظر إليه، وكان يعرف أن المرأة لم تكن معه في بيت أبيه في تلك الليلة.",
    "he": "היא לא הסתכלה עליו, והוא ידע שהאישה לא הייתה איתו בבית אביו.",
    "th": "เธอไม่ได้มองเขา และเขารู้ว่าผู้หญิงคนนั้นไม่ได้อยู่กับเขาในบ้าน",
    "hi": "उसने उसकी ओर नहीं देखा, और वह जानता था कि वह औरत उसके साथ नहीं थी।",
    "zh": "她没有看他，他知道那个女人不在他父亲的家里。",
    "ko": "그녀는 그를 보지 않았고, 그는 그 여자가 아버지의 집에 없다는 것을 알았다.",
}


def languages(*paragraphs: str) -> Sequence[str | None]:
    return [b.language for b in read_string("\n\n".join(paragraphs) + "\n").blocks]


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells_its_language(code: str) -> None:
    """One sentence of everyday words is enough."""
    assert languages(SENTENCES[code]) == [code]


@pytest.mark.parametrize("code", STORIES)
def test_a_foreign_story_has_structure_and_quotations(code: str) -> None:
    """A story in another language gives its chapters and quotations, nobody and nothing that
    happens, and one sentence that says so."""
    story = read(f"Chapter 1\n\n{STORIES[code]}\n")
    export = json.loads(story.to_json())
    text = export["text"]
    assert [text[q["start"] : q["end"]] for q in export["quotations"]] == QUOTED[code]
    assert all(q["speaker"] is None for q in export["quotations"])
    assert [c["title"] for c in export["chapters"]] == ["Chapter 1"]
    assert not any(export[name] for name in ("entities", "mentions", "events"))
    assert [i["language"] for i in export["languages"]] == [code]
    assert [n.code for n in story.notices] == ["not-english"]


def test_an_english_export_says_nothing_of_languages() -> None:
    """Where all is English, the export is as it always was."""
    assert "languages" not in json.loads(read(f"{ENGLISH}\n").to_json())


@pytest.mark.parametrize(
    "words",
    [
        "She said, “Bonjour, mon ami, je ne sais pas où il est allé,” and he laughed at her.",
        "There was one word for it, 物の哀れ, and she had never understood what it was for.",
        "「ありがとう」",
        "“Non!”",
        "“Eh bien, mon prince, so Genoa and Lucca are now nothing but estates of the family.”",
        "Strength 12, Agility 14, Luck 3, Wits 9",
        "“Dat's de man wot I done tole you 'bout,” he said, and they all laughed.",
    ],
)
def test_an_english_story_stays_english(words: str) -> None:
    """A foreign word or sentence among English ones changes nothing."""
    assert languages(ENGLISH, words, ENGLISH) == [None, None, None]


def test_a_story_may_begin_with_foreign_words() -> None:
    """A foreign question in a story's first line makes it no foreign story."""
    assert languages("“Où est le café?” asked Zoë Brontë.", "“It’s shut.”") == [None, None]


def test_a_letter_in_french_is_french() -> None:
    """Whole paragraphs in another language are told, and the story goes on in English."""
    letter = "Je ne sais pas quand vous lirez cette lettre, mais il faut que je vous dise tout."
    found = read_string(f"{ENGLISH}\n\n{letter}\n\nAdieu, ma sœur.\n\n{ENGLISH}\n")
    assert [b.language for b in found.blocks] == [None, "fr", "fr", None]
    (notice,) = found.notices
    assert notice.code == "not-english"
    assert "French 29 %" in notice.message
    assert set(shares(found)) == {"fr"}
    assert [p.language for p in passages(found)] == [None, "fr", None]


def test_a_language_follows_from_the_text_so_far() -> None:
    """What comes after a block never changes what language it is in."""
    whole = read_string("\n\n".join((*STORIES.values(), ENGLISH, *SENTENCES.values())))
    for block in whole.blocks:
        cut = read_string(whole.text[: block.end])
        assert cut.blocks == whole.cut(block.end).blocks


def test_a_book_names_its_language() -> None:
    """Until its words tell, a book is in the language that it names."""
    said = "<dc:title>B</dc:title><dc:language>fr-CA</dc:language>"
    for word, language in (("Oui.", "fr"), (ENGLISH, None)):
        found = read_bytes(epub({"a.xhtml": f"<p>{word}</p>"}, said), "x.epub")
        assert [b.language for b in found.blocks] == [language]

"""Whether a work is in English, by its commonest words."""

from __future__ import annotations

import re

from fabula.story.text import Notice, Text

WORDS = 3_000  # words looked at, from the story's first paragraphs
LEAST = 40  # fewer say nothing

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMMON = {
    "English": "the and to of was he she that his her with had you not it for on as at they were",
    "German": "der die und das nicht ich sie er ist zu den ein mit sich auf war dem es von hatte",
    "French": "le la les et de des un une que qui ne pas dans il elle je vous est avec pour sur",
    "Spanish": "el la los las que de y en un una no se por con su para lo como pero más era",
    "Italian": "il lo la gli che di e un una non per con si era ma come del della sono aveva più",
    "Portuguese": "o os que de e um uma não se com para ele ela mas como por seu sua mais era",
    "Dutch": "de het een en van dat niet ik zij hij was met voor zijn haar maar op te aan had er",
    "Swedish": "och att det som en på är av för med han hon den inte var jag till hade men ett",
    "Polish": "się nie na że to jest do jak ale po co tak od był była tylko już jego przez mnie",
    "Indonesian": "yang dan di itu tidak dengan ini dia untuk pada aku kau dari akan ke ada saya",
    "Turkish": "bir ve bu da de ne için çok ama gibi daha o ben sen değil mi ile kadar olarak",
}
_STOPS = {name: frozenset(words.split()) for name, words in _COMMON.items()}
_SCRIPTS = (
    ("Russian", re.compile("[\u0400-\u04ff]")),
    ("Japanese", re.compile("[\u3040-\u30ff]")),
    ("Korean", re.compile("[\uac00-\ud7af]")),
    ("Chinese", re.compile("[\u4e00-\u9fff]")),
    ("Greek", re.compile("[\u0370-\u03ff]")),
    ("Arabic", re.compile("[\u0600-\u06ff]")),
    ("Hebrew", re.compile("[\u0590-\u05ff]")),
    ("Thai", re.compile("[\u0e00-\u0e7f]")),
)


def language(sample: str) -> str | None:
    """The language of `sample` by name; None where that cannot be told."""
    letters = sum(c.isalpha() for c in sample)
    for name, script in _SCRIPTS:
        if letters >= LEAST and len(script.findall(sample)) > letters / 4:
            return name
    words = [w.lower().replace("’", "'") for w in _WORD.findall(sample)[:WORDS]]
    if len(words) < LEAST:
        return None
    shares = {name: sum(w in stops for w in words) for name, stops in _STOPS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] * 12 > len(words) else None


def language_notices(text: Text) -> tuple[Notice, ...]:
    """A notice if the story is not in English, which is what Fabula reads."""
    pieces: list[str] = []
    size = 0
    for block in text.blocks:
        if block.kind == "prose":
            pieces.append(text.text[block.start : min(block.end, block.start + 20_000)])
            size += len(pieces[-1])
            if size > 20_000:
                break
    found = language(" ".join(pieces))
    if found is None or found == "English":
        return ()
    message = (
        f"The story looks {found}; Fabula reads English, so expect its structure "
        "(chapters, scenes, "
        "quotations) but little of its people and events."
    )
    return (Notice("not-english", message),)

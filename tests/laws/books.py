"""Generated books: messy little novels for the laws."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = [
    "Mara",
    "Tom Arkwright",
    "Mrs. Pell",
    "Captain Sone",
    "Ines",
    "S-Sone",
    "Arkwright",
    "Edda-san",
]
LINES = [
    "{a} went down to the harbour with {b}.",
    "{a} laughed. The lamps were out in Port Hale.",
    "“You came,” said {a}. “I never thought you would.”",
    '"No," {a} whispered, "it was {b}."',
    "'I don't know,' {a} said. 'Ask {b}.'",
    "“{b}, we have to go.” {a} took the lantern. “Yes, {a}.”",
    '"Wait!"',
    "“She said ‘never’ to me,” {a} told {b}, “and I believed it.",
    "“And there is more.",
    "— Qui est là ? demanda {a}.",
    "He had not seen {a} since the winter. *Who would come now?*",
    "Three days later {a} woke in the white house.",
    "Mr. {b} — nobody knew his name — nodded…",
    "It rained (A/N: it always rains here) on the town.",
    "She didn't answer.",
    "What if {b} came back?",
    "Sincerely yours, {a}",
]
ODD = [
    "* * *",
    "~ lanterns ~",
    "oOo",
    "Chapter {n}",
    "CHAPTER {n}\nThe Road",
    "A/N: thank you, {a}, for the beta!",
    "",
    "“”",
    "!!!",
    "#",
    "Kudos",
    "Chapter Text",
    "Work Header",
    "\u200b\u200b",
]
GAPS = ["\n\n", "\n\n", "\n\n", "\n\n\n\n", "\n"]


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """One paragraph: one to four lines of a story, or something odd."""
    fill = {"a": draw(st.sampled_from(NAMES)), "b": draw(st.sampled_from(NAMES))}
    if draw(st.integers(0, 6)) == 0:
        return draw(st.sampled_from(ODD)).format(n=draw(st.integers(1, 30)), **fill)
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=4))
    return " ".join(lines).format(**fill)


@st.composite
def books(draw: st.DrawFn, most: int = 30) -> str:
    """A book: paragraphs and the room between them. Long ones take several passages."""
    parts = draw(
        st.lists(st.tuples(paragraphs(), st.sampled_from(GAPS)), min_size=1, max_size=most)
    )
    book = "".join(words + gap for words, gap in parts).strip("\n")
    return book if any(sign.isalpha() for sign in book) else f"{book}It rained."

"""Two or three sentences in the form of each corpus, and exports by hand to compare them with."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from fabula.story.contract import CorrectionsItem, Export
from fabula.story.text import Meta

# word, and what the last column says of clusters
LITBANK = """
Mara (0
Venn 0)
smiled
at
her (2|(0)
brother 2)
.

“
You (2)
are
late
,
”
she (0)
said
.
"""
MENTIONS = """
MENTION T1 0 0 0 1 Mara_Venn PER PROP
MENTION T2 0 4 0 5 her_brother PER NOM
MENTION T3 0 4 0 4 her PER PRON
MENTION T4 1 1 1 1 You PER PRON
MENTION T5 1 6 1 6 she PER PRON
COREF T1 Mara_Venn-0
COREF T3 Mara_Venn-0
COREF T5 Mara_Venn-0
COREF T2 her_brother-2
COREF T4 her_brother-2
"""
QUOTES = """
QUOTE Q1 1 0 1 5 “_You_are_late_,_”
ATTRIB Q1 Mara_Venn-0
"""

NOVEL = """“You are late, Tom,” said Mara Venn.

Tom Hale shut the door. “The bridge was down.”
"""

TREEBANK = """
# newdoc id = one
# newpar
# text = Mara didn't wait.
1 Mara Mara PROPN NNP _ 4 nsubj _ _
2-3 didn't _ _ _ _ _ _ _ _
2 did do AUX VBD _ 4 aux _ _
3 n't not PART RB _ 4 advmod _ _
4 wait wait VERB VB _ 0 root _ SpaceAfter=No
5 . . PUNCT . _ 4 punct _ _

# text = She left.
1 She she PRON PRP _ 2 nsubj:pass _ _
2 left leave VERB VBD _ 0 root _ SpaceAfter=No
3 . . PUNCT . _ 2 punct _ _
"""


def tabs(lines: str) -> str:
    """Blanks are tabs, but in comments."""
    rows = lines.split("\n")
    return "\n".join(row if row.startswith("#") else "\t".join(row.split()) for row in rows)


def conll(lines: str) -> str:
    """A document in LitBank's CoNLL form."""
    rows = ["#begin document (ferry); part 0"]
    for line in lines.strip().split("\n"):
        word, _, clusters = line.partition(" ")
        columns = ("ferry", "0", "0", word, *"________", clusters or "_")
        rows.append("\t".join(columns) if word else "")
    return "\n".join([*rows, "#end document", ""])


@pytest.fixture
def litbank(tmp_path: Path) -> Path:
    """A folder with one document as LitBank has them."""
    words = [line.split(" ")[0] for line in LITBANK.strip().split("\n")]
    events = "\n".join(
        f"{w}\t{'EVENT' if w in ('smiled', 'said') else 'O'}" if w else "" for w in words
    )
    for end, content in {
        "coref.conll": conll(LITBANK),
        "coref.ann": tabs(MENTIONS),
        "quotes.ann": tabs(QUOTES),
        "events.tsv": events,
    }.items():
        (tmp_path / f"1_ferry.{end}").write_text(content, "utf-8")
    return tmp_path


@pytest.fixture
def novel(tmp_path: Path) -> Path:
    """A folder with one novel as the PDNC has them."""
    folder = tmp_path / "TheFerry"
    folder.mkdir()
    (folder / "novel_text.txt").write_text(NOVEL, "utf-8")

    def quotation(
        words: str, speaker: str, to: str, cue: str, *mentions: tuple[str, str]
    ) -> list[str]:
        start = NOVEL.index(words)
        spans = [[NOVEL.index(m.strip()), NOVEL.index(m.strip()) + len(m)] for m, _ in mentions]
        return [
            f"[[{start}, {start + len(words)}]]",
            speaker,
            f"['{to}']",
            cue,
            str([[m for m, _ in mentions]]),
            str([spans]),
            str([[[who] for _, who in mentions]]),
        ]

    columns = "quoteByteSpans speaker addressees quoteType mentionTextsList mentionSpansList"
    rows = [
        [*columns.split(), "mentionEntitiesList"],
        quotation("You are late, Tom,", "Mara Venn", "Tom Hale", "Explicit", ("You ", "Tom Hale")),
        quotation("The bridge was down.", "Tom Hale", "_unknowable", "Implicit"),
    ]
    people = [
        ["Main Name", "Aliases"],
        ["Mara Venn", "['Mara']"],
        ["Tom Hale", "{'Tom', 'Tom Hale'}"],
    ]
    for name, table in (("quotation_info", rows), ("character_info", people)):
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(table)
    return folder


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    """A CoNLL-U file of two sentences."""
    path = tmp_path / "tiny.conllu"
    path.write_text(tabs(TREEBANK).strip() + "\n\n", "utf-8")
    return path


Item = dict[str, object]


@pytest.fixture
def exported() -> Callable[..., Export]:
    """Makes an export of `text`: each list holds items that name their `words` (the first such
    words in the text are meant); what is not said is filled in."""
    filled: dict[str, Item] = {
        "mentions": {"type": "PER", "kind": "PROP"},
        "quotations": {
            "speaker": None,
            "addressees": [],
            "cue": "implicit",
            "mode": "speech",
            "parent": None,
        },
        "events": {
            "lemma": "",
            "roles": {},
            "realis": "actual",
            "past_perfect": False,
            "scene": None,
        },
    }

    def make(text: str, **lists: list[Item]) -> Export:
        made: dict[str, list[Item]] = {}
        for name, items in lists.items():
            made[name] = [item(text, filled[name], given, i) for i, given in enumerate(items)]
        empty = {n: [] for n in Export.__struct_fields__ if n not in HEAD and n != "tokens"}
        whole = {**HEAD, **empty, **made, "text": text}
        return msgspec.convert(whole, Export)

    return make


HEAD: Item = {
    "schema": "fabula/1",
    "fabula": "0",
    "model": "by hand",
    "horizon": 0,
    "text": "",
    "meta": Meta(),
    "corrections": CorrectionsItem(applied=0, lost=[]),
}


def item(text: str, filled: Item, given: Item, number: int) -> Item:
    words = str(given["words"])
    start = text.index(words)
    own: Item = {"id": f"x{number}", "known_at": 0, "by": "hand", "confidence": 0.9}
    places: Item = {"start": start, "end": start + len(words), "utterance": f"u{number}"}
    return {**own, **places, "entity_then": given.get("entity", ""), **filled, **given}

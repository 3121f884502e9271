"""Worlds written by hand, so that an export's tests hang on nothing that a reader finds."""

from __future__ import annotations

import json

from fabula import Span, Text
from fabula.formats.exports import booknlp
from fabula.story.contract import EventItem, TokenItem
from fabula.story.records import AnyRecord, Entity, Mention, Pronouns, Quotation, SpeakerOf
from fabula.story.text import Block
from fabula.story.world import World


def tables(world: World, tokens: list[TokenItem]) -> dict[str, list[dict[str, str]]]:
    """The rows of the three tables by their suffix, each as a script would read them."""
    found = {}
    for suffix, pieces in zip(booknlp.SUFFIXES, booknlp.tables(world, tokens), strict=True):
        if suffix != ".book":
            header, *lines = b"".join(pieces).decode().removesuffix("\n").split("\n")
            names = header.split("\t")
            found[suffix] = [dict(zip(names, x.split("\t"), strict=True)) for x in lines]
    return found


def people(world: World, tokens: list[TokenItem]) -> list[dict]:
    """The people of BookNLP's book of a world."""
    return json.loads(b"".join(booknlp.tables(world, tokens)[3]))["characters"]


def at(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


class Written(World):
    """A world of mentions (words, name, kind), quotations (words, speaker) and events (words,
    realis), each found by its words after the one before."""

    def __init__(self, text: str, mentions=(), quotations=(), events=(), types=(), pronouns=()):
        blocks, start = [], 0
        for line in text.split("\n\n"):
            blocks.append(Block(start, start + len(line), "prose"))
            start += len(line) + 2
        self._happens = [(at(text, words), realis) for words, realis in events]
        records: list[AnyRecord] = []
        more = {"known_at": 0, "by": "hand"}
        for i, (words, name, kind) in enumerate(mentions):
            before = [w for w, _, _ in mentions[:i]].count(words)
            here = at(text, words, before)
            if name not in [n for _, n, _ in mentions[:i]]:
                type_ = dict(types).get(name, "PER")
                records.append(Entity(id=f"e{name}1", at=here, type=type_, **more))
            shown = words if kind == "PROP" else ""
            one = {"entity": f"e{name}1", "kind": kind, "name": shown}
            records.append(Mention(id=f"m{i}", at=here, **one, **more))
        for name, said in pronouns:
            own = {"entity": f"e{name}1", "pronouns": said}
            records.append(Pronouns(id=f"p{name}", at=Span(0, 1), **own, **more))
        for i, (words, speaker, mode) in enumerate(quotations):
            here, own = at(text, words), {"utterance": f"q{i}"}
            records.append(Quotation(id=f"q{i}", at=here, mode=mode, **own, **more))
            who = speaker and f"e{speaker}1"
            records.append(
                SpeakerOf(id=f"d{i}", at=here, speaker=who, cue="implicit", **own, **more)
            )
        super().__init__(Text(text, tuple(blocks)), records, len(text))

    def events(self):
        for span, realis in self._happens:
            yield EventItem(
                id="v1",
                known_at=0,
                by="hand",
                confidence=1.0,
                start=span.start,
                end=span.end,
                lemma="",
                roles={},
                realis=realis,
                past_perfect=False,
                scene=None,
            )


def plain(world: World) -> list[TokenItem]:
    """Tokens parted by blanks and line breaks, in one sentence a paragraph, without syntax."""
    found, text = [], world.text.text
    for number, block in enumerate(world.text.blocks):
        start = block.start
        for word in text[block.start : block.end].split():
            start = text.index(word, start)
            found.append(TokenItem(start=start, end=start + len(word), sentence=number))
            start += len(word)
    return found


def parsed(lines: str) -> tuple[str, list[TokenItem]]:
    """A sentence of `word/UPOS/head/relation`, heads from 1 and 0 for the root, and its tokens."""
    text, tokens = "", []
    for part in lines.split():
        word, upos, head, relation = part.split("/")
        text += " " * bool(text) + word
        place = {"start": len(text) - len(word), "end": len(text), "sentence": 0}
        syntax = {"upos": upos, "xpos": upos[:2], "lemma": word.lower(), "deprel": relation}
        tokens.append(TokenItem(**place, **syntax, head=int(head) - 1 if head != "0" else None))
    return text, tokens

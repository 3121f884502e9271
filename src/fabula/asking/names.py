"""Who is meant in a question: names, descriptions and ties ("Ida's brother"), whatever their
capitals, quotes and dashes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fabula.asking.stems import stems
from fabula.reading.lists import set_of
from fabula.reading.ties.tie_words import tie_nouns
from fabula.story.contract import MentionItem
from fabula.story.labels import NARRATOR, TELLS
from fabula.story.text import Span
from fabula.story.world import World

_ARTICLE = re.compile(r"^(?:the|a|an) ")
_OWNED = re.compile(r"^(?:his|her|their|my|our|your|its) ")
_TITLE = re.compile(
    r"^(?:mr|mrs|miss|ms|dr|sir|lady|lord|captain|sergeant|aunt|uncle|father|mother|brother"
    r"|sister|old|little|young) "
)
_WORD = re.compile(r"[^\W_]+(?:[-./'][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s?$")
_ARE_WORDS = set_of("will may can rose hunter mark grace hope faith joy")
_COMMON = set_of(
    """it one man woman boy girl people place time day night way thing story end what who i he she
    they we him her them home house room hand eyes face door water head someone somebody nobody
    everyone anyone other others two three both first last"""
)
_JOINS = frozenset(("with", "in", "from", "at", "of", "on", "behind"))
SAME = {
    noun: nouns
    for nouns in (
        ("father", "dad", "da", "daddy", "papa", "pa"),
        ("mother", "mum", "mom", "mam", "mama", "ma", "mummy"),
        ("grandmother", "gran", "granny", "grandma", "nan"),
        ("grandfather", "grandad", "granddad", "grandpa"),
    )
    for noun in nouns
}
_SPOKEN_TO = re.compile(r", \w+[.,!?]")
LONG = 60  # characters of a description that is known as a form


class Linked(NamedTuple):
    """Words of a question that stand for somebody or something in the story; `owner` and `noun`
    where they name them by a tie ("Ida's brother")."""

    at: Span
    entity: str
    owner: str | None = None
    noun: str | None = None


class Names:
    """The forms that everybody in a story goes by."""

    def __init__(self, world: World, mentions: Sequence[MentionItem]) -> None:
        self._votes: dict[str, Counter[str]] = {}
        self._owned: dict[tuple[str, str], Counter[str]] = {}
        self._phrases: list[tuple[frozenset[str], str]] = []  # longer descriptions, as stems
        self.shown: dict[tuple[str, str], list[Span]] = {}
        times = Counter(m.entity for m in mentions)
        # Whoever has a name, and whoever says "I" often enough to tell the story.
        known = list(filter(None, map(world.people.item, world.people.noticed(TELLS))))
        self._teller = next((e.id for e in known if e.label == NARRATOR), None)
        for entity in known:
            weight = 1 + times[entity.id]
            for form in filter(None, (entity.name, *entity.aliases)):
                for shorter in _shorter(form):
                    self._add(shorter, entity.id, weight * (10 if shorter == plain(form) else 5))
            if entity.label == NARRATOR:
                self._add("narrator", entity.id, 1000)
        self._describe(world.text.text, mentions)
        self._put_beside(world.text.text, mentions)
        self._call_by_tie(world, mentions)
        self._tell_you(world, mentions)
        self._name_teller(world, mentions)
        self.longest = max((len(f.split()) for f in self._votes), default=1)

    def _describe(self, text: str, mentions: Sequence[MentionItem]) -> None:
        """Takes in what people are described as, and as whose."""
        for i, mention in enumerate(mentions):
            if mention.kind == "PRON":
                continue
            words = plain(text[mention.start : mention.end])
            if mention.kind == "NOM" and len(words) <= LONG:
                if len(words.split()) > 2:
                    self._phrases.append((frozenset(stems(words)), mention.entity))
                self._add(_OWNED.sub("", _ARTICLE.sub("", words)), mention.entity, 1)
            inner = mentions[i + 1] if i + 1 < len(mentions) else None
            if inner is None or inner.start != mention.start or inner.end >= mention.end:
                continue
            rest = plain(text[inner.end : mention.end]).replace("'s ", "").replace(",", "").split()
            noun = next((w for w in rest[:3] if w in tie_nouns()), None)
            if noun is not None and inner.entity != mention.entity:
                ours = self._teller and plain(text[inner.start : inner.end]) == "our"
                key = self._teller if ours and self._teller else inner.entity, noun
                self._owned.setdefault(key, Counter())[mention.entity] += 1
                self.shown.setdefault(key, []).append(Span(mention.start, mention.end))

    def _put_beside(self, text: str, mentions: Sequence[MentionItem]) -> None:
        """Takes in names beside a tie: "Theo, my brother,", "my brother Theo"."""
        ending = {m.end: m for m in mentions if m.kind == "PROP"}
        starting = {m.start: m for m in mentions if m.kind == "PROP"}
        for (owner, noun), spans in list(self.shown.items()):
            for at in spans:
                after = starting.get(at.end + 1)
                if after is not None and text[at.end] == " " and after.entity != owner:
                    self._owned[owner, noun][after.entity] += 2
                beside = ending.get(at.start - 2)
                commas = text[at.start - 2 : at.start] == ", " and text[at.end : at.end + 1] in ",."
                if beside is not None and commas and beside.entity != owner:
                    self._owned[owner, noun][beside.entity] += 1

    def _call_by_tie(self, world: World, mentions: Sequence[MentionItem]) -> None:
        """Takes in whom a narrator calls Dad or Mam: they are the narrator's own."""
        narrator = self._teller
        for mention in mentions if narrator else ():
            if mention.kind != "PROP" or mention.entity == narrator:
                continue
            word = plain(world.text.text[mention.start : mention.end])
            if word in SAME and not world.people.is_quoted(mention.start):
                key = narrator or "", word
                self._owned.setdefault(key, Counter())[mention.entity] += 1
                self.shown.setdefault(key, []).append(Span(mention.start, mention.end))

    def _tell_you(self, world: World, mentions: Sequence[MentionItem]) -> None:
        """Takes in whom the narration calls "you"."""
        text, told = world.text.text, Counter[str]()
        for mention in mentions:
            said = text[mention.start : mention.end].lower()
            if said in ("you", "your") and not world.people.is_quoted(mention.start):
                told[mention.entity] += 1
        if told:
            entity, times = told.most_common(1)[0]
            if times >= 3:
                for form in ("you", "your", "y/n"):
                    self._add(form, entity, times)

    def _name_teller(self, world: World, mentions: Sequence[MentionItem]) -> None:
        """Takes in what a narrator is called by the others alone: a name by which somebody is
        spoken to where "I" is told of, and which the narration never says."""
        narrator = self._teller
        named = [m for m in mentions if m.kind == "PROP" and m.type == "PER"] if narrator else []
        told = {m.entity for m in named if not world.people.is_quoted(m.start)}
        starts = [block.start for block in world.text.blocks]
        told_of = {
            bisect_right(starts, m.start)
            for m in mentions
            if narrator and m.entity == narrator and not world.people.is_quoted(m.start)
        }
        called = {
            m.entity
            for m in named
            if m.entity not in told
            and _SPOKEN_TO.search(world.text.text, m.start - 2, m.end + 1)
            and bisect_right(starts, m.start) in told_of
        }
        for votes in self._votes.values() if narrator and len(called) == 1 else ():
            if times := votes[next(iter(called))]:
                votes[narrator or ""] += 1 + 2 * times

    def _add(self, form: str, entity: str, weight: int) -> None:
        if len(form) > 1:
            self._votes.setdefault(form, Counter())[entity] += weight

    def of(self, form: str) -> str | None:
        """Who is called so most; nobody where two are, about as often."""
        votes = self._votes.get(form)
        if not votes:
            return None
        (best, times), *others = votes.most_common(2)
        return None if others and others[0][1] == times else best

    def owned(self, owner: str, noun: str) -> str | None:
        """Whom the story calls somebody's brother, mother..., most."""
        votes = Counter[str]()
        for same in SAME.get(noun, (noun,)):
            votes += self._owned.get((owner, same), Counter())
        return votes.most_common(1)[0][0] if votes else None

    def whose(self, entity: str) -> tuple[str, str] | None:
        """Whose what somebody is called, most: ("e1", "brother")."""
        found = [(votes[entity], key) for key, votes in self._owned.items() if votes[entity]]
        return max(found)[1] if found else None

    def shown_of(self, owner: str, noun: str) -> list[Span]:
        """The words that call somebody so."""
        return [at for s in SAME.get(noun, (noun,)) for at in self.shown.get((owner, s), ())]

    def ties(self, one: str, other: str) -> list[tuple[str, list[Span]]]:
        """The nouns by which the story calls one the other's, with the words, the most first."""
        found = [
            (votes[one], noun, self.shown[owner, noun])
            for (owner, noun), votes in self._owned.items()
            if owner == other and votes[one]
        ]
        return [(noun, spans) for _, noun, spans in sorted(found, key=lambda f: -f[0])]

    def linked(self, question: str) -> list[Linked]:
        """Those that a question names, the longest forms first taken, in order."""
        words = [Span(*m.span()) for m in _WORD.finditer(question)]
        found: list[Linked] = []
        i = 0
        while i < len(words):
            hit = (
                self._owned_at(question, words, i, found)
                or self._by_description(question, words, i)
                or next(self._at(question, words, i), None)
            )
            if hit is None:
                i += 1
                continue
            if found and hit.at.start <= found[-1].at.start:
                found.pop()
            found.append(hit)
            while i < len(words) and words[i].start < hit.at.end:
                i += 1
        return found

    def _owned_at(
        self, question: str, words: list[Span], i: int, found: list[Linked]
    ) -> Linked | None:
        """ "Ida's brother", where Ida was just named; "her brother", of whoever was."""
        word = plain(question[words[i].start : words[i].end])
        if word not in tie_nouns() or not i:
            return None
        before = question[words[i - 1].start : words[i - 1].end].lower()
        owner = found[-1] if found else None
        if owner and owner.at.end == words[i - 1].end and before.endswith(("'s", "s'")):
            at = Span(owner.at.start, words[i].end)
            return Linked(at, self.owned(owner.entity, word) or "", owner.entity, word)
        if before in ("his", "her", "their", "your", "my"):
            for link in reversed(found):
                if entity := self.owned(link.entity, word):
                    at = Span(words[i - 1].start, words[i].end)
                    return Linked(at, entity, link.entity, word)
        return None

    def _by_description(self, question: str, words: list[Span], i: int) -> Linked | None:
        """ "The man with the gloves": whoever is called by both nouns at once, most."""
        said = [plain(question[at.start : at.end]) for at in words[i : i + 7]]
        lead = next((k for k in range(1, min(4, len(said))) if said[k] in _JOINS), None)
        if not said or said[0] not in ("the", "a") or lead is None or lead < 2:
            return None
        for last in range(min(len(said), lead + 5), lead + 1, -1):
            wanted = frozenset(stems(" ".join(said[:last])))
            votes = Counter(e for has, e in self._phrases if wanted <= has)
            if len(wanted) > 1 and votes:
                at = Span(words[i].start, words[i + last - 1].end)
                return Linked(at, votes.most_common(1)[0][0])
        return None

    def _at(self, question: str, words: list[Span], i: int) -> Iterator[Linked]:
        for n in range(min(self.longest + 1, len(words) - i), 0, -1):
            at = Span(words[i].start, words[i + n - 1].end)
            said = _POSSESSIVE.sub("", plain(question[at.start : at.end]))
            before = question[words[i - 1].start : words[i - 1].end].lower() if i else ""
            some = said.startswith(("a ", "an ")) or before in ("a", "an")
            if some or (i == 0 and said in _ARE_WORDS):
                continue  # "a weaver" is nobody yet
            bare = _ARTICLE.sub("", said)
            entity = self.of(said) or self.of(bare)
            if entity is not None and bare not in _COMMON:
                yield Linked(at, entity)


def plain(words: str) -> str:
    """Words as forms compare: small, straight quotes, no dots, on one line."""
    small = words.lower().replace("’", "'").replace("‘", "'").replace(".", "")
    return " ".join(small.split())


def _shorter(form: str) -> Iterator[str]:
    """A name, and its parts that can stand for it."""
    small = plain(form)
    yield small
    bare = _TITLE.sub("", _ARTICLE.sub("", small))
    if bare != small:
        yield bare
    words = bare.split()
    if len(words) > 1:
        yield words[0]
        yield words[-1]

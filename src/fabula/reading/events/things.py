"""The things of a story: what is done to, given or used, and what "it" then stands for."""

from __future__ import annotations

from fabula.reading.language.roles import is_person
from fabula.reading.lists import word_list
from fabula.reading.page import Page
from fabula.story.memory import Things
from fabula.story.records import Entity, Mention, Role

REMEMBERED_THINGS = 300
NEAR = 2  # sentences that "it" looks back over
BY = "things"
_SHOWN = ("obj", "nsubj", "nsubj:pass", "root")
_POINTS = frozenset(("it", "this"))


class Stock:
    """The things of a story by their nouns, being met."""

    def __init__(self, page: Page, known: Things) -> None:
        self._page = page
        self._last = dict(known.last)
        self._made: dict[int, str] = {}  # by the number of the word that stands for each here
        self._near: int | None = None  # the latest noun that "it" may stand for

    def memory(self) -> Things:
        """What is remembered of them."""
        return Things(dict(list(self._last.items())[-REMEMBERED_THINGS:]))

    def see(self, word: int) -> None:
        """Passes a word: a thing that is looked at may be "it" next."""
        grammar = self._page.grammar
        told = grammar.words[word]
        if told.xpos == "NN" and told.deprel in _SHOWN and self._is_thing(word):
            self._near = word

    def of(self, word: int, role: Role) -> str | None:
        """The thing that a noun stands for, where it is one, or "it" does."""
        if role not in ("patient", "instrument"):
            return None
        grammar = self._page.grammar
        if grammar.lemma(word) in _POINTS:
            return self._meant(word)
        return self._thing(word) if self._is_thing(word) else None

    def _is_thing(self, word: int) -> bool:
        grammar = self._page.grammar
        if grammar.words[word].upos != "NOUN" or is_person(grammar, word):
            return False
        lemma = grammar.lemma(word)
        return not any(lemma in word_list(name) for name in ("no_places", "body_parts"))

    def _meant(self, word: int) -> str | None:
        """What "it" stands for: the latest thing of this sentence and the one before."""
        words, near = self._page.grammar.words, self._near
        if near is None or words[word].sentence - words[near].sentence >= NEAR:
            return None
        self._made[word] = found = self._thing(near)
        self._page.emit(
            Mention, "m", words[word].at, BY, confidence=0.4, entity=found, kind="PRON",
            type="THING",
        )  # fmt: skip
        return found

    def _thing(self, word: int) -> str:
        """The thing of a noun: a new one unless the words point back to one met before ("the
        knife", "her knife")."""
        if word in self._made:
            return self._made[word]
        grammar = self._page.grammar
        key = grammar.lemma(word)
        determiner = grammar.child(word, "det", "nmod:poss")
        new = determiner is None or grammar.text(determiner).lower() in ("a", "an", "another")
        known = None if new else self._last.get(key)
        at = grammar.phrase(word)
        if known is None:
            known = self._page.emit(
                Entity, "e", at, BY, confidence=0.6, basis="inferred", type="THING"
            ).id
        self._last.pop(key, None)
        self._last[key] = self._made[word] = known
        self._page.emit(
            Mention, "m", at, BY, confidence=0.6, entity=known, kind="NOM", type="THING"
        )
        return known

"""Questions made up from the sentences of a story, to learn from how a question and its sentence
belong together: "Who left the room?", "What did Alice find?", "Where did Tom hide?".

Each is a clause with one part asked for. They are near to the words of the story and not always
good English; what readers really ask is learnt from questions that were written (`questions.py`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of
from fabula.story.labels import NARRATOR
from fabula.story.passage import passages
from fabula.story.text import Span
from training.questions import Asked, Told

LENGTH = 45_000  # code points of each novel
SHORT, LONG = 5, 18  # words of a question
ANSWER = 70  # code points of an answer, at most
DROPPED = 0.25  # how often a part that is not asked for is left out
_DULL = set_of("be have do say let seem go on")
_NEVER = set_of("not n't n’t never")
_PARTS = set_of("obj iobj obl advmod xcomp ccomp compound aux expl")
_SELF = set_of("himself herself itself")
_LEADS = {
    **dict.fromkeys(set_of("in at on under behind into by near to from"), "Where"),
    "with": "With what", "for": "For what", "about": "About what",
}  # fmt: skip
_TO_WHOM = {p: f"{p.capitalize()} whom" for p in ("to", "with", "for", "from", "about")}
_TIMES = set_of(
    "morning evening night day year week month hour summer winter spring noon dinner supper"
    " breakfast monday tuesday wednesday thursday friday saturday sunday christmas"
)


def made_up(path: Path, rng: random.Random) -> list[Asked]:
    """Questions about a stretch of a novel."""
    text = path.read_text("utf-8")
    start = text.find("\n\n", int(len(text) * rng.uniform(0.15, 0.6))) + 2
    told = Told(path.stem, text[start : text.find("\n\n", start + LENGTH)])
    found: list[Asked] = []
    for passage in passages(told.book.world.text):
        grammar = told.book.grammar(passage.start)
        for words, exact, verb in _Clauses(grammar, told, rng).questions():
            if SHORT <= len(words.split()) <= LONG and exact.end - exact.start <= ANSWER:
                sentence = told.book.sentences.span(verb)
                found.append(Asked(told, words, ("",), sentence, exact))
    return found


class _Clauses:
    def __init__(self, grammar: Grammar, told: Told, rng: random.Random) -> None:
        self.g, self.told, self.rng = grammar, told, rng

    def questions(self) -> Iterator[tuple[str, Span, int]]:
        """Words, where the answer stands, where the verb does."""
        absolute = self.g.page.passage.absolute
        for verb in self.g.verbs():
            for words, answer in self._of(verb):
                if words is not None:
                    places = [absolute(self.g.words[i].at) for i in answer]
                    exact = Span(places[0].start, places[-1].end)
                    yield " ".join(words.split()), exact, absolute(self.g.words[verb].at).start

    def _of(self, verb: int) -> Iterator[tuple[str | None, list[int]]]:
        g = self.g
        parts, subject = self._parts(verb), g._own_subject(verb)
        if g.words[verb].upos != "VERB" or subject is None:
            return
        if any(g.text(k).lower() in _NEVER for k in g.below(verb)):
            return
        if g.lemma(verb) in _DULL and self.rng.random() < 0.7:
            return
        aux = [k for k in parts if (g.words[k].deprel or "").startswith("aux")]
        past = g.words[verb].xpos
        if (past in ("VBD", "VBZ", "VBP") or aux) and self._is_known(subject):
            rest = self._phrase([*aux, verb, *self._rest(parts, (*aux,))])
            below = self._below(subject)
            yield rest and f"Who {rest}?", below if len(below) <= 6 else [subject]
        had = any(g.text(k).lower() == "had" for k in aux)
        if not had and not (past == "VBD" and not aux):
            return
        who = self._phrase(self._below(subject) if len(self._below(subject)) <= 6 else [subject])
        for part in parts:
            asked, answer = self._asked(part), self._below(part)
            rest = self._phrase(self._rest(parts, (*aux, part)))
            if asked and who and rest is not None and len(answer) <= 8:
                yield f"{asked} did {who} {g.lemma(verb)} {rest}?".replace(" ?", "?"), answer

    def _parts(self, verb: int) -> list[int]:
        words = self.g.words
        return [k for k in self.g.below(verb) if (words[k].deprel or "").split(":")[0] in _PARTS]

    def _asked(self, part: int) -> str | None:
        """The question word for a part of a clause."""
        word, entity = self.g.words[part], self.g.entity(part)
        person = entity is not None and self.told.book.is_person(entity)
        if word.deprel == "obj":
            return "Whom" if person else None if word.upos == "PRON" else "What"
        if not (word.deprel or "").startswith("obl") or word.upos == "PRON":
            return None
        lead = self.g.preposition(part)
        if self.g.text(part).lower() in _TIMES:
            return "When"
        return (_TO_WHOM if person else _LEADS).get(lead)

    def _rest(self, parts: list[int], without: tuple[int, ...]) -> list[int]:
        """The words of the parts that are told in the question: some are left out."""
        found: list[int] = []
        for part in parts:
            below = self._below(part)
            if part in without or (len(parts) > 1 and self.rng.random() < DROPPED):
                continue
            if len(below) <= 10:
                found += below
        return found

    def _is_known(self, word: int) -> bool:
        entity, book = self.g.entity(word), self.told.book
        return entity is not None and book.is_person(entity) and book.is_known(entity)

    def _below(self, word: int) -> list[int]:
        """A word and all that hangs on it, in order."""
        found, next_ = [word], [word]
        while next_:
            next_ = [k for i in next_ for k in self.g.below(i) if k not in found]
            found += next_
        return sorted(found)

    def _phrase(self, numbers: list[int]) -> str | None:
        """Words as a question has them: names for pronouns, None where there is none."""
        said: list[str] = []
        for i in sorted(numbers):
            word = self.g.words[i]
            if word.upos == "PUNCT":
                continue
            text = self.g.text(i)
            if word.upos == "PRON" and text.lower() not in _SELF:
                name = self._name(i)
                if name is None:
                    return None
                text = f"{name}'s" if word.xpos == "PRP$" else name
            said.append(text)
        return " ".join(said).replace(" n't", "n't").replace(" 's", "'s").replace(" ’s", "’s")

    def _name(self, word: int) -> str | None:
        entity, book = self.g.entity(word), self.told.book
        if entity is None or not book.is_known(entity):
            return None
        label = book.label(entity)
        return label if label == NARRATOR or len(label) > 4 or label[0].isupper() else None

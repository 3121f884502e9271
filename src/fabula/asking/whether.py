"""Yes or no: whether something happened; a false premise is denied only by words that deny it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import Clause, clauses
from fabula.asking.deeds import filled
from fabula.asking.fillers import words_of
from fabula.asking.question import Question
from fabula.asking.stems import alike, stems
from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.verbs import MINDS, SAYS, STATES, UNSEEN_AGENT
from fabula.reading.lists import lines, set_of

if TYPE_CHECKING:
    from fabula.asking.book import Book

SURE = 0.8  # how well a clause has to fit that tells of it
_FINITE = ("VBD", "VBZ", "VBP")
REST = 0.5  # how much of the question's other words have to stand there
DENIED = 0.65  # ... that denies it: what is denied is rarely told at length
_NOBODY = re.compile(r"\b(?:no one|no-one|nobody|nothing|none|never)\b", re.IGNORECASE)
DIES = set_of("die kill murder drown perish slay execute hang shoot")


def whether(book: Book, question: Question) -> Answer | None:
    """Whether something happened: yes, or no where the text denies it."""
    if question.verb is None or question.lost or not any(r.entity for r in question.roles):
        return None
    for clause in clauses(book, question):
        if clause.score < (DENIED if clause.realis == "negated" else SURE):
            continue
        if clause.clash or clause.grammar.is_question(clause.verb):
            continue
        if not clause.is_told or not filled(book, question, clause):
            continue
        content = _content(book, question, clause)
        if content is None or not _says_the_rest(book, question, clause):
            continue
        yes = (clause.realis == "actual") == content != question.negated
        if yes and is_hearsay(clause.grammar, clause.verb):
            continue
        return stated(
            "yes-no", "yes" if yes else "no", question.people, [book.shown(clause.start)],
            clause.score,
        )  # fmt: skip
    return None


def is_hearsay(grammar: Grammar, verb: int) -> bool:
    """Whether somebody only says or thinks so."""
    if grammar.quotation(verb) is not None:
        return True
    word = grammar.words[verb]
    head = word.head
    while head is not None and grammar.words[head].deprel == "conj":
        head = grammar.words[head].head
    return word.deprel == "ccomp" and head is not None and grammar.lemma(head) in SAYS | MINDS


def _says_the_rest(book: Book, question: Question, clause: Clause) -> bool:
    """Whether enough of the question's other words stand where a deed is told: a "let" alone is
    no letting go."""
    words = [w for w in question.words if w not in question.content]
    if clause.realis == "negated" and clause.fits == 1.0:
        return True
    things = [w for r in question.roles if not book.is_person(r.entity or "") for w in r.words]
    words += things if clause.realis == "negated" else []
    return not words or book.sentences.share(words, clause.number, 1) >= REST


def _content(book: Book, question: Question, clause: Clause) -> bool | None:
    """Whether what is said or thought is what the question says (True), or its denial (False);
    None where it is something else. True where it asks for no such thing."""
    if not question.content:
        return True
    grammar = clause.grammar
    said = grammar.child(clause.verb, "ccomp")
    if said is None:
        return None if clause.realis == "actual" else True
    words = book.words(grammar.page.passage.absolute(grammar.clause(said)))
    has, wanted = stems(words), question.unnamed
    head = max(alike(wanted[-1], h) for h in has) if has else 0.0
    share = sum(max((alike(w, h) for h in has), default=0.0) for w in wanted) / len(wanted)
    denied = grammar.is_negated(said) or _NOBODY.search(words) is not None
    if head < 1.0 or share < (0.5 if denied else SURE):
        return None
    return not denied


def opposite(book: Book, question: Question) -> Answer | None:
    """ "Did he win?": no, where the story says that he lost."""
    if question.verb is None or question.negated or question.lost or question.content:
        return None
    for verb in _opposites().get(question.verb, ()):
        for clause in clauses(book, question._replace(verb=verb)):
            exact = clause.grammar.lemma(clause.verb) == verb
            told = exact and clause.is_told and clause.realis == "actual" and not clause.clash
            asked = clause.grammar.is_question(clause.verb)
            if clause.score >= SURE and told and not asked and filled(book, question, clause):
                shown = [book.shown(clause.start)]
                return stated("yes-no", "no", question.people, shown, clause.score - 0.1)
    return None


@cache
def _opposites() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines("opposites"):
        one, other = line.split()
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def alive(book: Book, question: Question) -> Answer | None:
    """ "Did he die at the mill?": no, where somebody acts after that place or time was told of, and
    no words tell of their death."""
    if question.verb not in DIES or len(question.people) < 1 or question.negated:
        return None
    ends = ("patient", "agent") if question.verb in UNSEEN_AGENT else ("patient",)
    person = next((r.entity for r in question.roles if r.role in ends), None)
    if person is None or any(
        c.score >= 0.6 and not c.clash and c.realis == "actual" and _suffers(c, person)
        for c in clauses(book, question)
    ):
        return None
    words = question.words or [w for r in question.roles if r.role == "place" for w in r.words]
    told = [n for w in words for n in book.sentences.holding(w)]
    if not told:
        return None
    after = [n for n in book.sentences.about(person) if n > min(told)]
    for number in reversed(after):
        scene = book.scene(book.sentences.spans[number].start)
        if scene is None or scene.level != "scene":
            continue
        said = book.speaker(book.sentences.spans[number].start)
        if said is not None and said.speaker == person and said.mode == "speech":
            shown = [book.shown(book.sentences.spans[number].start)]
            return stated("yes-no", "no", [person], shown, 0.6)
        for grammar, i in words_of(book, number):
            if grammar.quotation(i) is None and _acts(grammar, i, person):
                at = grammar.page.passage.absolute(grammar.words[i].at)
                return stated("yes-no", "no", [person], [book.shown(at.start)], 0.6)
    return None


def _suffers(clause: Clause, person: str) -> bool:
    return any(f.entity == person for f in clause.fillers)


def _acts(grammar: Grammar, i: int, person: str) -> bool:
    """Whether a word tells of something that somebody really does."""
    if grammar.words[i].upos != "VERB" or grammar.lemma(i) in STATES | DIES:
        return False
    done = not grammar.is_passive(i) and not grammar.is_past_perfect(i)
    told = (
        done
        and grammar.realis(i) == "actual"
        and (grammar.words[i].xpos in _FINITE or bool(grammar.auxiliaries(i)))
    )
    return told and grammar.entity(grammar.child(i, *SUBJECTS)) == person

"""Answers about what happens: who did what to whom, what was done, how and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import Clause, beside, clauses, is_doubtful, same
from fabula.asking.fillers import Filler, phrase
from fabula.asking.may_be import tells_nobody
from fabula.asking.question import Asked, Question
from fabula.asking.stems import stems
from fabula.reading.language.verbs import SAYS
from fabula.reading.lists import set_of
from fabula.story.records import Role
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

OFTEN = 4  # sentences about "the boy" from which on he is one of the story's people
LIGHT = set_of("come go let get have make take put give keep hold bring set")
SURE = 0.7  # how well a clause has to fit before it answers
LEADS = set_of("for of at with on in about from to into against by after")
_DOES = set_of("teach call ring write")  # ... which are as much deeds as speech
OF_WORDS = 0.4  # how much of the rest of the question has to stand in the clause's sentence
OF_SPEECH = 0.9  # ... of what is said
CERTAIN = 0.75  # how sure it has to be whom a word stands for
MAYBE = 0.3  # ... that may fill it
ALIKE = 0.8  # how alike words have to be that fill a role
LIKELY, APART = 0.55, 0.2  # ... or how well, where all others fit far worse
CLEAR = 0.08  # ... and how much better than one that gives another answer
_ROLES: dict[Role, tuple[Role, ...]] = {
    "patient": ("patient", "content"), "content": ("content", "patient"),
    "agent": ("agent", "instrument"),
}  # fmt: skip


def who(book: Book, question: Question) -> Answer | None:
    """Who did it, or had it done to them."""
    if question.verb is None or question.wanted is None or question.lost:
        return None
    best: dict[str, tuple[float, Clause]] = {}
    for clause in clauses(book, question):
        person = _bearer(book, question, clause)
        if person and clause.score > best.get(person, (0.0, clause))[0]:
            best[person] = clause.score, clause
    ranked = sorted(best, key=lambda p: -best[p][0])
    if not ranked:
        return None
    score, clause = best[ranked[0]]
    gap = score - best[ranked[1]][0] if len(ranked) > 1 else 1.0
    if gap < CLEAR or (score < SURE and (score < LIKELY or gap < APART)):
        return None
    return stated("who", book.label(ranked[0]), [ranked[0]], [book.shown(clause.start)], score)


def _bearer(book: Book, question: Question, clause: Clause) -> str | None:
    """Who fills the role that is asked for, where the clause tells of what really happens."""
    assert question.wanted is not None
    if is_doubtful(clause.grammar, clause.verb):
        return None
    untold = ("hypothetical", "future", "actual" if question.negated else "negated")
    if clause.clash or clause.realis in untold or not tells(clause):
        return None
    there = book.sentences.people_near(clause.number, 0)
    if not clause.plain and not there.issuperset(persons(book, question)):
        return None
    others = [r for r in question.roles if r.entity or r.words]
    if others and not question.words and not any(_is_filled(book, r, clause) for r in others):
        return None
    if question.verb in LIGHT and not _is_near(book, question, clause):
        return None
    if question.words and not clause.cleft and not _says_the_rest(book, question, clause):
        return None
    for filler in clause.filling(question.wanted):
        entity = book.entities.get(filler.entity or "")
        if entity is None or entity.id in question.people:
            continue
        stranger = len(book.sentences.about(entity.id)) < OFTEN and entity.name is None
        known = book.is_known(entity.id) and not (stranger and tells_nobody(book.label(entity.id)))
        if entity.type in ("PER", "ORG", "VEH") and known:
            return entity.id if book.sure(filler.at) >= CERTAIN or _beside(book, filler) else None
    return None


def _is_near(book: Book, question: Question, clause: Clause) -> bool:
    """Whether what a verb that says little by itself ("come", "let") is about stands in its own
    clause: in a long sentence there is many a coming and going."""
    things = {r.words[-1] for r in question.roles if r.words and not book.is_person(r.entity or "")}
    things |= set(question.words[-1:])
    pronouns = [f for f in clause.fillers if f.role != "agent" and not stems(book.words(f.at))]
    near = [beside(clause.grammar, clause.verb, word) > 0 for word in things]
    return sum(near) + len(pronouns) >= len(things)


def _beside(book: Book, filler: Filler) -> bool:
    """Whether somebody who speaks is named beside what they say, in the same paragraph: there it
    is plain who "I" is."""
    said = book.speaker(filler.at.start)
    if said is None or said.speaker != filler.entity or book.words(filler.at) != "I":
        return False
    start = book.text.rfind("\n", 0, said.start) + 1
    end = book.text.find("\n", said.end)
    spans = (Span(start, said.start), Span(said.end, end if end >= 0 else len(book.text)))
    named = [m for at in spans for m in book.mentions_in(at) if m.entity == filler.entity]
    return any(m.kind == "PROP" and book.speaker(m.start) is None for m in named)


def _is_filled(book: Book, asked: Asked, clause: Clause) -> bool:
    """Whether something in a clause may stand for what the question names."""
    near = book.sentences.people_near(clause.number, 2)
    if any(same(book, asked, f, near) >= MAYBE for f in clause.fillers):
        return True
    return bool(asked.words) and book.sentences.share(asked.words, clause.number) >= OF_WORDS


def _says_the_rest(book: Book, question: Question, clause: Clause) -> bool:
    """Whether the rest of a question is told where its deed is: enough of its words, or, of a deed
    that is no speech, all who and what it names in their roles."""
    share = book.sentences.share(question.words, clause.number)
    if question.verb in SAYS - _DOES:
        return share >= OF_SPEECH
    named = [r for r in question.roles if r.entity]
    return share >= OF_WORDS or (bool(named) and filled(book, question, clause))


def persons(book: Book, question: Question) -> list[str]:
    """The persons whom a question names as taking part: where one is not told of, nothing is said
    of them. Not those in what is said, nor a place that was taken for one."""
    end = question.text.find(" that ") if question.content else len(question.text)
    places = {r.entity for r in question.roles if r.role == "place"}
    return [
        k.entity
        for k in question.named
        if k.at.start < end
        and k.entity not in places
        and k.entity in book.entities
        and book.entities[k.entity].type == "PER"
    ]


def filled(book: Book, question: Question, clause: Clause) -> bool:
    """Whether everybody whom the question gives a role is seen to have one like it; for one that
    is filled by a pronoun that nobody is known for, they have to be near."""
    near = book.sentences.people_near(clause.number, 2)
    return near.issuperset(persons(book, question)) and all(
        _fills(book, r, clause, near) for r in question.roles if r.entity
    )


def _fills(book: Book, asked: Asked, clause: Clause, near: set[str]) -> bool:
    if clause.realis == "negated" and not clause.filling(asked.role) and asked.role != "agent":
        return asked.entity in near
    for filler in clause.fillers:
        alike = filler.role == asked.role or "agent" not in (filler.role, asked.role)
        # What goes or breaks may be told as doing it.
        other = {"patient": "agent", "agent": "patient"}.get(asked.role)
        alike |= filler.role == other and not clause.filling(asked.role)
        if alike and same(book, asked, filler, near) >= ALIKE:
            return True
        unknown = filler.entity is None or not book.is_known(filler.entity)
        if alike and unknown and not stems(book.words(filler.at)) and asked.entity in near:
            return True
    return False


def tells(clause: Clause) -> bool:
    return not clause.grammar.is_question(clause.verb)


def what(book: Book, question: Question) -> Answer | None:
    """What was done, given, taken: the words that fill the role."""
    if question.verb in (None, "do", "happen", "say") or question.lost:
        return None
    if question.led in LEADS:
        return _led(book, question)
    if question.wanted is None:
        return None
    for clause in clauses(book, question)[:1]:
        fits = clause.score >= SURE and clause.is_told and clause.realis == "actual"
        if clause.clash or not fits or not tells(clause) or not filled(book, question, clause):
            return None
        roles = _ROLES.get(question.wanted, (question.wanted,))
        filler = next(
            (f for f in clause.fillers if f.role in roles and f.role != "recipient"), None
        )
        if filler is None or not _is_telling(book, filler):
            return None
        entities = [filler.entity] if filler.entity else []
        words = book.words(phrase(clause.grammar, filler.word))
        if entities and not stems(words):  # a pronoun
            words = book.label(entities[0])
        if set(stems(words)) <= set(stems(question.text)):
            return None  # what is asked for is no answer
        return stated("what", words, entities, [book.shown(clause.start)], clause.score)
    return None


def _led(book: Book, question: Question) -> Answer | None:
    """ "What did he reach for?": the noun that this preposition leads to."""
    for clause in clauses(book, question)[:3]:
        fits = clause.score >= SURE and clause.is_told and clause.realis == "actual"
        if clause.clash or not fits or not tells(clause) or not filled(book, question, clause):
            continue
        noun = clause.grammar.oblique(clause.verb, question.led)
        if noun is not None:
            words, shown = book.words(phrase(clause.grammar, noun)), book.shown(clause.start)
            if stems(words):
                return stated("what", words, [], [shown], clause.score)
    return None


def _is_telling(book: Book, filler: Filler) -> bool:
    """Whether a phrase says something by itself ("the lamp", not "it"), or it is known what."""
    return bool(stems(book.words(filler.at))) or (
        filler.entity is not None and book.is_known(filler.entity)
    )

"""The clauses of a story that may tell what a question is about, the best first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking.fillers import Filler, apart, fillers, words_of
from fabula.asking.question import Asked, Question
from fabula.asking.stems import alike, stem, stems
from fabula.asking.subjects import cleft_at
from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of
from fabula.story.records import Realis, Role

if TYPE_CHECKING:
    from fabula.asking.book import Book

_SHORT = set_of("'d ’d")  # "had" before a participle, else "would"
_WOULD = set_of("would should might may must wouldn't ought")
_THIRD = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_NEARLY = ("nearly", "almost")
_PEOPLE = set_of("they people some everyone everybody folk folks somebody someone")
_ERRS = set_of("think believe suppose imagine guess suspect pretend claim fancy hope")
_GOES_ON = set_of("go keep start begin continue sit stand")
CLEFT = 0.2  # how much more a clause fits that is told to say who
DOUBTED = 0.5  # how sure it has to be whom a word stands for, to speak against another
AROUND = 3  # sentences within which a pronoun may stand for somebody
PLAIN = 2  # words of a question that together leave no doubt about what is told
BESIDE = 9  # words before and after a verb that may belong to it
MOST = 40  # sentences whose syntax is looked at for a question
SHARED: dict[Role, tuple[Role, ...]] = {
    "patient": ("patient", "recipient", "content"),
    "recipient": ("recipient", "patient"),
    "content": ("content", "patient"),
}


class Clause(NamedTuple):
    """A deed as the story tells it: its word (a number in the grammar) and who takes part. `score`
    in [0, 1] is how well it fits the question; `clash` says that somebody else fills a role."""

    score: float
    clash: bool
    grammar: Grammar
    verb: int
    number: int  # of its sentence
    fillers: tuple[Filler, ...]
    realis: Realis
    cleft: bool  # "it was Ida who did it": it answers who
    fits: float  # how well its verb is the question's
    plain: bool  # its sentence has all the words of the question, and these are several

    @property
    def start(self) -> int:
        """The place of its verb in the work."""
        return self.grammar.page.passage.absolute(self.grammar.words[self.verb].at).start

    @property
    def is_told(self) -> bool:
        """Whether it says by itself that something happens, or does not: no infinitive ("had not
        thought her handsome enough to dance with"), no condition, no plan."""
        word, helped = self.grammar.words[self.verb], set(self.grammar.auxiliaries(self.verb))
        tag, beside = word.xpos, word.deprel in ("advcl", "conj", "acl")
        goes_on = word.head is not None and self.grammar.lemma(word.head) in _GOES_ON
        beside |= word.deprel == "xcomp" and goes_on
        doing = tag == "VBG" and beside  # "he found them there, eating plums"
        bare = tag in ("VB", "VBG", "VBN") and not helped and not doing
        led = tag == "VB" and self.grammar.child(self.verb, "mark") is not None
        would = helped & _WOULD or (tag == "VB" and helped & _SHORT)
        if bare or led or would:
            return False
        return self.realis in ("actual", "negated")

    def filling(self, role: Role) -> list[Filler]:
        """What fills a role."""
        return [f for f in self.fillers if f.role == role]


def clauses(book: Book, question: Question) -> list[Clause]:
    """The clauses whose verb is the question's, or one alike, the best first."""
    if question.verb is None or _asks_of_anybody(question):
        return []
    found = list(_found(book, question))
    return sorted(found, key=lambda c: (-c.score, c.start))


def _asks_of_anybody(question: Question) -> bool:
    """ "Where did they meet?": it says nothing by which to tell whose meeting is meant."""
    where = question.kind in ("where", "when", "why", "how")
    return where and not (question.named or question.roles or question.words)


def _found(book: Book, question: Question) -> Iterator[Clause]:
    assert question.verb is not None
    verb = stem(question.verb)
    for number in book.sentences.ranked([verb], question.words, question.people, MOST):
        for grammar, i in words_of(book, number):
            if grammar.words[i].upos not in ("VERB", "AUX", "ADJ"):
                continue
            fits = max(alike(verb, grammar.lemma(i)), alike(verb, stem(grammar.lemma(i))))
            if fits:
                yield _judged(book, question, number, grammar, i, fits)


def _judged(
    book: Book, question: Question, number: int, grammar: Grammar, verb: int, fits: float
) -> Clause:
    filled = apart(book, tuple(fillers(book, grammar, verb)))
    near = book.sentences.people_near(number, 1)
    around = book.sentences.people_near(number, AROUND)
    words = _of_things(book, question)
    plain = len(words) >= PLAIN and book.sentences.share(words, number) == 1.0
    if plain:
        around.update(question.people)  # it is this that is told, whomever the pronouns meant
    judged = [_role(book, asked, filled, number, near, around) for asked in question.roles]
    met = [plain or p in near for p in question.people]
    scores = [(0.3, fits), (0.2, book.sentences.share(question.words, number, around=1))]
    if judged:
        scores.append((0.35, sum(max(0.0, j) for j in judged) / len(judged)))
    if met:
        scores.append((0.15, sum(met) / len(met)))
    if not question.words:
        del scores[1]
    total = sum(w * s for w, s in scores) / sum(w for w, _ in scores)
    clash = any(j < 0 for j in judged)
    cleft = cleft_at(grammar, verb) is not None
    total = min(1.0, total + CLEFT * cleft)
    realis = "negated" if _nearly(grammar, verb) else grammar.realis(verb)
    score = total - 0.3 * clash
    return Clause(score, clash, grammar, verb, number, filled, realis, cleft, fits, plain)


def beside(grammar: Grammar, verb: int, word: str) -> float:
    """How well a word (a stem) stands near a verb: in a long sentence much is told."""
    first, last = max(0, verb - BESIDE), min(verb + BESIDE, len(grammar.words))
    near = (
        k for k in range(first, last) if grammar.words[k].sentence == grammar.words[verb].sentence
    )
    return max((alike(word, s) for k in near for s in stems(grammar.text(k))), default=0.0)


def is_doubtful(grammar: Grammar, verb: int) -> bool:
    """Whether it is only what people say, or what somebody thinks: "they say he stole it"."""
    word, head = grammar.words[verb], grammar.words[verb].head
    if word.deprel != "ccomp" or head is None:
        return False
    who = grammar.subject(head)
    said = grammar.text(who).lower() if who is not None else ""
    rumour = grammar.lemma(head) in ("say", "tell") and said in _PEOPLE
    return rumour or grammar.lemma(head) in _ERRS


def _nearly(grammar: Grammar, verb: int) -> bool:
    """ "She had nearly married him": she did not."""
    return any(grammar.text(k).lower() in _NEARLY for k in grammar.below(verb, "advmod"))


def _of_things(book: Book, question: Question) -> list[str]:
    """The words of a question that name no person: those by which a deed is known."""
    things = (r.words for r in question.roles if not book.is_person(r.entity or ""))
    return list(dict.fromkeys((*question.words, *(w for words in things for w in words))))


def _role(
    book: Book,
    asked: Asked,
    filled: tuple[Filler, ...],
    number: int,
    near: set[str],
    around: set[str],
) -> float:
    """How well a role of the question is filled as it says, in [0, 1]; -1 if by somebody else."""
    fits = [f for f in filled if f.role in SHARED.get(asked.role, (asked.role,))]
    best = max((same(book, asked, f, around) for f in fits), default=None)
    if asked.entity is None or not book.is_person(asked.entity):
        others = [f for f in filled if f.role == asked.role and stems(book.words(f.at))]
        said_there = set(asked.words) & set(book.sentences.stems[number])
        if asked.role == "patient" and others and not best and not said_there:
            return -1.0  # something else is what it was done to
    if best is None or best == 0.0:
        said = book.sentences.share(asked.words, number) if asked.words else 0.0
        there = 0.5 if asked.entity in near else 0.0
        return max(there, 0.7 * said if said > 0.5 else 0.0)
    return best


def may_mean(book: Book, filler: Filler, person: str, near: set[str]) -> bool:
    """Whether a pronoun, whomever it was taken for, may stand for somebody who is near."""
    said = _THIRD.get(book.words(filler.at).lower())
    return said is not None and person in near and book.pronouns(person) in ("", said)


def same(book: Book, asked: Asked, filler: Filler, near: set[str]) -> float:
    """Whether a phrase of the story stands for what a phrase of the question does: 1 if so, -1 if
    for somebody else, 0 if nobody can say."""
    if asked.entity and filler.entity and book.sure(filler.at) >= DOUBTED:
        if asked.entity == filler.entity or book.are_one(asked.entity, filler.entity):
            return 1.0
        ours, theirs = book.entities.get(asked.entity), book.entities.get(filler.entity)
        if ours and asked.entity in getattr(theirs, "members", ()):
            return 0.9
        if ours and theirs and ours.type == theirs.type == "PER":
            if may_mean(book, filler, asked.entity, near):
                return 0.4
            return -1.0 if book.is_known(filler.entity) else 0.3
    elif asked.entity and not stems(book.words(filler.at)):
        return 0.5 if asked.entity in near else 0.2
    has = stems(book.words(filler.at))
    if not has:  # a pronoun
        return 0.3 if filler.entity is None or asked.entity is None else 0.0
    if not asked.words:
        return 0.0
    head = max((alike(asked.words[-1], h) for h in has), default=0.0)
    got = sum(max(alike(w, h) for h in has) for w in asked.words) / len(asked.words)
    return max(got, 0.8 * head)

"""How two people stand to each other: from ties, from what they are called, from what is said of
both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.fillers import words_of
from fabula.asking.kin_free import free
from fabula.asking.kin_near import KIN, are_siblings, gender, near
from fabula.asking.kin_words import Vote, in_words
from fabula.asking.names import SAME
from fabula.asking.question import Question
from fabula.reading.language.grammar import Grammar
from fabula.reading.ties.tie_words import tie_nouns
from fabula.story.records import SYMMETRIC, RelationType
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

ENOUGH = 1.0  # how much has to speak for a tie
CLEAR = 0.2  # ... and how much more than for another
LIKELY = 0.4  # ... where nouns for kin stand near both
GUESSED = 0.4  # how much a form of address tells where it is not known who is spoken to
FAMILY = (*KIN, "partner", "former-partner")
LEAST = 0.28  # ... of which one at least tells so much
SURE = 0.75  # less is right half of the time only (the 81 open stories)
FREELY = 0.35  # ... where any noun for kin may say it
_TOLD_OF_BOTH: dict[str, RelationType] = {
    "married": "spouse", "wed": "spouse", "divorced": "former-partner", "engaged": "partner",
    "brothers": "sibling", "sisters": "sibling", "twins": "sibling", "siblings": "sibling",
    "cousins": "kin", "husbands": "spouse", "wives": "spouse", "lovers": "partner",
    "friends": "friend", "enemies": "enemy", "rivals": "rival", "colleagues": "colleague",
    "teammates": "teammate", "partners": "partner",
}  # fmt: skip
_SPOKEN_TO = frozenset(
    ["husband", "wife", "brother", "sister", "bro", "sis", "mum", "mom", "dad", "mother", "father"]
)


def related(book: Book, question: Question) -> Answer | None:
    """How two people stand to each other."""
    if len(question.people) < 2:
        return None
    one, other = question.people[:2]
    kept, said = [*_kept(book, one, other)], [*_called(book, one, other), *_told(book, one, other)]
    told = _chosen(book, [*kept, *said], (one, other), ENOUGH)
    if told is not None and said:
        return told
    # What people do to each other is no answer where anything says that they are kin.
    family = [v for v in kept if v.type in FAMILY]
    kinds = {v.type for v in family} if family and told is not None else set(KIN)
    beside = [v for v in _near(book, one, other) if v.type in kinds]
    sure = _chosen(book, [*family, *beside], (one, other), LIKELY)
    found = sure or _freely(book, one, other) or told
    return found if found is not None and found.confidence >= SURE else None


def _freely(book: Book, one: str, other: str) -> Answer | None:
    """By any noun for kin that may say it, and by parents that both have."""
    votes = [_by_noun(t.noun, t.bearer, t.owner, t.weight, t.at) for t in free(book, one, other)]
    for parent, place in _parents(book, one).items():
        if parent in _parents(book, other):
            votes.append(Vote("sibling", one, other, 1.0, place))
    if max((v.weight for v in votes), default=0.0) < LEAST:
        return None
    return _chosen(book, votes, (one, other), FREELY)


def _parents(book: Book, child: str) -> dict[str, Span]:
    ties = (t for t in book.relations if t.type == "parent" and t.target == child)
    return {t.source: t.evidence[0] for t in ties}


def _chosen(book: Book, votes: list[Vote], both: tuple[str, str], enough: float) -> Answer | None:
    """The tie that most speaks for, if it is enough."""
    votes = [v for v in votes if _can_be(book, v)]
    sums: dict[tuple[str, ...], float] = {}
    for vote in votes:
        sums[_key(vote)] = sums.get(_key(vote), 0.0) + vote.weight
    ended = any(key[0] == "former-partner" for key in sums)
    best = max(sums, key=lambda k: (ended and k[0] == "former-partner", sums[k]), default=None)
    if best is None or sums[best] < enough:
        return None
    others = (n for key, n in sums.items() if key[0] != best[0])
    if best[0] != "former-partner" and sums[best] < CLEAR + max(others, default=0.0):
        return None
    chosen = sorted((v for v in votes if _key(v) == best), key=lambda v: -v.weight)
    evidence = [book.shown(v.at.start) for v in chosen[:2]]
    words = in_words(book, chosen)
    return stated("related", words, both, evidence, min(0.95, 0.4 + sums[best] / 4))


def _can_be(book: Book, vote: Vote) -> bool:
    """Whether a noun suits who bears it: no "she" is a father."""
    if not vote.noun:
        return True
    bearer = vote.target if tie_nouns()[vote.noun].turned else vote.source
    return book.pronouns(bearer) in ("", gender(vote.noun) or book.pronouns(bearer))


def _near(book: Book, one: str, other: str) -> Iterator[Vote]:
    """What the nouns for kin near both say, and what a child calls them."""
    for told in near(book, one, other):
        yield _by_noun(told.noun, told.bearer, told.owner, told.weight, told.at)
    if are_siblings(book, one, other):
        first = book.entities[other].first
        yield Vote("sibling", one, other, LIKELY, Span(first, first))


def partner(book: Book, question: Question) -> Answer | None:
    """ "Who is Tom married to?", "Who did Ida marry?": whoever it is, by that tie."""
    if question.verb not in ("marry", "wed") or len(question.people) != 1:
        return None
    person = question.people[0]
    for tie in book.relations:
        if tie.type != "spouse" or person not in (tie.source, tie.target):
            continue
        other = tie.target if tie.source == person else tie.source
        if book.is_known(other):
            shown = [book.shown(tie.evidence[0].start)]
            return stated("who", book.label(other), [other], shown, tie.confidence)
    return None


def is_married(book: Book, question: Question) -> Answer | None:
    """ "Is Tom married?": yes where the story says so of him, or of him and another."""
    asked = question.words == ["marry"] or (question.verb == "marry" and not question.words)
    if not asked or len(question.people) != 1 or "married" not in question.small:
        return None
    person = question.people[0]
    for tie in book.relations:
        if tie.type == "spouse" and person in (tie.source, tie.target) and tie.until is None:
            shown = [book.shown(tie.evidence[0].start)]
            return stated("yes-no", "yes", [person], shown, tie.confidence)
    for number in book.sentences.with_stem("marry"):
        for grammar, i in words_of(book, number):
            at = grammar.page.passage.absolute(grammar.words[i].at)
            bare = grammar.subject(i) is None  # "Not married.", as a file says
            told = book.last_people(at.start, 1) if bare else _told_of(book, grammar, i)
            now = grammar.realis(i) in ("actual", "negated") and grammar.words[i].deprel != "advcl"
            if grammar.text(i).lower() == "married" and now and person in told:
                answer = "no" if grammar.is_negated(i) else "yes"
                return stated("yes-no", answer, [person], [book.shown(at.start)], 0.7)
    return None


def _key(vote: Vote) -> tuple[str, ...]:
    ends = (vote.source, vote.target)
    return (vote.type, *(sorted(ends) if vote.type in SYMMETRIC else ends))


def _kept(book: Book, one: str, other: str) -> Iterator[Vote]:
    """The ties that were read."""
    for tie in book.relations:
        if {tie.source, tie.target} == {one, other} and tie.type != "feels":
            weight = 1.2 if tie.basis == "stated" else 0.8
            yield Vote(tie.type, tie.source, tie.target, weight, tie.evidence[0])


def _called(book: Book, one: str, other: str) -> Iterator[Vote]:
    """ "Ida's brother", "my sister": what the story calls one by the other."""
    for source, target in ((one, other), (other, one)):
        for noun, spans in book.names.ties(source, target):
            vote = _by_noun(noun, source, target, 1.0, spans[0])
            yield vote._replace(weight=min(2.0, 0.5 + 0.5 * len(spans)))


def _by_noun(noun: str, source: str, target: str, weight: float, at: Span) -> Vote:
    noun = SAME.get(noun, (noun,))[0]
    tie = tie_nouns()[noun]
    if tie.turned:
        return Vote(tie.type, target, source, weight, at, noun)
    return Vote(tie.type, source, target, weight, at, noun)


def _told(book: Book, one: str, other: str) -> Iterator[Vote]:
    """What sentences say of both: "they were married", "he is her brother", "Theo, my brother"."""
    for word, type_ in _TOLD_OF_BOTH.items():
        for number in book.sentences.with_stem(word):
            for grammar, i in words_of(book, number):
                if grammar.text(i).lower() == word and _of_both(book, grammar, i, {one, other}):
                    at = grammar.page.passage.absolute(grammar.words[i].at)
                    yield Vote(type_, one, other, 1.0, at)
    both = set(book.sentences.about(one)) | set(book.sentences.about(other))
    for noun in tie_nouns():
        for number in book.sentences.with_stem(noun):
            if number in both or _turns_on(book, number, one, other):
                for grammar, i in words_of(book, number):
                    if grammar.lemma(i) == noun:
                        yield from _at_noun(book, grammar, i, one, other)


def _turns_on(book: Book, number: int, one: str, other: str) -> bool:
    """Whether a sentence is said by one of them, the other speaking next to it."""
    return {one, other} <= set(book.turns(book.sentences.spans[number].start))


def _of_both(book: Book, grammar: Grammar, i: int, both: set[str]) -> bool:
    """Whether a word tells what two people are ("they were married"): its subject is them, or
    "they" right after them."""
    if grammar.is_negated(i) or grammar.words[i].deprel in ("amod", "compound", "nmod", "obl"):
        return False
    return set(_told_of(book, grammar, i)) == both


def _told_of(book: Book, grammar: Grammar, i: int) -> list[str | None]:
    """The people whom a word for a tie tells of: its subject and whoever is beside it ("married
    to Ida"), or those whom "they" stands for."""
    subject = grammar.subject(i)
    if subject is None:
        return []
    beside = grammar.oblique(i, "to", "from", "with")
    named = [grammar.entity(k) for k in (*grammar.joined(subject), *grammar.joined(beside))]
    if grammar.text(subject).lower() not in ("they", "we", "both", "two"):
        return named
    told = book.entities.get(grammar.entity(subject) or "")
    if told is not None and told.members:
        return list(told.members)
    place = grammar.page.passage.absolute(grammar.words[subject].at).start
    return list(book.last_people(place, 2))


def _at_noun(book: Book, grammar: Grammar, i: int, one: str, other: str) -> Iterator[Vote]:
    """What a noun for a tie says of two people where it stands."""
    noun, word = grammar.lemma(i), grammar.words[i]
    at = grammar.page.passage.absolute(word.at)
    if grammar.is_negated(i):
        return
    owner = grammar.entity(grammar.child(i, "nmod:poss"))
    bearers = {grammar.entity(grammar.subject(i)) if grammar.child(i, "cop") is not None else None}
    if word.deprel == "appos":
        bearers.add(grammar.entity(word.head))
    bearers.update(grammar.entity(k) for k in grammar.below(i, "appos"))
    for source, target in ((one, other), (other, one)):
        if source in bearers and owner == target:
            yield _by_noun(noun, source, target, 1.5, at)
    if not grammar.below(i, "det", "nmod:poss", "case", "cop", "nummod"):
        said = book.speaker(at.start)
        turns = set(book.turns(at.start))
        if said is not None and said.speaker in (one, other) and {one, other} <= turns:
            source = other if said.speaker == one else one
            if noun in _SPOKEN_TO:
                weight = 1.0 if source in said.addressees else GUESSED
                yield _by_noun(noun, source, said.speaker, weight, at)

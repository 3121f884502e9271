"""Who and what takes part in what a verb tells, wherever in a sentence the words for them stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking.subjects import cleft_at, subject_of
from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.roles import parts
from fabula.story.records import Role
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

_SELF = ("self", "selves", "each other", "one another")
_CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "appos", "conj"))


class Filler(NamedTuple):
    """A phrase that fills a role in a clause: its word, its place in the work, who it stands
    for."""

    role: Role
    word: int
    at: Span
    entity: str | None


def words_of(book: Book, number: int) -> Iterator[tuple[Grammar, int]]:
    """The words of a sentence, each with the syntax it stands in."""
    at = book.sentences.spans[number]
    grammar = book.grammar(at.start)
    start = grammar.page.passage.start
    for i in grammar.words_in(Span(at.start - start, at.end - start)):
        yield grammar, i


def phrase(grammar: Grammar, i: int) -> Span:
    """The whole noun phrase about a noun, in the work: with all that describes it, and "of" what,
    without its own preposition and without clauses."""
    own = {*grammar.below(i, "case", "mark", "advmod", "cop", "aux"), *grammar.below(i, *SUBJECTS)}
    own |= {k for k in grammar.below(i, "nmod") if grammar.preposition(k) in ("with", "without")}
    kept = set(grammar.subtree(i, _CLAUSES)) - {k for w in own for k in grammar.subtree(w)}
    first = last = i
    while first - 1 in kept and first > min(kept):
        first -= 1
    while last + 1 in kept:
        last += 1
    while grammar.words[first].upos == "PUNCT":
        first += 1
    while grammar.words[last].upos == "PUNCT":
        last -= 1
    at = Span(grammar.words[first].at.start, grammar.words[last].at.end)
    return grammar.page.passage.absolute(at)


def fillers(book: Book, grammar: Grammar, verb: int) -> Iterator[Filler]:
    """Who and what takes part in what a word tells; "it was Ida who did it" is told of Ida."""
    cleft = cleft_at(grammar, verb)
    if cleft is not None:
        named_at = grammar.page.passage.absolute(grammar.words[cleft].at)
        names = (cleft, cleft - 1, cleft - 2)  # its head is the first of the name's words, or last
        named = next((e for k in names if (e := grammar.entity(k))), None)
        yield Filler("agent", cleft, named_at, named)
    who, meant = subject_of(book, grammar, verb) if cleft is None else (None, None)
    if who is not None and meant is not None:
        role: Role = "patient" if grammar.is_passive(verb) else "agent"
        at = phrase(grammar, who)
        yield Filler(role, who, at, _whom(book, grammar, meant) or book.ending(at.end))
    for part in parts(grammar, verb):
        if who is not None and part.word in (who, grammar.subject(verb)):
            continue
        if part.word == cleft or (cleft is not None and part.role == "agent"):
            continue
        word = part.word
        head = grammar.words[verb].head
        relative = grammar.words[verb].deprel == "acl:relcl" and head is not None
        if relative and grammar.text(word).lower() in ("which", "that", "who", "whom"):
            word = head or word
        at = grammar.page.passage.absolute(grammar.phrase(word))
        whom = word if part.whose is None else part.whose
        yield Filler(part.role, word, at, _whom(book, grammar, whom) or book.meant(at))


def _whom(book: Book, grammar: Grammar, word: int) -> str | None:
    """Whom a word stands for; "you" in narration is whoever the story is told to, throughout."""
    entity = grammar.entity(word)
    said = grammar.text(word).lower() == "you" and grammar.quotation(word) is None
    if said and (entity is None or not book.is_known(entity)):
        return book.names.of("you") or entity
    return entity


def apart(book: Book, filled: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """The same without those who would do it to themselves and are not said to ("he had not asked
    him"): whom the other word stands for, nobody can say."""
    counts = Counter(f.entity for f in filled if f.entity)
    return tuple(
        f._replace(entity=None)
        if f.role != "agent"
        and f.entity
        and counts[f.entity] > 1
        and not book.words(f.at).lower().endswith(_SELF)
        else f
        for f in filled
    )

"""What verbs leave open: "she had promised to come", "he said he would wait", "they made her swear
not to tell", "she wondered who had come"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.minds.heads import NOBODY
from fabula.reading.threads.deeds import deed_of
from fabula.reading.threads.reported import reported
from fabula.story.records import ThreadKind
from fabula.story.text import Span

VERBS: dict[str, ThreadKind] = {
    "promise": "promise", "threaten": "threat", "swear": "vow", "vow": "vow", "plan": "plan",
    "intend": "plan", "owe": "task", "order": "task", "command": "task", "instruct": "task",
    "assign": "task",
}  # fmt: skip
_SAYS = frozenset(
    ("say", "tell", "shout", "call", "write", "reply", "answer", "add", "whisper", "assure")
)
_WOULD = frozenset(("would", "'d", "’d", "should", "will", "'ll", "’ll"))
_LIGHT = frozenset(("be", "have", "like", "want", "need", "know", "rather", "think"))
NEAR = 3  # words: "said that he would"
_MAKES = frozenset(("make", "have", "force", "let"))


class Opening(NamedTuple):
    """What is left open by the words at a place: the kind, whoever is bound, to whom, and the deed
    that would close it, with the entity it is done to."""

    at: Span
    kind: ThreadKind
    holder: str | None = None
    to: str | None = None
    deed: str = ""
    target: str | None = None


def named(grammar: Grammar) -> Iterator[Opening]:
    """What the verbs of a passage leave open."""
    for i, word in enumerate(grammar.words):
        if word.upos != "VERB":
            continue
        lemma = grammar.lemma(i)
        if lemma in VERBS:
            yield from _by_verb(grammar, i, VERBS[lemma])
        elif lemma in _SAYS:
            yield from _by_saying(grammar, i)
    for at, asker, asked in reported(grammar):
        yield Opening(at, "question", grammar.entity(asker), _person(grammar, asked))


def _by_verb(grammar: Grammar, i: int, kind: ThreadKind) -> Iterator[Opening]:
    """ "She had promised him to come"; what somebody says of themselves now is read as speech."""
    head = grammar.words[i].head
    made = head is not None and grammar.words[i].deprel in ("xcomp", "ccomp")
    made = made and grammar.lemma(head or 0) in _MAKES
    if not made and (grammar.realis(i) != "actual" or grammar.is_question(i)):
        return
    if grammar.quotation(i) is not None and grammar.words[i].xpos in ("VBP", "VB") and not made:
        return
    clause, target = grammar.child(i, "xcomp", "ccomp"), grammar.object(i)
    if grammar.oblique(i, "at") is not None:
        return  # "swore at him"
    if clause is None and grammar.lemma(i) != "owe" and not made:
        return
    if clause is not None and not _is_ahead(grammar, clause):
        return
    holder, to = _person(grammar, grammar.subject(i)), _person(grammar, target)
    if grammar.lemma(i) == "owe":
        to = _person(grammar, grammar.child(i, "iobj")) or _person(
            grammar, grammar.oblique(i, "to")
        )
    elif kind == "task":
        holder, to = to, holder
    if holder is None or (kind == "task" and to is None):
        return
    at = grammar.clause(i) if clause is not None or target is not None else grammar.sentence(i)
    yield Opening(at, kind, holder, to, *deed_of(grammar, clause))


def _person(grammar: Grammar, word: int | None) -> str | None:
    """The person that a word stands for; none for "nobody"."""
    number = grammar.mention(word) if word is not None else None
    if word is None or number is None or grammar.page.notes.seen[number].type != "PER":
        return None
    return None if NOBODY.match(grammar.text(word)) else grammar.entity(word)


def _is_ahead(grammar: Grammar, clause: int) -> bool:
    """Whether a clause tells of what is yet to be done: not "she swore she had been asleep"."""
    helped = set(grammar.auxiliaries(clause))
    if _WOULD & helped:
        return not _is_had(grammar, clause)
    infinite = grammar.words[clause].deprel == "xcomp" or grammar.words[clause].xpos == "VB"
    return infinite and "have" not in helped


def _is_had(grammar: Grammar, i: int) -> bool:
    """Whether "she'd" is "she had"."""
    helped = set(grammar.auxiliaries(i))
    return "been" in helped or (grammar.words[i].xpos == "VBN" and not {"be", "have"} & helped)


def _by_saying(grammar: Grammar, i: int) -> Iterator[Opening]:
    """ "He said that he would wait", "she shouted to him to go on; she would catch up"."""
    if grammar.realis(i) != "actual" or grammar.is_question(i):
        return
    speaker = grammar.entity(grammar.subject(i))
    hearer = grammar.entity(grammar.object(i)) or grammar.entity(grammar.oblique(i, "to"))
    for clause in _clauses(grammar, i):
        if speaker is None or grammar.quotation(clause) != grammar.quotation(i):
            continue
        subject = grammar.child(clause, *SUBJECTS)
        if subject is None or grammar.text(subject).lower() == "you":
            continue
        if grammar.entity(subject) != speaker or grammar.is_negated(clause):
            continue
        if not _WOULD & set(grammar.auxiliaries(clause)) or _is_had(grammar, clause):
            continue
        if grammar.lemma(clause) not in _LIGHT or grammar.child(clause, "obl", "cop"):
            yield Opening(
                grammar.clause(clause), "promise", speaker, hearer, *deed_of(grammar, clause)
            )


def _clauses(grammar: Grammar, i: int) -> Iterator[int]:
    """What a verb of saying leads to: its clause ("said that he would", whatever the syntax makes
    of it), and one that follows after a semicolon."""
    sentence = grammar.words_in(grammar.sentence(i))
    found = dict.fromkeys(grammar.below(i, "ccomp", "parataxis"))
    for k in range(i + 1, sentence.stop):
        if grammar.text(k).lower() not in _WOULD:
            continue
        verb, subject = grammar.words[k].head, k - 1
        if verb is not None and (k <= i + NEAR or grammar.text(subject - 1) == ";"):
            found[verb] = None
    yield from found

"""What verbs leave open: "she had promised to come", "he said he would wait", "they made her swear
not to tell", "she wondered who had come"."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import object_of
from fabula.reading.threads.aims import is_aimed
from fabula.reading.threads.deeds import deed_of
from fabula.reading.threads.opening import WOULD, Opening, is_had, person, words_of
from fabula.reading.threads.reported import reported
from fabula.reading.threads.said_threads import SAYS, by_saying
from fabula.reading.threads.thread_words import MISSIONS, SOON
from fabula.story.records import ThreadKind

VERBS: dict[str, ThreadKind] = {
    "promise": "promise", "assure": "promise", "pledge": "promise", "undertake": "promise",
    "threaten": "threat", "swear": "vow", "vow": "vow", "plan": "plan", "intend": "plan",
    "plot": "plan", "scheme": "plan", "conspire": "plan", "arrange": "plan", "agree": "plan",
    "owe": "task", "order": "task", "command": "task", "instruct": "task", "assign": "task",
    "charge": "task", "commission": "task", "send": "task", "ask": "task", "tell": "task",
    "beg": "task", "bid": "task",
}  # fmt: skip
_OF_THE_MOMENT = frozenset(("ask", "tell", "beg", "bid", "send"))
"""Orders that are carried out at once, unless they had been given before."""
_AT_ONCE = frozenset(("sit", "wait", "stay", "look", "stand", "hold", "speak", "leave", "tell"))
_GIVEN: dict[tuple[str, str], ThreadKind] = {
    ("give", "word"): "promise", ("give", "promise"): "promise", ("make", "promise"): "promise",
    ("make", "vow"): "vow", ("take", "oath"): "vow", ("swear", "oath"): "vow",
    ("take", "vow"): "vow", ("make", "threat"): "threat", ("make", "plan"): "plan",
}  # fmt: skip
"""What a verb and its object bind to: "he gave her his word"."""
_MAKES = frozenset(("make", "have", "force", "let"))


def named(grammar: Grammar) -> Iterator[Opening]:
    """What the verbs of a passage leave open."""
    for i, word in enumerate(grammar.words):
        if word.upos != "VERB":
            continue
        lemma = grammar.lemma(i)
        if lemma in VERBS:
            yield from _by_verb(grammar, i, VERBS[lemma])
        if lemma in SAYS:
            yield from by_saying(grammar, i)
        yield from _by_noun(grammar, i)
        if grammar.quotation(i) is None and not _is_said(grammar, i) and is_aimed(grammar, i):
            yield Opening(
                grammar.phrase(i) if "be" in grammar.auxiliaries(i) else grammar.clause(i),
                "plan",
                person(grammar, grammar.subject(i)),
                None,
                *deed_of(grammar, i),
            )
    for at, asker, asked in reported(grammar):
        yield Opening(at, "question", grammar.entity(asker), person(grammar, asked))


def _is_said(grammar: Grammar, i: int) -> bool:
    """Whether a clause is what somebody says: "she said that she would marry him"."""
    head = grammar.words[i].head
    return head is not None and grammar.words[i].deprel == "ccomp" and grammar.lemma(head) in SAYS


def _by_verb(grammar: Grammar, i: int, kind: ThreadKind) -> Iterator[Opening]:
    """ "She had promised him to come"; what somebody says of themselves now is read as speech."""
    made = _is_made(grammar, i)
    if not made and (grammar.realis(i) != "actual" or grammar.is_question(i)):
        return
    if grammar.quotation(i) is not None and grammar.words[i].xpos in ("VBP", "VB") and not made:
        return
    lemma, clause = grammar.lemma(i), grammar.child(i, "xcomp", "ccomp")
    target = object_of(grammar, i) or grammar.object(i)
    if grammar.oblique(i, "at") is not None:
        return  # "swore at him"
    if clause is None and lemma == "send":
        clause = grammar.child(i, "advcl")
    if clause is None and lemma != "owe" and not made:
        return
    if clause is not None and not _is_ahead(grammar, clause):
        return
    if lemma in _OF_THE_MOMENT and not _stands(grammar, i, clause):
        return
    if lemma in ("agree", "assure") and SOON.search(words_of(grammar, i)) is None:
        return
    holder, to = person(grammar, grammar.subject(i)), person(grammar, target)
    if lemma == "owe":
        to = person(grammar, target) or person(grammar, grammar.oblique(i, "to"))
    elif kind == "task" and not grammar.is_passive(i):
        holder, to = to, holder
    if holder is None or (lemma == "owe" and to is None):
        return
    if kind == "promise" and target is not None and grammar.text(target).lower().endswith("self"):
        kind = "vow"
    at = grammar.clause(i) if clause is not None or target is not None else grammar.sentence(i)
    yield Opening(at, kind, holder, to if to != holder else None, *deed_of(grammar, clause))


def _is_made(grammar: Grammar, i: int) -> bool:
    """Whether somebody is made to promise or swear."""
    head = grammar.words[i].head
    led = head is not None and grammar.words[i].deprel in ("xcomp", "ccomp")
    return (
        led
        and grammar.lemma(head or 0) in _MAKES
        and grammar.lemma(i) in ("promise", "swear", "vow")
    )


def _stands(grammar: Grammar, i: int, clause: int | None) -> bool:
    """Whether an order was given before, and is one to do something."""
    infinite = clause is not None and grammar.words[clause].xpos == "VB"
    before = grammar.is_past_perfect(i) or "been" in grammar.auxiliaries(i)
    lemma = grammar.lemma(clause or 0)
    if grammar.is_passive(i) and lemma not in _AT_ONCE:
        before = True
    return infinite and before and lemma in MISSIONS


def _by_noun(grammar: Grammar, i: int) -> Iterator[Opening]:
    """ "He gave her his word that ...", "they took an oath"."""
    thing = grammar.child(i, "obj")
    kind = _GIVEN.get((grammar.lemma(i), grammar.lemma(thing))) if thing is not None else None
    if kind is None or thing is None or grammar.realis(i) != "actual" or grammar.is_question(i):
        return
    if grammar.lemma(thing) == "word" and grammar.child(thing, "nmod:poss") is None:
        return
    holder, to = person(grammar, grammar.subject(i)), person(grammar, object_of(grammar, i))
    past = grammar.words[i].xpos in ("VBD", "VBN")
    if holder is not None and (past or grammar.quotation(i) is None):
        yield Opening(grammar.sentence(i), kind, holder, to)


def _is_ahead(grammar: Grammar, clause: int) -> bool:
    """Whether a clause tells of what is yet to be done: not "she swore she had been asleep"."""
    helped = set(grammar.auxiliaries(clause))
    if WOULD & helped:
        return not is_had(grammar, clause)
    word = grammar.words[clause]
    infinite = word.deprel == "xcomp" or word.xpos == "VB" or "be" in helped
    return infinite and "have" not in helped

"""Ties told by what people do and feel: who marries, teaches, ties up, drags out or nurses whom;
who loves or fears whom; who works together."""

from __future__ import annotations

from itertools import combinations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import led_to, owner
from fabula.reading.states.bearers import (
    both,
    copula,
    is_real,
    is_they,
    members,
    people,
    subject,
)
from fabula.reading.ties.deed_matching import (
    EACH_OTHER,
    has_company,
    is_group,
    patient,
    stands_beside,
)
from fabula.reading.ties.deed_patterns import Deed, Pattern, patterns
from fabula.reading.ties.tie_pairs import those_of
from fabula.reading.ties.tie_words import ANYBODY, NOBODY
from fabula.reading.ties.told_ties import Told
from fabula.story.text import Span

WEAK = 0.5  # how sure a tie is that is only inferred from what somebody does
_WOULD = frozenset(("would", "will", "shall", "'d", "’d", "'ll", "’ll"))
_TOGETHER = frozenset(("together",))


def by_deed(grammar: Grammar, told: Told, i: int) -> None:
    """What a word of doing or feeling says of those who take part: the first pattern of each tie
    that it fits."""
    done: set[tuple[str, str | None]] = set()
    for key in dict.fromkeys((grammar.lemma(i), grammar.text(i).lower())):
        for pattern in patterns().get(key, ()):
            tie = (pattern.deed.type, pattern.deed.feeling)
            if tie not in done and _tells(grammar, told, i, pattern):
                done.add(tie)


def _tells(grammar: Grammar, told: Told, i: int, pattern: Pattern) -> bool:
    """Tells the ties of a pattern, where a word fits it."""
    target = patient(grammar, i, pattern)
    if target is None and not (pattern.deed.mutual and _mutually(grammar, i, pattern)):
        return False
    hold = _hold(grammar, i)
    if hold is None or not _holds(grammar, hold, pattern):
        return False
    does = _agent(grammar, i, hold, target)
    passive = pattern.deed.mutual and grammar.is_passive(hold) and target == subject(grammar, hold)
    if pattern.deed.mutual and (does is None or (passive and len(those_of(grammar, hold)) > 1)):
        target = None  # "they'd been married by a registrar"
    if target is None or target == EACH_OTHER:
        _of_each_other(grammar, told, i, pattern.deed, those_of(grammar, hold))
        return True
    if does is None or does == target:
        return False
    _each(grammar, told, i, (does, target), pattern.deed)
    return True


def _hold(grammar: Grammar, i: int) -> int | None:
    """The word that says whether it is so: the word itself, or what a noun of feeling hangs on."""
    if grammar.words[i].upos != "NOUN" or copula(grammar, i) is not None:
        return i
    return i if owner(grammar, i) is not None else grammar.words[i].head


def _holds(grammar: Grammar, i: int, pattern: Pattern) -> bool:
    """Whether it is told as a fact, or is denied, or wished, as the pattern wants it."""
    if pattern.denied:
        return grammar.is_negated(i) and not grammar.is_question(i)
    if pattern.deed.coming:
        return grammar.realis(i) == "future" and not grammar.is_question(i)
    if pattern.deed.wished and not grammar.is_question(i):
        wants = grammar.words[i].deprel == "xcomp" and grammar.realis(i) == "hypothetical"
        return not grammar.is_negated(i) and (wants or bool(_WOULD & {*grammar.auxiliaries(i)}))
    return is_real(grammar, i) or is_past(grammar, i)


def is_past(grammar: Grammar, i: int) -> bool:
    """Whether it is told that it used to be so."""
    head = grammar.words[i].head
    used = head is not None and grammar.lemma(head) == "use" and grammar.words[i].xpos == "VB"
    return used and not grammar.is_negated(i) and not grammar.is_question(i)


def _agent(grammar: Grammar, i: int, hold: int, target: int | None) -> int | None:
    """The word for who does it or feels it."""
    if grammar.words[i].upos == "NOUN" and hold == i and copula(grammar, i) is None:
        return owner(grammar, i)
    if grammar.is_passive(hold) and target == grammar.subject(hold):
        by = grammar.oblique(hold, "by")
        return by if by is not None else led_to(grammar, hold, "by")
    return subject(grammar, hold)


def _mutually(grammar: Grammar, i: int, pattern: Pattern) -> bool:
    """Whether two may do it to each other who are told of without whom they do it to: "Ida and Joss
    married", "they had been married two years", "worked together"."""
    if pattern.next:
        return False
    if any(slot.nouns for slot in pattern.slots):
        return pattern.deed.weak and has_company(grammar, i, pattern)
    direct = any(not slot.led_by for slot in pattern.slots)
    together = stands_beside(grammar, i, _TOGETHER)
    state = grammar.words[i].xpos == "VBN" or grammar.words[i].upos == "ADJ"
    ends = i + 1 == len(grammar.words) or grammar.words[i + 1].upos in ("PUNCT", "CCONJ")
    alone = grammar.object(i) is None and (direct or (state and ends))
    return together or (alone and pattern.led_by == frozenset())


def _of_each_other(
    grammar: Grammar, told: Told, i: int, deed: Deed, who: list[str]
) -> None:  # fmt: skip
    """The ties among those of a subject."""
    for one, other in combinations(who, 2):
        _tell(grammar, told, i, deed, (one, other), grammar.phrase(i))
        if deed.type == "feels":
            _tell(grammar, told, i, deed, (other, one), grammar.phrase(i))


def _each(
    grammar: Grammar, told: Told, i: int, words: tuple[int, int], deed: Deed
) -> None:  # fmt: skip
    """The tie between each who does it and each whom it is done to."""
    does, target = words
    done_to = _who(grammar, target)
    doing = both(grammar, does, done_to) if is_they(grammar, does) else _who(grammar, does)
    for one in doing:
        for other in done_to:
            _tell(grammar, told, i, deed, (one, other), between(grammar, does, target, i))


def _tell(
    grammar: Grammar, told: Told, i: int, deed: Deed, pair: tuple[str, str], at: Span
) -> None:  # fmt: skip
    """A tie between two, or the end of one."""
    source, goal = reversed(pair) if deed.turned else pair
    weak = deed.weak or deed.wished or deed.coming
    if deed.ends:
        told.end(source, deed.type, goal, at)
        return
    told.add(
        source, deed.type, goal, at, deed.feeling, past=is_past(grammar, i),
        basis="inferred" if weak else "stated", confidence=WEAK if weak else 0.8,
    )  # fmt: skip


def _who(grammar: Grammar, i: int) -> list[str]:
    """Those whom a tie is told of: a "they" that nobody is known of is nobody, a group itself."""
    defined = grammar.child(i, "acl:relcl", "acl") is not None
    any_ = grammar.lemma(i) in ANYBODY if defined else grammar.lemma(i) in NOBODY
    if is_they(grammar, i):
        return both(grammar, i) if grammar.text(i).lower() == "both" else []
    if is_group(grammar, i):
        return list(members(grammar, i))
    return [] if any_ else people(grammar, i)


def between(grammar: Grammar, *words: int) -> Span:
    """The words from the first to the last of some."""
    spans = [grammar.words[k].at for k in words]
    return Span(min(s.start for s in spans), max(s.end for s in spans))

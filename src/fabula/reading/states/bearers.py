"""Whom the words of a clause are about: what a state, a look or a tie is said of.

The model's heads are often wrong in long sentences, so whom a predicate is about is also looked for
right before its verb, and an owner right before its noun.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.nearby import before, ending, is_person
from fabula.reading.lists import set_of

_DESCRIBES = frozenset(("nmod", "acl", "appos", "nmod:desc", "conj"))
_ONE = set_of("he she him her his hers i you me my your")
_OWN = set_of("i me my mine you your yours")
_ALL = frozenset(("every", "all", "any", "no", "each"))
_PLURAL = frozenset(("were", "are", "have", "'re", "’re"))
_THEY = frozenset(("they", "them", "their", "theirs", "both"))
_LEADING = frozenset(("ADV", "DET", "ADJ", "NOUN", "PART", "NUM"))
_SUPPOSES = set_of(
    "think believe wish suppose say tell wonder fear hope imagine pretend dream suspect doubt"
    " guess expect claim swear assume"
)
_ALMOST = set_of("nearly almost practically virtually")
_BEGINS = frozenset(("begin", "start"))
_CLIMB = 6  # heads that are followed from a word to the clause it belongs to


def members(grammar: Grammar, i: int | None) -> Iterator[str]:
    """Who a word stands for: the members of a group one by one, where they are told."""
    entity = grammar.entity(i) if i is not None else None
    if entity is not None:
        yield from grammar.page.members.get(entity, (entity,))


def people(grammar: Grammar, i: int | None) -> list[str]:
    """The persons that a word and those joined to it by "and" stand for, each once."""
    words = [k for k in grammar.joined(i) if is_person(grammar, k) and _is_listed(grammar, i, k)]
    return list(dict.fromkeys(e for k in words for e in members(grammar, k)))


def _is_listed(grammar: Grammar, i: int | None, k: int) -> bool:
    """Whether a noun stands in one list with another: no verb between them."""
    first, last = sorted((i if i is not None else k, k))
    return all(grammar.words[j].upos not in ("VERB", "AUX") for j in range(first, last))


def subjects(grammar: Grammar, i: int | None) -> list[str]:
    """The persons that a predicate or verb tells of."""
    own = subject(grammar, i) if i is not None else None
    if own is None or grammar.text(grammar.child(own, "det") or own).lower() in _ALL:
        return []
    if is_they(grammar, own):
        return both(grammar, own, back=1)
    return _with_others(grammar, own) or people(grammar, own)


def _with_others(grammar: Grammar, k: int) -> list[str]:
    """ "Ned and Captain Hale were": those that "and" joins right before a plural verb."""
    number, following = grammar.mention(k), k + 1
    if number is None:
        return []
    seen = grammar.page.notes.seen[number]
    first, following = seen.first, seen.last + 1
    if first < 2 or following >= len(grammar.words) or grammar.text(first - 1).lower() != "and":
        return []
    other = ending(grammar, first - 2)
    plural = grammar.text(following).lower() in _PLURAL
    return [*people(grammar, other), *members(grammar, k)] if plural and other is not None else []


def subject(grammar: Grammar, i: int) -> int | None:
    """The word for whom a predicate or verb tells of: who stands before its copula, else its
    subject, else who stands before it."""
    verb = copula(grammar, i)
    if verb is not None and is_person(grammar, before(grammar, verb)):
        return before(grammar, verb)
    own = grammar.subject(i)
    if is_person(grammar, own):
        return own
    beside = i > 1 and grammar.text(i - 1) == "," and grammar.words[i].xpos in ("VBG", "VBN")
    if beside:
        return ending(grammar, i - 2)
    return before(grammar, i) or _shared(grammar, i)


def _shared(grammar: Grammar, i: int) -> int | None:
    """The subject that "and" shares ("he says, and faints")."""
    head = grammar.words[i].head
    joined = i > 0 and grammar.words[i - 1].upos == "CCONJ" and grammar.words[i].upos == "VERB"
    own = grammar.subject(head) if joined and head is not None and head < i else None
    return own if is_person(grammar, own) else None


def copula(grammar: Grammar, i: int) -> int | None:
    """The form of "to be" that joins a predicate to its subject: the one that hangs on it, else
    the one that leads to it ("was a very old man")."""
    own = grammar.child(i, "cop")
    if own is not None:
        return own
    k = i - 1
    while k >= 0 and k > i - 5 and grammar.words[k].upos in _LEADING:
        k -= 1
    joined = k >= 0 and grammar.lemma(k) == "be" and grammar.words[k].upos == "AUX"
    return k if joined and grammar.words[i].upos != "VERB" else None


def of_clause(grammar: Grammar, i: int) -> int | None:
    """Whom a phrase in a clause belongs to: the person that it describes ("a man in gloves"), else
    the subject of the clause ("she came in a grey bonnet")."""
    speech = grammar.quotation(i)
    k = i
    for _ in range(_CLIMB):
        deprel, head = grammar.words[k].deprel, grammar.words[k].head
        if head is None or grammar.quotation(head) != speech:
            return None
        k = head
        described = deprel in _DESCRIBES and grammar.words[k].upos != "PRON"
        if described and is_person(grammar, k):
            said = predicate(grammar, k)
            return k if said is None else subject(grammar, said)
        if grammar.words[k].upos == "VERB" or copula(grammar, k) is not None:
            found = subject(grammar, k)
            if is_person(grammar, found):
                return found if is_real(grammar, k) else None
    return None


def is_real(grammar: Grammar, i: int) -> bool:
    """Whether a predicate is told as a fact: not denied, asked, wished, supposed or yet to be."""
    if grammar.realis(i) != "actual" or grammar.is_question(i) or _is_almost(grammar, i):
        return False
    head = grammar.words[i].head
    if any(grammar.text(k).lower() == "to" for k in grammar.below(i, "mark")):
        return head is not None and grammar.lemma(head) in _BEGINS and is_real(grammar, head)
    own = grammar.child(i, *SUBJECTS)
    if grammar.words[i].deprel == "ccomp" and head is not None and own is not None and own > head:
        told = grammar.lemma(head) in _SUPPOSES
        return not told or grammar.quotation(head) != grammar.quotation(i)
    return True


def _is_almost(grammar: Grammar, i: int) -> bool:
    """ "He nearly died", "to be hanged": it is said, and not so."""
    almost = any(grammar.text(k).lower() in _ALMOST for k in grammar.below(i, "advmod"))
    return almost or "be" in grammar.auxiliaries(i)


def predicate(grammar: Grammar, i: int) -> int | None:
    """The predicate with a copula that a noun is, or is put beside ("was a clerk, a widower")."""
    if copula(grammar, i) is not None:
        return i
    word = grammar.words[i]
    beside = word.deprel in ("conj", "appos") and word.head is not None and word.head < i
    return word.head if beside and copula(grammar, word.head or 0) is not None else None


def both(grammar: Grammar, i: int, others: Collection[str] = (), *, back: int = 0) -> list[str]:
    """Who "they" are where two have been told of last in the same paragraph, or in one of as many
    before it as `back` says, besides `others`."""
    seen = grammar.page.notes.seen
    paragraph = grammar.page.paragraph_of(grammar.words[i].at.start)
    speech = grammar.quotation(i)
    found: list[str] = []
    for k in range(i - 1, -1, -1):
        away = paragraph - grammar.page.paragraph_of(grammar.words[k].at.start)
        if away > back or len(found) == 2:
            break
        number = grammar.mention(k)
        if number is None or seen[number].type != "PER" or not _same(grammar, k, speech):
            continue
        entity = grammar.entity(k)
        if entity and entity not in (*found, *others) and _is_one(grammar, k):
            found.append(entity)
    return found if len(found) == 2 else []


def _is_one(grammar: Grammar, k: int) -> bool:
    """Whether a word may stand for one of two who are told of: one person, known, not the one who
    speaks, tells or is spoken to."""
    own = grammar.text(k).lower() in _OWN
    anybody = grammar.words[k].upos == "PRON" and grammar.text(k).lower() not in _ONE
    return not own and not anybody and not _is_several(grammar, k)


def _same(grammar: Grammar, k: int, speech: int | None) -> bool:
    """Whether a word is told by whoever tells the words of a quotation (None: of none)."""
    other, spoken = grammar.quotation(k), grammar.page.spoken
    if other is None or speech is None:
        return other == speech
    return other == speech or spoken.get(other, (None, ()))[0] == spoken.get(speech, ("", ()))[0]


def is_they(grammar: Grammar, i: int | None) -> bool:
    """Whether a word points at several who are not told one by one."""
    if i is None or grammar.text(i).lower() not in _THEY:
        return False
    return (grammar.entity(i) or "") not in grammar.page.members


def _is_several(grammar: Grammar, k: int) -> bool:
    text = grammar.text(k).lower()
    return text in _THEY | {"we", "us", "our", "ours"} or grammar.words[k].xpos in ("NNS", "NNPS")

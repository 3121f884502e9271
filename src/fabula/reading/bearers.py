"""Whom the words of a clause are about: what a state, a look or a tie is said of.

The model's heads are often wrong in long sentences, so whom a predicate is about is also looked for
right before its verb, and an owner right before its noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from fabula.reading.grammar import SUBJECTS, Grammar
from fabula.reading.lists import words_of

_DESCRIBES = frozenset(("nmod", "acl", "appos", "nmod:desc", "conj"))
_RELATIVE = frozenset(("who", "which", "that"))
_ONE = words_of("he she him her his hers i you me my your")
_ALL = frozenset(("every", "all", "any", "no", "each"))
_THEY = frozenset(("they", "them", "their", "theirs"))
_LEADING = frozenset(("ADV", "DET", "ADJ", "NOUN", "PART", "NUM"))
_SKIPPED = frozenset(("AUX", "ADV", "PART"))
_SUPPOSES = words_of(
    "think believe suppose say tell wonder fear hope imagine pretend dream suspect doubt"
    " guess expect claim swear assume"
)
_LONG = 8  # words of a mention after its head
_CLIMB = 6  # heads that are followed from a word to the clause it belongs to


def is_person(grammar: Grammar, i: int | None) -> bool:
    """Whether a word is the head of a mention of somebody."""
    number = grammar.mention(i) if i is not None else None
    return number is not None and grammar.page.notes.seen[number].type == "PER"


def members(grammar: Grammar, i: int | None) -> Iterator[str]:
    """Who a word stands for: the members of a group one by one, where they are told."""
    entity = grammar.entity(i) if i is not None else None
    if entity is not None:
        yield from grammar.page.members.get(entity, (entity,))


def people(grammar: Grammar, i: int | None) -> list[str]:
    """The persons that a word and those joined to it by "and" stand for, each once."""
    words = [k for k in grammar.joined(i) if is_person(grammar, k)]
    return list(dict.fromkeys(e for k in words for e in members(grammar, k)))


def subjects(grammar: Grammar, i: int | None) -> list[str]:
    """The persons that a predicate or verb tells of."""
    own = subject(grammar, i) if i is not None else None
    if own is None or grammar.text(grammar.child(own, "det") or own).lower() in _ALL:
        return []
    return people(grammar, own)


def subject(grammar: Grammar, i: int) -> int | None:
    """The word for whom a predicate or verb tells of: who stands before its copula, else its
    subject, else who stands before it."""
    verb = copula(grammar, i)
    if verb is not None and is_person(grammar, before(grammar, verb)):
        return before(grammar, verb)
    own = grammar.subject(i)
    return own if is_person(grammar, own) else before(grammar, i)


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


def before(grammar: Grammar, i: int) -> int | None:
    """The person right before the auxiliaries, copula and adverbs that lead to a word; for "who"
    the person that it stands for."""
    k = i - 1
    while k >= 0 and grammar.words[k].upos in _SKIPPED:
        k -= 1
    if k >= 0 and grammar.text(k).lower() in _RELATIVE:
        k -= 1
        while k >= 0 and grammar.words[k].upos == "PUNCT":
            k -= 1
        return ending(grammar, k) or _described(grammar, k)
    return ending(grammar, k)


def _described(grammar: Grammar, k: int) -> int | None:
    """The person that the phrase up to a word is about ("a wife in Lyons, who ...")."""
    for h in range(k, max(-1, k - _LONG), -1):
        if is_person(grammar, h):
            return h
        if grammar.words[h].upos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def ending(grammar: Grammar, k: int) -> int | None:
    """The head of the longest mention of somebody that ends with a word."""
    seen = grammar.page.notes.seen
    best: int | None = None
    for h in range(k, max(-1, k - _LONG), -1):
        number = grammar.mention(h)
        if number is not None and seen[number].last == k and seen[number].type == "PER":
            best = h
    return best


def owner(grammar: Grammar, i: int) -> int | None:
    """The word for whose something is: "her hand", "Bredon's left hand"."""
    k = i - 1
    while k >= 0 and grammar.words[k].upos in ("ADJ", "NUM", "NOUN") and k > i - 5:
        k -= 1
    if k >= 0:
        if grammar.text(k).lower() in ("'s", "’s", "'", "’") and k > 0:
            return ending(grammar, k - 1)
        if grammar.words[k].xpos == "PRP$":
            return k
        if k < i - 1 and grammar.words[k].upos == "DET":
            return None
    return grammar.child(i, "nmod:poss")


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
                return found
    return None


def is_real(grammar: Grammar, i: int) -> bool:
    """Whether a predicate is told as a fact: not denied, asked, wished, supposed or yet to be."""
    if grammar.realis(i) != "actual" or grammar.is_question(i):
        return False
    if any(grammar.text(k).lower() == "to" for k in grammar.below(i, "mark")):
        return False
    head = grammar.words[i].head
    own = grammar.child(i, *SUBJECTS)
    if grammar.words[i].deprel == "ccomp" and head is not None and own is not None and own > head:
        told = grammar.lemma(head) in _SUPPOSES
        return not told or grammar.quotation(head) != grammar.quotation(i)
    return True


def predicate(grammar: Grammar, i: int) -> int | None:
    """The predicate with a copula that a noun is, or is put beside ("was a clerk, a widower")."""
    if copula(grammar, i) is not None:
        return i
    word = grammar.words[i]
    beside = word.deprel in ("conj", "appos") and word.head is not None and word.head < i
    return word.head if beside and copula(grammar, word.head or 0) is not None else None


def both(grammar: Grammar, i: int) -> list[str]:
    """Who "they" are where two and no more have been told of last, in the same paragraph."""
    seen = grammar.page.notes.seen
    paragraph = grammar.page.paragraph_of(grammar.words[i].at.start)
    speech = grammar.quotation(i)
    found: list[str] = []
    for k in range(i - 1, -1, -1):
        if grammar.page.paragraph_of(grammar.words[k].at.start) != paragraph or len(found) == 2:
            break
        number = grammar.mention(k)
        if number is None or seen[number].type != "PER" or grammar.quotation(k) != speech:
            continue
        own = speech is not None and grammar.lemma(k) in ("i", "you")
        entity = grammar.entity(k)
        any_ = grammar.words[k].upos == "PRON" and grammar.text(k).lower() not in _ONE
        if entity and not own and not any_ and not _is_several(grammar, k) and entity not in found:
            found.append(entity)
    return found if len(found) == 2 else []


def is_they(grammar: Grammar, i: int | None) -> bool:
    """Whether a word points at several who are not told one by one."""
    if i is None or grammar.text(i).lower() not in _THEY:
        return False
    return (grammar.entity(i) or "") not in grammar.page.members


def _is_several(grammar: Grammar, k: int) -> bool:
    text = grammar.text(k).lower()
    return text in _THEY | {"we", "us", "our", "ours"} or grammar.words[k].xpos in ("NNS", "NNPS")


def addressee(grammar: Grammar, i: int) -> str | None:
    """Who is called by a word in speech that stands between marks ("No, sir."): whom it is said
    to, where that is one."""
    number = grammar.quotation(i)
    marks = all(
        0 <= k < len(grammar.words) and grammar.words[k].upos in ("PUNCT", "INTJ")
        for k in (i - 1, i + 1)
    )
    if number is None or not marks:
        return None
    to = grammar.page.spoken.get(number, (None, ()))[1]
    return to[0] if len(to) == 1 else None

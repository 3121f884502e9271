"""Whom and what the words right before and after a word stand for: in long sentences the model's
heads are often wrong, and what stands near is right more often.
"""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar

_RELATIVE = frozenset(("who", "which", "that"))
_GODS = frozenset(("God", "Lord", "Heaven", "Jesus"))
_SKIPPED = frozenset(("AUX", "ADV", "PART"))
_LONG = 8  # words of a mention after its head


def is_person(grammar: Grammar, i: int | None) -> bool:
    """Whether a word is the head of a mention of somebody."""
    number = grammar.mention(i) if i is not None else None
    return number is not None and grammar.page.notes.seen[number].type == "PER"


def before(grammar: Grammar, i: int) -> int | None:
    """The person right before the auxiliaries, copula and adverbs that lead to a word; for "who"
    the person that it stands for."""
    k = i - 1
    while k >= 0 and (grammar.words[k].upos in _SKIPPED or grammar.lemma(k) == "use"):
        k -= 1
    if k >= 0 and grammar.text(k).lower() in _RELATIVE:
        k -= 1
        while k >= 0 and grammar.words[k].upos == "PUNCT":
            k -= 1
        found = ending(grammar, k) or _described(grammar, k)
        return (named_beside(grammar, found) if found is not None else None) or found
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


def starting(grammar: Grammar, k: int) -> int | None:
    """The head of the longest mention of somebody that begins with a word."""
    seen = grammar.page.notes.seen
    best: int | None = None
    for h in range(k, min(k + _LONG, len(grammar.words))):
        number = grammar.mention(h)
        if number is not None and seen[number].first == k and seen[number].type == "PER":
            best = h
    if best is None or grammar.words[best].xpos == "PRP$":
        return None  # "tied her shoes"
    last = seen[grammar.mention(best) or 0].last + 1
    owned = last < len(grammar.words) and grammar.words[last].upos == "PART"
    return None if owned else best  # "ashamed of his aunt's manners"


def led_to(grammar: Grammar, i: int, *prepositions: str) -> int | None:
    """The person that a preposition after a word leads to, in the same clause."""
    for k in range(i + 1, min(i + _LONG, len(grammar.words) - 1)):
        if grammar.words[k].upos in ("PUNCT", "VERB", "SCONJ", "CCONJ"):
            return None
        if grammar.text(k).lower() in prepositions:
            return starting(grammar, k + 1)
    return None


def thing_after(grammar: Grammar, i: int) -> int | None:
    """The first noun that follows a word in its clause, with its compound."""
    for k in range(i + 1, min(i + _LONG, len(grammar.words))):
        if grammar.words[k].upos in ("PUNCT", "VERB", "ADP", "SCONJ", "CCONJ"):
            return None
        owned = k + 1 < len(grammar.words) and grammar.words[k + 1].upos in ("NOUN", "PART")
        if grammar.words[k].upos == "NOUN" and not owned:
            return k
    return None


def named_beside(grammar: Grammar, i: int) -> int | None:
    """The name that a noun is put beside ("Theo, my brother, the back room", "my brother Theo",
    "your friend the doctor")."""
    first = i
    while first > 0 and grammar.words[first - 1].upos in ("ADJ", "PRON", "DET", "NUM"):
        first -= 1
    after = grammar.text(i + 1) if i + 1 < len(grammar.words) else "."
    if first > 1 and grammar.text(first - 1) == "," and after in (",", "—", "–"):
        name = first - 2
        if grammar.words[name].upos == "PROPN" and grammar.text(name) not in _GODS:
            return ending(grammar, name)
    if after.lower() == "the" and i + 2 < len(grammar.words) and is_person(grammar, i + 2):
        return i + 2
    following = i + 1 < len(grammar.words) and grammar.words[i + 1].upos == "PROPN"
    return i + 1 if following and is_person(grammar, i + 1) else None


def is_called(grammar: Grammar, i: int) -> bool:
    """Whether a word stands by itself between marks ("No, sir.")."""
    return all(
        0 <= k < len(grammar.words) and grammar.words[k].upos in ("PUNCT", "INTJ")
        for k in (i - 1, i + 1)
    )


def addressee(grammar: Grammar, i: int) -> str | None:
    """Who is called by a word in speech that stands between marks ("No, sir."): whom it is said
    to, where that is one."""
    number = grammar.quotation(i)
    if number is None or not is_called(grammar, i):
        return None
    to = grammar.page.spoken.get(number, (None, ()))[1]
    return to[0] if len(to) == 1 else None


def object_of(grammar: Grammar, i: int) -> int | None:
    """The person whom a verb does something to: by its head, else whoever follows it."""
    for own in (grammar.child(i, "iobj"), grammar.object(i)):
        if own is not None and (is_person(grammar, own) or grammar.text(own).lower() == "both"):
            return own
    k = i + 1
    while k < len(grammar.words) and grammar.words[k].deprel in ("compound:prt", "advmod"):
        k += 1
    return starting(grammar, k)

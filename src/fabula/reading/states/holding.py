"""What people wear, carry and hold."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, owner, thing_after
from fabula.reading.lists import word_list, words_of
from fabula.reading.states.accompanied import accompanied, is_brought, with_of, worn_or_held
from fabula.reading.states.bearers import copula, is_real, members, of_clause, people, subjects
from fabula.reading.states.fragments import spoken_of
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import DROPS, HOLDS, INJURIES, LOOKS, PUTS_OFF, UNHELD
from fabula.story.text import Span

_ABSTRACT = ("tion", "ment", "ness", "ence", "ance", "ism", "ity", "ship")
_HANDS = words_of("hand fist arm teeth finger mouth palm fingers")
_POCKETS = words_of("sock boot shoe hat cap belt glove stocking hood")
_THEN = words_of(", . ; : ! ? ” \" ’ ' and but because as when while that like so")
_WORN_BY = frozenset(("in", "under", "over", "into"))
_TAKES = words_of("take have get catch keep lay seize")
_PUTS_ON = words_of("put pull slip draw throw get")
_DRESSED = words_of("dress clothe clad garb attire robe")
_HAS = frozenset(("have", "get"))


def holding(grammar: Grammar, held: Held, i: int) -> None:
    """What a noun for a thing says of who has it on or with them."""
    lemma = grammar.lemma(i)
    if lemma in _HANDS and "in" in grammar.preposition(i).split():
        _in_hand(grammar, held, i)
    elif lemma == "hold":
        _hold_of(grammar, held, i)
    elif _is_clothes(grammar, i):
        _clothes(grammar, held, i)
    if (led := with_of(grammar, i)) is not None:
        _with(grammar, held, i, led)


def _is_clothes(grammar: Grammar, i: int) -> bool:
    words = word_list("clothes")
    if grammar.lemma(i) == "habit" and grammar.following(i) == "of":
        return False
    return grammar.lemma(i) in words or grammar.text(i).lower() in words


def keeps(grammar: Grammar, held: Held, i: int) -> None:
    """ "She wore a coat", "he carried a case", "she took off her hat", "he dropped the knife"."""
    lemma, target = grammar.lemma(i), grammar.object(i)
    off = grammar.following(i) == "off"
    on = grammar.following(i) == "on"
    if target is None and (off or on or lemma in HOLDS):
        target = thing_after(grammar, i + (off or on))
    if target is None or grammar.is_passive(i) or not is_real(grammar, i):
        return
    if lemma in _PUTS_ON and "on" in (grammar.following(i), grammar.following(target)):
        if _is_clothes(grammar, target):
            _keep(grammar, held, target, subjects(grammar, i), "wearing")
        return
    noun = grammar.lemma(target)
    who = subjects(grammar, i)
    at = grammar.words[i].at
    off = off or any(grammar.text(k).lower() == "off" for k in grammar.below(i, "compound:prt"))
    if (off and lemma in PUTS_OFF) or lemma in ("remove", "unbutton", "doff"):
        held.end(who, ("wearing", "clothes"), at, noun)
    elif lemma == "have" and _is_had(grammar, target):
        _keep(grammar, held, target, who, "carrying")
    elif lemma in DROPS:
        held.end(who, ("holding", "carrying"), at, noun)
    elif lemma in HOLDS and grammar.words[target].upos in ("NOUN", "PROPN"):
        for thing in (target, *grammar.below(target, "conj")):
            if grammar.words[thing].upos in ("NOUN", "PROPN"):
                _keep(grammar, held, thing, who, HOLDS[lemma])


def _is_had(grammar: Grammar, i: int) -> bool:
    """Whether "a letter", "the lamp" is a thing that one has with one, not what one owns."""
    determiners = {grammar.text(k).lower() for k in grammar.below(i, "det")}
    return grammar.lemma(i) in word_list("portables") and bool(determiners & {"a", "an", "the"})


def dressed(grammar: Grammar, held: Held, i: int) -> None:
    """ "She was dressed in black"."""
    if grammar.lemma(i) not in _DRESSED or grammar.following(i) != "in":
        return
    for k in range(i + 2, min(i + 6, len(grammar.words))):
        if _is_clothes(grammar, k) or (grammar.text(k).lower() in LOOKS and _ends(grammar, k)):
            at = Span(grammar.words[i + 2].at.start, grammar.words[k].at.end)
            held.add(subjects(grammar, i), "wearing", at, lasting=False, said=grammar.lemma(k))
            return


def _ends(grammar: Grammar, k: int) -> bool:
    return k + 1 == len(grammar.words) or grammar.words[k + 1].upos not in ("NOUN", "ADJ")


def _keep(grammar: Grammar, held: Held, noun: int, who: list[str], name: str) -> None:
    """Somebody has a thing, unless it is no thing, or a part of themselves."""
    lemma = grammar.lemma(noun)
    if (
        lemma in UNHELD
        or lemma.endswith(_ABSTRACT)
        or (is_person(grammar, noun) and not _is_clothes(grammar, noun))
    ):
        return
    if lemma in word_list("body_parts"):
        if name != "holding":
            return
        of = owner(grammar, noun)
        if of is None or set(members(grammar, of)) & set(who):
            return
    elif name == "carrying" and lemma not in word_list("portables"):
        return
    held.add(who, name, grammar.phrase(noun), lasting=False, said=lemma)


def _in_hand(grammar: Grammar, held: Held, i: int) -> None:
    """ "He had the reins in one hand", "with the flowers in my hand"."""
    verb = grammar.words[i].head
    thing = next((k for k in range(i - 1, max(-1, i - 5), -1) if grammar.text(k) == "in"), 0) - 1
    if thing < 0 or grammar.words[thing].upos != "NOUN" or grammar.lemma(thing) in UNHELD:
        return
    of = owner(grammar, i)
    who = list(members(grammar, of))
    if of is None and verb is not None:
        who = subjects(grammar, verb) if grammar.lemma(verb) in _HAS else []
        who = who or people(grammar, of_clause(grammar, i))
    _keep(grammar, held, thing, who, "holding")


def _hold_of(grammar: Grammar, held: Held, i: int) -> None:
    """ "She took hold of the rope", "somebody had hold of her hand"."""
    verb = grammar.words[i].head
    of = i + 1 < len(grammar.words) and grammar.text(i + 1).lower() == "of"
    if not of or verb is None or grammar.lemma(verb) not in _TAKES or not is_real(grammar, verb):
        return
    thing = thing_after(grammar, i + 1)
    last = min(i + 2, len(grammar.words) - 1)
    if thing is None and grammar.text(last) in ("it", "them"):
        at = Span(grammar.words[i].at.start, grammar.words[last].at.end)
        held.add(subjects(grammar, verb), "holding", at, lasting=False)
    if thing is not None:
        _keep(grammar, held, thing, subjects(grammar, verb), "holding")


def _clothes(grammar: Grammar, held: Held, i: int) -> None:
    """ "In a cardigan", "under a grey bonnet", "with her hat on", "he had on his coat"."""
    word = grammar.words[i]
    preposition = grammar.preposition(i)
    who: list[str] = []
    has = word.head is not None and grammar.lemma(word.head) in _HAS
    if copula(grammar, i) is not None:
        who = subjects(grammar, i) if preposition == "in" and is_real(grammar, i) else []
    elif preposition == "on" and has and word.head is not None:
        who = subjects(grammar, word.head)
    elif preposition in _WORN_BY:
        led = grammar.child(i, "case")
        who = people(grammar, of_clause(grammar, i)) or (accompanied(grammar, led) if led else [])
        if _is_inside(grammar, i) or _has_other(grammar, i, who):
            who = []
    elif word.deprel == "obj" and has and word.head is not None and _is_on(grammar, i):
        who = subjects(grammar, word.head)
    elif word.deprel in ("nsubj", "nsubj:pass") and grammar.quotation(i) is None:
        of = owner(grammar, i)
        who = list(members(grammar, of)) if of and grammar.words[of].xpos == "PRP$" else []
    elif word.deprel in ("root", "conj") and not preposition and not grammar.is_negated(i):
        who = spoken_of(grammar, i)
    held.add(who, "wearing", grammar.phrase(i), lasting=False, said=grammar.lemma(i))


def _is_inside(grammar: Grammar, i: int) -> bool:
    """Whether clothes hold something ("a stone in his boot"), and nobody."""
    led = grammar.child(i, "case")
    thing = led - 1 if led else -1
    filled = thing >= 0 and grammar.words[thing].upos == "NOUN" and not is_person(grammar, thing)
    return filled and grammar.lemma(i) in _POCKETS and grammar.words[i].xpos == "NN"


def _is_on(grammar: Grammar, i: int) -> bool:
    """Whether "on" follows by itself ("her hat on", "the badge still on", not "on his neck")."""
    after = range(i + 1, min(i + 4, len(grammar.words)))
    texts = [grammar.text(k).lower() for k in after]
    if texts[:1] == ["still"]:
        texts = texts[1:]
    after_on = texts[1:2]
    return texts[:1] == ["on"] and (not after_on or after_on[0] in _THEN)


def _has_other(grammar: Grammar, i: int, who: list[str]) -> bool:
    """Whether it is hers or his who is somebody else; one may go in one's father's coat."""
    of = owner(grammar, i)
    if of is not None and grammar.preposition(i) == "in" and grammar.words[of].xpos != "PRP$":
        return False
    return of is not None and not set(members(grammar, of)) & set(who)


def _with(grammar: Grammar, held: Held, i: int, led: int) -> None:
    """ "She came with a basin", "with two loaves under her arm", "with the badge on"."""
    lemma, where = grammar.lemma(i), worn_or_held(grammar, i)
    if lemma in UNHELD | word_list("body_parts") or lemma.endswith(_ABSTRACT):
        return
    if is_person(grammar, i) or grammar.words[i].upos != "NOUN":
        return
    worn = _is_on(grammar, i) or (where is not None and _is_clothes(grammar, i))
    had = lemma in word_list("portables") and is_brought(grammar, led)
    if not worn and not had and (where is None or lemma in INJURIES):
        return
    name = "wearing" if worn else "carrying"
    if where is not None and grammar.lemma(where) in _HANDS:
        name = "holding"
    held.add(accompanied(grammar, led), name, grammar.phrase(i), lasting=False, said=lemma)

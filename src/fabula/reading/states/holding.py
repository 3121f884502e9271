"""What people carry and hold, put on and take off."""

from __future__ import annotations

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.nearby import is_person, owner, thing_after
from fabula.reading.lists import word_list, words_of
from fabula.reading.states.accompanied import accompanied, is_brought, with_of, worn_or_held
from fabula.reading.states.bearers import is_real, members, of_clause, people, subjects
from fabula.reading.states.held_states import Held
from fabula.reading.states.state_words import DROPS, HOLDS, INJURIES, PUTS_OFF, UNHELD
from fabula.reading.states.wearing import clothes, is_clothes, is_on
from fabula.story.text import Span

_ABSTRACT = ("tion", "ment", "ness", "ence", "ance", "ism", "ity", "ship")
_HANDS = words_of("hand fist arm teeth finger mouth palm fingers")
_TAKES = words_of("take have get catch keep lay seize")
_PUTS_ON = words_of("put pull slip draw throw get")
_HAS = frozenset(("have", "get"))


def holding(grammar: Grammar, held: Held, i: int) -> None:
    """What a noun for a thing says of who has it on or with them."""
    lemma = grammar.lemma(i)
    if lemma in _HANDS and "in" in grammar.preposition(i).split():
        _in_hand(grammar, held, i)
    elif lemma == "hold":
        _hold_of(grammar, held, i)
    elif is_clothes(grammar, i):
        clothes(grammar, held, i)
    if (led := with_of(grammar, i)) is not None:
        _with(grammar, held, i, led)


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
        if is_clothes(grammar, target):
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


def _keep(grammar: Grammar, held: Held, noun: int, who: list[str], name: str) -> None:
    """Somebody has a thing, unless it is no thing, or a part of themselves."""
    lemma = grammar.lemma(noun)
    if (
        lemma in UNHELD
        or lemma.endswith(_ABSTRACT)
        or (is_person(grammar, noun) and not is_clothes(grammar, noun))
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


def _with(grammar: Grammar, held: Held, i: int, led: int) -> None:
    """ "She came with a basin", "with two loaves under her arm", "with the badge on"."""
    lemma, where = grammar.lemma(i), worn_or_held(grammar, i)
    if lemma in UNHELD | word_list("body_parts") or lemma.endswith(_ABSTRACT):
        return
    if is_person(grammar, i) or grammar.words[i].upos != "NOUN":
        return
    worn = is_on(grammar, i) or (where is not None and is_clothes(grammar, i))
    had = lemma in word_list("portables") and is_brought(grammar, led)
    if not worn and not had and (where is None or lemma in INJURIES):
        return
    name = "wearing" if worn else "carrying"
    if where is not None and grammar.lemma(where) in _HANDS:
        name = "holding"
    held.add(accompanied(grammar, led), name, grammar.phrase(i), lasting=False, said=lemma)

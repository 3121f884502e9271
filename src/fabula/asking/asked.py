"""The syntax of a question. The net was trained on stories, which ask little: it takes "where" for
the root of "Where is Ida buried?", and whoever comes after the verb of "Who betrayed Ida?" for the
one who does it. What a question's form tells is put right here."""

from __future__ import annotations

from fabula.reading.annotate import annotate
from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.syntax import Token
from fabula.reading.lists import set_of
from fabula.reading.page import Page
from fabula.story.passage import passages
from fabula.story.text import Block, Meta, Text

_HANGS = ("acl", "acl:relcl", "advcl", "advcl:relcl", "xcomp", "ccomp", "parataxis")
_HELPS = set_of("is are was were be been being am has have had do does did will would can could")
_NOUNS = ("NOUN", "PROPN", "PRON")


class Asking(Grammar):
    """A question's words and what hangs on what."""

    def __init__(self, text: str) -> None:
        passage = next(passages(Text(text, (Block(0, len(text), "prose"),))))
        super().__init__(Page(passage, annotate(passage), Meta(), (), {}, 0))
        for mend in (_rooted, _turned, _passive):
            self.words = mend(self)
            self._below = [[] for _ in self.words]
            for i, word in enumerate(self.words):
                if word.head is not None:
                    self._below[word.head].append(i)


def _rooted(grammar: Grammar) -> list[Token]:
    """The deed is the root, and not the word that asks for where or when it was done."""
    words = list(grammar.words)
    root = next((i for i, w in enumerate(words) if w.head is None), None)
    if root is None or words[root].xpos not in ("WRB", "WP", "WDT"):
        return words
    verb = next((k for k in grammar.below(root, *_HANGS) if words[k].upos == "VERB"), None)
    if verb is None:
        return words
    for k in grammar.below(root):
        helps = grammar.text(k).lower() in _HELPS
        passive = helps and grammar.lemma(k) == "be" and words[verb].xpos == "VBN"
        deprel = "aux:pass" if passive else "aux" if helps else words[k].deprel
        words[k] = words[k]._replace(head=verb, deprel=deprel)
    words[verb] = words[verb]._replace(head=None, deprel="root")
    asks = "advmod" if words[root].xpos == "WRB" else "obj"
    words[root] = words[root]._replace(head=verb, deprel=asks)
    return words


def _turned(grammar: Grammar) -> list[Token]:
    """Whoever follows the verb that "who" does is whom it is done to."""
    words = list(grammar.words)
    for verb in (i for i, w in enumerate(words) if w.upos == "VERB"):
        own = [k for k in grammar.below(verb, *SUBJECTS) if words[k].upos in _NOUNS]
        before, after = [k for k in own if k < verb], [k for k in own if k > verb]
        if before and after and grammar.child(verb, "obj") is None:
            words[after[0]] = words[after[0]]._replace(deprel="obj")
    return words


def _passive(grammar: Grammar) -> list[Token]:
    """Whoever "was wounded" did not do it."""
    words = list(grammar.words)
    for verb in (i for i, w in enumerate(words) if w.xpos == "VBN"):
        if "be" in {grammar.lemma(k) for k in grammar.below(verb, "aux:pass")}:
            for k in grammar.below(verb, "nsubj"):
                words[k] = words[k]._replace(deprel="nsubj:pass")
    return words

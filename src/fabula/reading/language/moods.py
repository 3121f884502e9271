"""How a verb tells what it tells: denied, asked, wished, yet to come, done before; actively or
passively."""

from __future__ import annotations

from fabula.reading.language.phrases import Words
from fabula.story.records import Realis

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")
_FREE = ("root", "advcl", "acl")  # where a bare verb is an order or an aim
_ASKS = ("WDT", "WP", "WP$", "WRB")
_NEGATIONS = frozenset(
    (
        "not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely", "barely",
        "without",
    )
)  # fmt: skip
_POSSIBLE = frozenset(
    ("would", "could", "might", "may", "should", "can", "must", "'d", "’d", "ought")
)
_FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "sha"))
_IF = frozenset(("if", "unless", "whether", "lest"))
_WANTS = frozenset(
    (
        "want", "wish", "hope", "try", "need", "plan", "intend", "refuse", "fail", "ask", "tell",
        "order", "offer", "promise", "threaten", "beg", "expect", "decide", "mean", "like", "love",
        "prefer", "urge", "advise", "invite", "allow", "swear", "dare", "vow", "agree", "learn",
    )
)  # fmt: skip
_BE = frozenset(("be", "is", "are", "am", "was", "were", "been", "being", "'m", "’m", "'re", "’re"))
_GOT = frozenset(("got", "get", "gets", "getting", "gotten"))
_COME = frozenset(("come", "go", "arrive", "become"))


class Moods(Words):
    """The verbs of a passage and their auxiliaries."""

    def is_negated(self, i: int) -> bool:
        """Whether a clause denies what it tells."""
        if any(self.lemma(k) in _NEGATIONS for k in self.below(i, "advmod", "det", "cc", "mark")):
            return True
        subject = self.child(i, *SUBJECTS)
        return subject is not None and self.lemma(subject) in ("nobody", "nothing", "none")

    def auxiliaries(self, i: int) -> list[str]:
        """The auxiliaries of a verb as they are written, in small letters."""
        return [self.text(k).lower() for k in self.below(i, "aux", "aux:pass", "cop")]

    def is_past_perfect(self, i: int) -> bool:
        """Whether it had happened before the time that is told of."""
        shared = self.words[i].deprel == "conj" and self.words[i].xpos == "VBN"
        has = self.auxiliaries(i)
        if not has and shared and self.words[i].head is not None:
            return self.is_past_perfect(self.words[i].head or 0)
        return "had" in has or (bool({"'d", "’d"} & set(has)) and self.words[i].xpos == "VBN")

    def is_question(self, i: int) -> bool:
        """Whether the sentence of a word ends in a question mark, told by who tells the word
        ("she said, holding a candle, “Who?”" asks of no candle)."""
        at = self.sentence(i)
        mark = self.page.passage.text.find("?", max(at.start, at.end - 4), at.end)
        last = self.word_at(mark) if mark >= 0 else None
        return last is not None and self.quotation(last) == self.quotation(i)

    def _is_asked(self, i: int) -> bool:
        """Whether it is asked if something is so ("Did she go?")."""
        first = next(iter(self.below(i, "aux", "aux:pass", "cop")), i)
        subject = self.child(i, *SUBJECTS)
        turned = subject is not None and first < subject < i
        wh = any(self.words[k].xpos in _ASKS for k in range(max(first - 3, 0), first))
        return turned and not wh and self.mark_after(i).startswith("?")

    def mark_after(self, i: int) -> str:
        """The next mark that ends a sentence, or a sentence in a quotation; "" for none."""
        for k in range(i + 1, len(self.words)):
            if self.words[k].upos == "PUNCT" and self.text(k)[0] in ".?!;":
                return self.text(k)
        return ""

    def realis(self, i: int) -> Realis:
        """How real it is what a verb tells."""
        auxiliaries = set(self.auxiliaries(i))
        word = self.words[i]
        above = self.lemma(word.head) if word.head is not None else ""
        if (word.deprel == "xcomp" and above == "use") or "used" in auxiliaries:
            return "habitual"
        if self.is_negated(i):
            return "negated"
        if auxiliaries & _FUTURE:
            return "future"
        wished = word.deprel in ("xcomp", "ccomp") and word.head is not None
        if wished and self.lemma(word.head or 0) in _WANTS and word.xpos in ("VB", "VBG"):
            return "hypothetical"
        if any(self.lemma(k) in _IF for k in self.below(i, "mark")) or self._is_asked(i):
            return "hypothetical"
        if auxiliaries & _POSSIBLE and "had" not in auxiliaries:
            done = word.xpos == "VBN" or "been" in auxiliaries
            past = {"'d", "’d"} & auxiliaries and done
            return "actual" if past else "hypothetical"
        going = word.deprel == "xcomp" and above == "go" and word.xpos == "VB"
        if going or (word.xpos == "VB" and auxiliaries & _BE):  # "was to hold the flowers"
            return "future"
        shares = word.xpos == "VB" and word.deprel == "conj" and not auxiliaries
        if shares and word.head is not None and self.words[word.head].xpos == "VB":
            return self.realis(word.head)
        if word.xpos == "VB" and not auxiliaries and self.child(i, *SUBJECTS) is None:
            apart = word.head is None or self.quotation(i) != self.quotation(word.head)
            return "hypothetical" if apart or word.deprel in _FREE else "actual"
        return "actual"

    def is_passive(self, i: int) -> bool:
        """Whether something is done to the subject: by the nearest auxiliary before the verb, or
        as in the clause that it is joined to ("was caught and bound")."""
        word = self.words[i]
        if word.xpos not in ("VBN", "VBD") or self.lemma(i) in _COME:
            return False
        near = [k for k in self.below(i, "aux", "aux:pass") if k < i]
        if near:
            by = self.text(near[-1]).lower()
            return by in _BE or (by in _GOT and self.words[near[-1]].deprel == "aux:pass")
        if word.deprel == "conj" and word.xpos == "VBN" and word.head is not None:
            return self.is_passive(word.head)
        return self.child(i, "nsubj:pass") is not None and word.xpos == "VBN"

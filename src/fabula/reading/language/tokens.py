"""Words and sentences, by rules: exact places, no character rewritten.

Tokens follow UD English as its largest treebank of web text (EWT) does: `do|n't`, `Emma|'s`,
`can|not`, `well|-|known`. A sentence lies in one paragraph and ends at a stop that closes it; the
stop inside a quotation does not part it from its cue: `"Wait!" she said.` is one sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from fabula.reading.lists import alternatives
from fabula.reading.speech.quotation_chat import chat
from fabula.story.annotations import Annotations
from fabula.story.passage import Paragraph, Passage
from fabula.story.plainly import HIDDEN
from fabula.story.text import Span

# --- tokens ---------------------------------------------------------------------------------------

# Abbreviations whose stop belongs to them; those of `_TITLES` never end a sentence.
_TITLES = (
    "Mr|Mrs|Ms|Mx|Dr|Drs|Prof|St|Ste|Mt|Ft|Capt|Cpt|Cmdr|Cdr|Col|Gen|Lt|Sgt|Cpl|Pvt|Maj|Adm|Rev|Hon|"
    "Fr|Sr|Sra|Srta|Mme|Mlle|Messrs|Msgr|Gov|Sen|Rep|Pres|Supt|Insp|Det|Esq|vs|viz|cf|Vol|"
    "Fig|Figs|pp|ca"
)
_OTHERS = (
    "Jr|etc|Inc|Ltd|Co|Corp|Bros|Dept|Univ|Ave|Blvd|Rd|al|approx|est|ext|"
    "Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues|Wed|Thurs|Fri"
)
_LETTER = r"[^\W\d_]"


def _ranges(codes: Iterable[int]) -> str:
    """The code points as ranges for a class of signs."""
    made: list[list[int]] = []
    for code in codes:
        if made and code == made[-1][1] + 1:
            made[-1][1] = code
        else:
            made.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in made)


# Signs that stand on the one before them: accents written apart, vowel signs, variation selectors.
_BLOCKS = ((0x300, 0x1E00), (0x20D0, 0x2100), (0x2CE0, 0x2E00), (0x3020, 0x30A0), (0xA660, 0xAC00))
_ON = _ranges(
    code
    for block in (*_BLOCKS, (0xFB1E, 0xFB1F), (0xFE00, 0xFE30))
    for code in range(*block)
    if unicodedata.category(chr(code))[0] == "M"
)
_ON_EMOJI = _ON + "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"  # and colours of skin, tags
_EMOJI = "\u2190-\u2fff\U0001f000-\U0001faff"
_END = r"(?![^\W_])"  # no letter or digit follows
_CLITIC = r"(?:s|m|re|ve|ll|d)" + _END

_TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]'’]      # addresses
    | (?i:[(\[](?:[yfl]/n|y/l/n|name)[)\]] | (?<![^\W_/])(?:[yfl]/n|y/l/n){_END})   # (Y/N)
    | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+
    | (?:[:;=]['’]?-?[()DPp]|<3){_END}(?!\w)                 # :-)
    | (?<![^\W_])(?:{_TITLES}|{_OTHERS}|Nos?(?=\.\s?\d))\.                   # Mr.
    | (?<![^\W_])(?:{_LETTER}\.){{2,}}                       # U.S.
    | (?<![^\W_])[A-Z]\.(?=\s+[A-Z])                         # J. Smith
    | (?i:can(?=not{_END})|gon(?=na{_END})|wan(?=na{_END})|got(?=ta{_END})
        |gim(?=me{_END})|lem(?=me{_END})|['’]t(?=(?:is|was){_END}))
    | (?<=[^\W\d_])(?i:n['’]t){_END}                            # n't
    | (?<=[^\W_]|[)\]{_ON}])['’](?i:{_CLITIC})                  # 's
    | ['’](?i:em|til|till|cause|bout|n){_END}                # 'em
    | (?i:[yd]['’](?=(?:all|ye|you){_END}))                  # y'|all
    | (?:[\w-]+\.){{1,3}}(?:com|org|net|edu|gov|htm|html|pdf|doc|txt|jpg){_END}
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?{_END}(?![\ufe0f\u20e3])   # 1,000  5:30  1990s
    | (?i:(?P<first>{_LETTER})-(?=(?P=first){_LETTER}))?     # S-Sakura
      (?:(?!(?i:n['’]t){_END})[^\W_])+
      (?:[{_ON}{HIDDEN}]+(?:(?!(?i:n['’]t){_END})[^\W_])*)*
      (?:['’](?!(?i:{_CLITIC}|t{_END}))[^\W_]+(?:[{_ON}{HIDDEN}]+[^\W_]*)*)*   # words, O'Brien
    | (?i:n)(?=['’](?i:t){_END})                             # an n before 't
    | \.{{2,}} | -{{2,}} | [!?]+ | (?P<sign>[*_=~+<>$#])(?P=sign)+
    | [\U0001f1e6-\U0001f1ff]{{2}}                            # a flag
    | [{_EMOJI}][{_ON_EMOJI}]*(?:\u200d[{_EMOJI}][{_ON_EMOJI}]*)*
    | \S[{_ON}]*
    """,
    re.VERBOSE,
)


def words(text: str) -> list[Span]:
    """The tokens of a stretch of text, in order: every character that is no blank is in one."""
    return [Span(*m.span()) for m in _TOKEN.finditer(text)]


# --- sentences ------------------------------------------------------------------------------------

# Stops with the marks that close over them, before a blank; CJK stops need none.
_STOP = re.compile(r"""(?<![.!?…])[.!?…]++["”“’'»«›)\]_*」』]*+(?=\s)|[。！？]++["”’'»」』）]*+""")
# What follows a stop: its blanks, marks that open, and a word.
_NEXT = re.compile(r"""\s*(?P<marks>[-"“„‘'’«»‹(\[_*¿¡「『—–―\s]*+)(?P<word>\.|…|[^\W_]*)""")
_ABBREVIATED = re.compile(
    rf"(?<![^\W_])(?:(?P<never>{_TITLES})|(?P<seldom>{_OTHERS}|(?:{_LETTER}\.)+{_LETTER}|e\.g|i\.e)"
    r"|(?P<number>Nos?)|(?P<initial>[A-Z]))\Z"
)
_LONGEST = 12  # letters of the longest abbreviation, with what stands before it
# Words that begin sentences and follow an abbreviation seldom otherwise.
_STARTERS = (
    "The|He|She|It|They|We|You|There|This|That|These|Those|But|And|So|Then|When|What|Why|How|Who|"
    "If|In|On|At|As|After|Before|Now|Not|No|Yes|His|Her|Their|My|Our|Your"
)
_STARTS = re.compile(rf"(?:{_STARTERS})\b")

SPEECH_VERBS = alternatives("speech_verbs", "gesture_verbs")
# A cue after a quotation with a stop of its own, though its first word has a capital.
_CUE = re.compile(
    rf"(?:(?:I|(?!(?:{_STARTERS})\b)[A-Z][^\W_]*(?:[-'’][^\W_]+)*\.?"
    rf"(?:\s(?:of|de|van|von|the|[A-Z][^\W_]*(?:[-'’][^\W_]+)*\.?)){{0,3}})"
    rf"(?:\s[a-z]+ly)?\s(?:{SPEECH_VERBS})\b"
    rf"|(?:He|She|They|We|You|It)\s(?:{SPEECH_VERBS})(?=[,.:;—]|\s[a-z]+ly\b))"
)
_CLOSED = frozenset("\"”“’'»«」』")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of the paragraph that `text` has from `start` to `end`, blanks around them
    left out."""
    end = len(text) if end is None else end
    made: list[Span] = []
    begun = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, begun, stop, end):
            _add(made, text, begun, stop.end())
            begun = stop.end()
    _add(made, text, begun, end)
    return made


def _add(made: list[Span], text: str, start: int, end: int) -> None:
    words = text[start:end]
    left = words.lstrip()
    if left:
        made.append(Span(end - len(left), start + len(words.rstrip())))


def _ends(text: str, begun: int, stop: re.Match[str], limit: int) -> bool:
    """Whether the stop ends the sentence begun at `begun`."""
    following = _NEXT.match(text, stop.end(), limit)
    if following is None or (following.end() >= limit and not following["word"]):
        return True
    word = following["word"]
    signs = stop.group()
    if signs[-1] in "」』" and word and not following["marks"]:
        return False  # a cue follows its quotation without a blank
    quoted = signs[-1] in _CLOSED or (len(signs) > 1 and signs[-1] in "_*" and signs[-2] in _CLOSED)
    if word in (".", "…"):
        return False
    if word[:1].islower():
        # Who never writes capitals still ends sentences.
        return (
            signs[-1] in ".?!"
            and signs[:2] != ".."
            and _begins_small(text, begun, stop.start())
            and (signs != "." or _full_stop(text, begun, stop.start(), word))
        )
    if quoted and not following["marks"].strip("_*"):
        return _CUE.match(text, following.start("word")) is None
    if signs == ".":
        return _full_stop(text, begun, stop.start(), word)
    if signs[0] in ".…" and not quoted and signs.strip(".…_*") == "":
        # "Well... I see" goes on as a rule; other capitals begin anew.
        return word != "I" or bool(following["marks"].strip("_*"))
    return True


def _begins_small(text: str, begun: int, end: int) -> bool:
    """Whether the sentence begun at `begun` begins with a small letter, after no dash."""
    first = _NEXT.match(text, begun, end)
    return first is not None and first["word"][:1].islower() and not first["marks"].strip()


def _full_stop(text: str, begun: int, at: int, word: str) -> bool:
    """Whether the full stop at `at` ends a sentence, and no abbreviation, number or ellipsis."""
    if text[at - 2 : at] == ". " and at - 2 > begun:
        return word != "I"  # the last of ". . ."
    short = _ABBREVIATED.search(text, max(begun, at - _LONGEST), at)
    if short is None:
        return not text[begun:at].strip().isdigit()  # "1." heads what follows
    if short["never"]:
        return False
    if short["number"]:
        return not word[:1].isdigit()
    if short["initial"]:
        return short["initial"] == "I" and not _is_initial(text, begun, at)
    return _STARTS.fullmatch(word) is not None


def _is_initial(text: str, begun: int, at: int) -> bool:
    """Whether the "I" before `at` is a name's initial: first of all, or after another."""
    return at - 1 == begun or text[max(begun, at - 3) : at - 1].startswith(".")


# --- the stage ------------------------------------------------------------------------------------


def without(text: str, start: int, end: int, holes: Iterable[Span]) -> str:
    """`text` from `start` to `end` with blanks in place of `holes`, which are not story."""
    kept: list[str] = []
    done = start
    for hole in sorted(holes):
        if hole.end > done and hole.start < end:
            first, last = max(done, hole.start), min(end, hole.end)
            kept += (text[done:first], " " * (last - first))
            done = last
    return "".join([*kept, text[done:end]])


def sentences(passage: Passage, notes: Annotations) -> Annotations:
    """Adds the passage's sentences."""
    made: list[Span] = []
    turns: dict[int, list[int]] = {}
    for turn in chat(passage).turns:
        turns.setdefault(turn.paragraph, []).append(turn.name.start)
    for number, paragraph in enumerate(passage.paragraphs):
        made += _in_paragraph(passage, paragraph, turns.get(number, ()))
    return msgspec.structs.replace(notes, sentences=tuple(made))


def _in_paragraph(passage: Passage, paragraph: Paragraph, turns: Sequence[int]) -> list[Span]:
    """A paragraph's sentences; a line with a label, which stand at `turns`, begins one anew."""
    start, end, text = paragraph.start, paragraph.end, passage.text
    if paragraph.holes:
        text = " " * start + without(text, start, end, paragraph.holes)
    cuts = sorted({start, end, *(max(start, text.rfind("\n", start, at) + 1) for at in turns)})
    return [s for a, b in pairwise(cuts) for s in sentence_spans(text, a, b)]

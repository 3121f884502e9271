"""Lines that stand between scenes, in the forms that are unmistakable.

Anything odder (a centred word, an emoji, a writer's own mark) is left as prose: a later stage
learns it from its coming again.
"""

from __future__ import annotations

import re

from fabula.story.plainly import plain

LONGEST = 80  # characters a break line may have

_SIGNS = (
    "*#~=_-–—―─━═•·●○◦◆◇♦♢★☆✦✧✩✶✷✸✹✺✻✼❖❇❈§¤†‡⁂❧☙※❀✿♠♣♥♡♪♫■□▪▫▲△▼▽∞∗⁎+^|/\\<>.:xXoO0 \t\u00a0\u2003"
)
_ONLY_SIGNS = re.compile(f"[{re.escape(_SIGNS)}]+")
# One of these alone is a break; a single dash, dot or plus is not.
_STRONG = re.compile("[*#~◆◇♦♢★☆✦✧✩✶✷✸✹✺✻✼❖❇❈§⁂❧☙※❀✿♠♣♥♡♪♫■□▪▫▲△▼▽∞∗⁎●○•†‡¤]")
_RULE = re.compile(r"(?:[-–—―─━═=_+][ \t\u00a0]*){3,}|[—―─━═]{2,}")
# oOo, xXx, 0o0, ooOoo: one letter in both cases (or with a nought), over and over.
# (What is taken is never given back, here and below: a row of eighty noughts could be parted in
# more ways than there is time for.)
_LETTERS = re.compile(r"(?:[oO0]{3,}+|[xX]{3,}+)(?:[ \-~*.]*+(?:[oO0]{3,}+|[xX]{3,}+))*+")
_SPACED = re.compile(r"(?:[xX](?:[ \-~*.]+[xX]){2,}|[oO0](?:[ \-~*.]+[oO0]){2,})")
_FLANKED = re.compile(r"[-~*=.:]+ ?(?:[xXoO0]+) ?[-~*=.:]+(?:(?: ?[xXoO0]+) ?[-~*=.:]+)*")
_DOTTED = re.compile(r"(?:\.[:*~]++\.)(?:[ ]?[:*~.]++)*+")
_WORD = r"(?:line|page|scene|section|time|chapter)[ -]?(?:break|change|skip|divider|separator)"
_NAMED = re.compile(
    rf"[\W_]*(?:(?:insert|this is an?|i am an?|here (?:is|be) an?) )?{_WORD}(?: here)?[\W_]*"
    r"|[\W_]*(?:(?:line|page)(?:[ -]?break)?[\W_]*){2,}|[\W_]+(?:line|break|end scene)[\W_]+",
    re.IGNORECASE,
)
# Rows of other signs: three or more, and one at least that no sentence has.
_ROW_SIGN = re.compile(
    "[\u2190-\u2bff\u3004\u3012-\u303d\ua9c1\ua9c2\ufe30-\ufe4f\U00010000-\U0001fbff]"
)
_NO_ROW = re.compile(r"(?!ﾟ)[\w\"'“”‘’«»„「」『』()!?…,;ʖ]")
_FACES = re.compile(
    "[\u2639-\u263b\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a]"
)
_SMILEY = re.compile(r"(?P<eye>[\^>\-=oOxX0*.~])[_.](?:(?P=eye)|<)|[:;=]-?[*|/\\<>xXoO03]+")
ROW = 3  # signs


def is_break(line: str) -> bool:
    """Whether `line` (a whole block) is a mark between scenes and nothing else."""
    line = plain(line).strip()
    if not line or len(line) > LONGEST or _SMILEY.fullmatch(line):
        return False
    if _NAMED.fullmatch(line):
        # "Page break" as words of a story would have something about it: a bare name is no mark.
        return not line.isalpha() or line.isupper() or line.lower().endswith("break")
    return _is_row(line) or (_ONLY_SIGNS.fullmatch(line) is not None and _is_ornament(line))


def _is_ornament(line: str) -> bool:
    if not any(c in "xXoO0" for c in line):
        return bool(_STRONG.search(line) or _RULE.fullmatch(line) or _DOTTED.fullmatch(line))
    if _LETTERS.fullmatch(line):
        return len({c for c in line if c in "xXoO0"}) > 1
    return bool(_SPACED.fullmatch(line) or _FLANKED.fullmatch(line))


def _is_row(line: str) -> bool:
    """A row of emoji, stars, arrows, lines: no sentence, and no faces, which somebody may send."""
    if len(line.replace(" ", "")) < ROW or _NO_ROW.search(line) or _FACES.search(line):
        return False
    return _ROW_SIGN.search(line) is not None or (len(set(line)) < 5 and not set(line) <= _STOPS)


_STOPS = set(". -–—: ")  # rows of these alone are silence, or a sentence that breaks off

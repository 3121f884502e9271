"""Words that a page holds and does not show: decoys against thieves, a skin's secrets.

What readers never see is set aside, and said, never dropped. What they can open (a spoiler, a rule
for `:hover` or `:target`) is story, and so is everything where a page hides more than it shows: it
was saved before its scripts had run.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple, cast

from lxml import etree

from fabula.formats.budget import timed
from fabula.formats.web.effects import effects
from fabula.formats.web.markup import HIDDEN, has_words, local_name, words_of
from fabula.formats.web.selectors import matches
from fabula.formats.web.styles import Rule, rules
from fabula.story.text import Notice

LOOKS = 150  # elements that may be looked at for each one of a page, on the whole...
LOOKS_MORE = 50_000  # ...and for any page
ALIKE = 64  # rules for elements of one name or class that are tried, the last ones
_INHERITED = ("visibility", "font-size")  # a descendant may show itself again
_OPENED = ("spoiler", "sp-wrap", "sp-body", "collapsible")  # in the class of what readers open
_COST_OF_ALL = 5  # looks that an element costs by itself...
_COST = {" ": 5, "~": 100}  # ...and a step of a selector, where it is more than one
_INLINE = (9_999, 0, 0, 0)  # a style attribute's weight, above any selector's

Hidden = dict[etree._Element, str]
"""Elements that are not shown, and why: "display: none"."""


class Unseen(NamedTuple):
    """What a page does not show, and what to say of it."""

    elements: Hidden
    notices: tuple[Notice, ...] = ()


def unseen(root: etree._Element, body: etree._Element, css: str = "") -> Unseen:
    """What of `body` its readers do not see, by its own styles and those in `css`."""
    sheets = [css, *(node.text or "" for node in root.iter("{*}style"))]
    looks = LOOKS_MORE + LOOKS * int(cast(float, body.xpath("count(descendant::*)")))
    styles = _Styles(rules("\n".join(s for s in sheets if s)), looks)
    found: Hidden = {}
    kept = 0
    for node in timed(styles.candidates(body)):
        if local_name(node) in HIDDEN or (found and any(n in found for n in node.iterancestors())):
            continue
        if (why := styles.why_hidden(node)) and has_words(node):
            if _is_opened(node):
                kept += 1
            else:
                found[node] = why
    weighed = _weighed(body, found, kept)
    if styles.looks > 0:
        return weighed
    message = "The page has more styles than are followed; words that only they hide are kept."
    return weighed._replace(notices=(*weighed.notices, Notice("many-styles", message)))


def _weighed(body: etree._Element, found: Hidden, kept: int) -> Unseen:
    """`found`, if the page shows more than it hides; with what to say where words were kept."""
    notices: tuple[Notice, ...] = ()
    if kept:
        message = f"{_stretches(kept)} that readers open on the page, such as spoilers, kept."
        notices = (Notice("spoiler-kept", message),)
    if found and 2 * sum(len(words_of(n)) for n in found) > len(words_of(body)):
        message = "The page hides more than half of its words; they are read as if it showed them."
        return Unseen({}, (*notices, Notice("hidden-kept", message)))
    return Unseen(found, notices)


def _stretches(count: int) -> str:
    return "One stretch" if count == 1 else f"{count} stretches"


def _is_opened(node: etree._Element) -> bool:
    """Whether an element is, or lies right in, what readers open: a spoiler, a <details>."""
    for _, here in zip(range(4), (node, *node.iterancestors()), strict=False):
        names = (here.get("class") or "").lower()
        if local_name(here) == "details" or any(word in names for word in _OPENED):
            return local_name(here) not in ("body", "html")
    return False


class _Styles:
    """A page's rules, by what their last compound asks for, while there are `looks` left: a page
    may be made to be looked at without an end."""

    def __init__(self, found: tuple[Rule, ...], looks: int) -> None:
        self.looks = looks
        self._by: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        for rule in reversed(found):
            last = rule.selector[-1]
            if last.ids:
                key = ("id", last.ids[0])
            elif last.classes:
                key = ("class", last.classes[0])
            elif last.tag:
                key = ("tag", last.tag)
            else:
                key = ("any", "")
                if not last.attributes:
                    continue
            if len(self._by[key]) < ALIKE:
                self._by[key].append(rule)

    def candidates(self, body: etree._Element) -> list[etree._Element]:
        """The elements that may be hidden, in order: most have nothing to do with any style."""
        if any(kind == "tag" for kind, _ in self._by):
            path = "descendant-or-self::*"
        else:
            path = f"descendant-or-self::*[{'@*' if self._by else '@style or @hidden'}]"
        return cast(list[etree._Element], body.xpath(path))

    def why_hidden(self, node: etree._Element) -> str | None:
        """Why an element by itself is not shown; None if it is."""
        won = self._cascade(node)
        for name, why in won.items():
            if why and not (name in _INHERITED and self._shows_again(node, name)):
                return why
        if node.get("hidden") is not None and won.get("display") != "":
            return "the attribute “hidden”"
        return None

    def _cascade(self, node: etree._Element) -> dict[str, str]:
        """What of an element's properties has the last word: why it hides, "" where it shows."""
        matching = [r for r in self._rules(node) if self._matches(r, node)]
        shown = {r.property for r in matching if r.opened and not r.hides}  # by what readers do
        said = [(r.weight, r.property, r.hides) for r in matching if not r.opened]
        said += (
            ((int(important), *_INLINE), name, why)
            for name, why, important in effects(node.get("style") or "")
        )
        return {name: why for _, name, why in sorted(said) if name not in shown}

    def _matches(self, rule: Rule, node: etree._Element) -> bool:
        self.looks -= sum(_COST.get(compound.step, 1) for compound in rule.selector)
        return self.looks > 0 and matches(rule.selector, node)

    def _rules(self, node: etree._Element) -> list[Rule]:
        self.looks -= _COST_OF_ALL
        if not self._by or self.looks <= 0:
            return []
        found = [*self._by.get(("tag", local_name(node)), ()), *self._by.get(("any", ""), ())]
        for name in (node.get("class") or "").split():
            found += self._by.get(("class", name), ())
        if identity := node.get("id"):
            found += self._by.get(("id", identity), ())
        return found

    def _shows_again(self, node: etree._Element, name: str) -> bool:
        """Whether something with words inside shows itself although the element hides it."""
        inside = (n for n in node.iter("*") if n is not node and self.looks > 0)
        again = any(self._cascade(n).get(name) == "" and has_words(n) for n in inside)
        return again or self.looks <= 0

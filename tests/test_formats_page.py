"""docs/formats.md says what the code's table of shapes and its limits say.

Run as a program, this writes the page's lists anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fabula.formats import limits
from fabula.formats.makers import MAKERS
from fabula.formats.shapes import ACCEPTED, KINDS, SUFFIXES, Shape, called

PAGE = Path(__file__).parent.parent / "docs" / "formats.md"
LIMIT = re.compile(r"^([A-Z_]+) = .*?  # (.*)$", re.MULTILINE)
PART = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def listed(shapes: tuple[Shape, ...]) -> str:
    """A heading and a list for each shape."""
    return "\n".join(map(_entry, shapes))


def _entry(shape: Shape) -> str:
    name = shape.name[0].upper() + shape.name[1:]
    suffixes = f" ({', '.join(f'`{s}`' for s in shape.suffixes)})" if shape.suffixes else ""
    lines = [f"### {name}{suffixes}\n", f"- told by: {shape.told}", f"- kept: {shape.kept}"]
    lines += [f"- set aside: {shape.aside}", f"- lost: {shape.lost}"]
    if shape.source:
        lines.append(f"- after: {shape.source}")
    return "\n".join(lines) + "\n"


def limit_rows() -> str:
    """A table of the published limits, with the words that stand beside them in the code."""
    found = LIMIT.findall(Path(limits.__file__).read_text(encoding="utf-8"))
    rows = "".join(f"| `{n}` | {_amount(getattr(limits, n))} | {said} |\n" for n, said in found)
    return f"| limit | is | of |\n|---|---|---|\n{rows}"


def _amount(value: int) -> str:
    whole = value >= limits.MIB and value % limits.MIB == 0
    return f"{value // limits.MIB} MiB" if whole else f"{value:,}"


def page() -> str:
    """The page with its lists made anew."""
    made = {"kinds": listed(KINDS), "makers": listed(MAKERS), "limits": limit_rows()}
    return PART.sub(lambda m: m[1] + made[m[2]] + m[3], PAGE.read_text(encoding="utf-8"))


def test_the_page_is_what_the_code_says() -> None:
    """Every shape and every limit stands in docs/formats.md as the code has it."""
    said = page()
    assert PAGE.read_text(encoding="utf-8") == said
    assert all(f"### {s.name[0].upper()}{s.name[1:]}" in said for s in (*KINDS, *MAKERS))


@pytest.mark.parametrize("shape", [*KINDS, *MAKERS], ids=lambda s: s.name)
def test_a_shape_says_everything(shape: Shape) -> None:
    """Each row says how the shape is told, what is kept, set aside and lost; a maker's row belongs
    to a kind and names whose structure it follows."""
    assert all((shape.told, shape.kept, shape.aside, shape.lost))
    assert shape.format in {kind.format for kind in KINDS}
    assert shape in KINDS or (shape.source and not shape.suffixes)


def test_suffixes_and_names_are_those_of_the_table() -> None:
    """A folder is searched for the table's suffixes, each of one kind, but for archives; a refused
    file's message names every kind."""
    suffixes = [s for kind in KINDS for s in kind.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert {s: k.format for k in KINDS for s in k.suffixes if k.format != "zip"} == SUFFIXES
    assert all(kind.name in ACCEPTED for kind in KINDS if kind.format != "zip")
    assert all(called(kind.format) == kind.name for kind in KINDS)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

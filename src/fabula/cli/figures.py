"""The page of an evaluation. Nothing here prints."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from fabula.cli.output import plain
from fabula.evaluation.report import Figure, Report, Table

LABEL, GAP = 32, 2  # columns of a row's name, at most, and between columns


def report_page(report: Report, width: int) -> RenderableType:
    """All tables of a report, each under its title and what it counts."""
    title = Text(plain(report.corpus), "bold")
    read_by = Text(f"Fabula {report.fabula}, model {plain(report.model)}", "dim")
    parts: list[RenderableType] = [title, read_by, Text(plain(report.protocol), "dim")]
    for table in report.tables:
        parts += [Text(""), Text(plain(table.title), "bold"), Text(plain(table.note), "dim")]
        parts.append(_grid(table, width))
    return Group(*parts)


def _grid(table: Table, width: int) -> Grid:
    """Names to the left, figures to the right."""
    grid = Grid(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    longest = max((len(row.label) for row in table.rows), default=0)
    room = min(longest, LABEL, width // 3)
    grid.add_column("", width=room, overflow="ellipsis", no_wrap=True)
    for name in table.rows[0].figures if table.rows else ():
        grid.add_column(name, justify="right", min_width=max(map(len, name.split())))
    for row in table.rows:
        grid.add_row(plain(row.label), *map(shown, row.figures.values()))
    return grid


def shown(figure: Figure) -> str:
    """A share with three digits, a count whole, nothing for what cannot be told."""
    if figure is None:
        return ""
    return f"{figure:.3f}" if isinstance(figure, float) else f"{figure:,}"

"""The documents are true: names, commands, options and statuses are those of the code, examples
run, and the README shows what `fabula demo` prints.

Run as a program, this writes the README's demo output anew.
"""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import fabula
from fabula.cli import guard
from fabula.cli.commands import fabula as commands

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
DEMO = re.compile(r"(```console\n\$ fabula demo\n)(.*?)(```)", re.DOTALL)
OPTION = re.compile(r"`(?:-\w|--[\w-]+)")

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
COMMANDS = sorted(commands.commands)


def demo() -> str:
    """What `fabula demo` prints in 80 columns without colours."""
    result = CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(commands, ["demo"])
    assert result.exit_code == 0, result.output
    return result.stdout


def section(title: str) -> str:
    """What docs/cli.md says under a heading."""
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no section {title!r}"
    return found[1]


def listed(title: str) -> set[str]:
    """The options that a section of docs/cli.md lists."""
    items = re.findall(r"^- (.*?): ", section(title), re.MULTILINE)
    return {option[1:] for item in items for option in OPTION.findall(item)}


def options(command: click.Command) -> set[str]:
    """The options that a command and those within it have."""
    own = {o for p in command.params if isinstance(p, click.Option) for o in p.opts}
    return own.union(*(options(c) for c in within(command)))


def within(command: click.Command) -> list[click.Command]:
    """The commands of a command, as `litbank` of `eval`."""
    return list(command.commands.values()) if isinstance(command, click.Group) else []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    """docs/cli.md lists exactly the options of each command."""
    command = commands.commands[name]
    reads = any(p.name == "files" for p in command.params)
    assert options(command) == listed(f"fabula {name}") | (listed("FILE...") if reads else set())


def test_every_command_is_documented() -> None:
    """docs/cli.md has a section for each command and for no other."""
    assert sorted(re.findall(r"^## fabula (\S+)$", CLI, re.MULTILINE)) == COMMANDS
    own = {o for p in commands.params for o in p.opts}
    assert listed("fabula") == own | {"--help"}


def test_every_exit_status_is_documented() -> None:
    """docs/cli.md lists the exit statuses that there are."""
    statuses = {value for value in vars(guard).values() if type(value) is int}
    rows = re.findall(r"^\| (\d+) \|", section("Exit status"), re.MULTILINE)
    assert {int(row) for row in rows} == statuses


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps(name: str) -> None:
    """Each command's help has a sentence for itself and for each of its options."""
    asked = commands.commands[name]
    for command in [asked, *within(asked)]:
        assert command.help
        assert all(p.help for p in command.params if isinstance(p, click.Option))
        path = [name] if command is asked else [name, str(command.name)]
        assert CliRunner().invoke(commands, [*path, "--help"]).exit_code == 0


def test_every_public_name_is_documented() -> None:
    """docs/api.md has a heading for each public name and for no other."""
    assert sorted(re.findall(r"^### `(\w+)`$", API, re.MULTILINE)) == sorted(fabula.__all__)


def test_every_public_name_has_an_example() -> None:
    """Under the heading of each public name in docs/api.md there is an example that uses it."""
    for part in API.split("\n### `")[1:]:
        name, _, rest = part.partition("`")
        assert ">>> " in rest, f"docs/api.md has no example of {name}"


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of docs/api.md, docs/library.md and README.md give what they show."""
    monkeypatch.chdir(tmp_path)
    for path in (ROOT / "docs" / "api.md", ROOT / "docs" / "library.md", README):
        parser, names = doctest.DocTestParser(), {}
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
        page = path.read_text(encoding="utf-8")
        for code in re.finditer(r"```python\n(.*?)```", page, re.DOTALL):
            line = page.count("\n", 0, code.start(1))
            test = parser.get_doctest(code[1], names, path.name, str(path), line)
            runner.run(test, clear_globs=False)
            names = test.globs
        assert runner.summarize(verbose=False).failed == 0


def test_the_readme_shows_the_real_demo() -> None:
    """The README's demo output is what `fabula demo` prints."""
    shown = DEMO.search(README.read_text(encoding="utf-8"))
    assert shown
    assert shown[2] == demo()


def test_the_readme_sets_everything_up_in_two_commands() -> None:
    """The README has two shell blocks of one line: one runs the demo, one runs the tests."""
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert [block.count("\n") for block in blocks] == [1, 1]
    assert "fabula demo" in blocks[0]
    assert "pytest" in blocks[1]


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    """A link to a file in the repository names one that is there."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_has_a_picture() -> None:
    """It shows the page beside the story, in words too, and is soon loaded. The browser tests make
    it: FABULA_SCREENSHOTS=FOLDER, then `reading.png` from there."""
    found = re.findall(r"!\[([^]]*)\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    assert [path for _, path in found] == ["docs/pictures/reading.png"]
    assert all(len(words) > 80 for words, _ in found)
    picture = (ROOT / "docs" / "pictures" / "reading.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 150_000


if __name__ == "__main__":
    README.write_text(DEMO.sub(lambda m: m[1] + demo() + m[3], README.read_text("utf-8")), "utf-8")

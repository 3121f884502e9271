"""How `fabula` behaves as a process: pipes, colours, terminals, and what it writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

SOURCE = Path(__file__).parents[2] / "src"
JSON = ("--to", "json")


def process(*args: str | Path, **options) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **options.pop("env", {})}
    command = [sys.executable, "-m", "fabula", *map(str, args)]
    return subprocess.run(command, capture_output=True, env=environment, check=False, **options)


TOGETHER = """
import json, sys
from fabula.cli import main
for line in json.loads(sys.argv[1]):
    sys.argv = ["fabula", *line]
    try:
        main()
    except SystemExit as end:
        assert not end.code, line
"""


def together(*lines: Sequence[str | Path], env: Mapping[str, str], cwd: Path) -> None:
    """Runs several commands in one process, one after another; none of them may fail."""
    told = json.dumps([[str(word) for word in line] for line in lines])
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **env}
    command = [sys.executable, "-c", TOGETHER, told]
    done = subprocess.run(command, capture_output=True, env=environment, cwd=cwd, check=False)
    assert done.returncode == 0, done.stderr.decode()


def in_a_terminal(*args: str | Path, **env: str) -> str:
    """What a command writes to standard output where that is a terminal. Standard error goes
    elsewhere, since a bar is drawn there when the machine is slow."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm", "COLUMNS": "80", **env}
    command = [sys.executable, "-m", "fabula", *map(str, args)]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment):
        os.close(theirs)
        written = b""
        try:
            while piece := os.read(ours, 65536):
                written += piece
        except OSError:  # Linux: the other side is closed
            pass
    os.close(ours)
    return written.decode()


def test_a_pipe_gets_data_only(story) -> None:
    """In a pipe there is no colour and no progress, and standard error is silent."""
    result = process("read", story)
    assert result.returncode == 0
    assert result.stderr == b""
    assert b"\x1b" not in result.stdout


def test_a_terminal_gets_colours(story) -> None:
    """In a terminal names stand out, and lines end where the terminal does."""
    page = in_a_terminal("read", story)
    assert "\x1b[1m" in page
    assert "Mara Venn" in page


@pytest.mark.parametrize(
    "command", [["read"], ["cast"], ["quotes"], ["read", "--report"]], ids=" ".join
)
def test_no_color_is_respected(story, command) -> None:
    """With NO_COLOR set a terminal gets plain text."""
    page = in_a_terminal(*command, story, NO_COLOR="1")
    assert "\x1b" not in page
    assert "Mara" in page


def test_a_terminal_gets_nothing_that_it_would_obey(tmp_path) -> None:
    """Control characters in a story do not reach the terminal."""
    path = tmp_path / "evil.txt"
    path.write_text("“Look \x1b]0;owned\x07here,” said Mara.\n\n“No \x9b31m,” said Tom.\n")
    for command in (["quotes"], ["world"], ["search", "--speaker", "Mara"], ["why", "q1"]):
        page = in_a_terminal(command[0], path, *command[1:], NO_COLOR="1")
        assert "here" in page or "No" in page
        assert not {"\x1b", "\x07", "\x9b"} & set(page)


def test_a_reader_that_goes_away_is_no_trouble(tmp_path) -> None:
    """When the reader of a pipe stops reading, nothing is said."""
    path = tmp_path / "long.txt"
    path.write_text(f"“Y{'e' * 5_000}s,” said Mara.\n\n" * 40)
    command = [sys.executable, "-m", "fabula", "quotes", "--no-cache", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


@pytest.mark.skipif(os.name != "posix", reason="closing by shell")
def test_streams_that_are_closed_are_no_trouble(story) -> None:
    """With standard output closed there is nothing to print; with standard input, no story."""
    run = f'"{sys.executable}" -m fabula'
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}

    def shell(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            line, shell=True, capture_output=True, env=env, check=False, text=True
        )

    assert (shell(f'{run} read "{story}" >&-').returncode) == 0
    refused = shell(f"{run} read - <&-")
    assert refused.returncode == 2
    assert "empty" in refused.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("command", [["read"], ["export", "--to", "json"]], ids=lambda c: c[0])
def test_a_full_disk_is_said_in_one_sentence(story, command) -> None:
    """When the output cannot be written, that is said, with exit status 2."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "fabula", *command, str(story)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"fabula: No space left on device.\n"


def test_without_the_cache_nothing_is_written(story, tmp_path) -> None:
    """With --no-cache, and in `demo`, no file appears in the home, cache or working folder."""
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    env = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TMPDIR": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    env |= dict.fromkeys(["FABULA_CACHE", "LOCALAPPDATA"], "")
    commands = (["read", story], ["cast", story], ["quotes", story], ["export", story, *JSON])
    told = [[*command, "--no-cache"] for command in commands]
    together(*told, ["demo"], env=env, cwd=here)
    assert list(home.iterdir()) == list(here.iterdir()) == []


def test_only_the_cache_is_written(story, tmp_path) -> None:
    """With the cache, one file appears in the user's cache folder, readable by its owner only."""
    env = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "FABULA_CACHE": ""}
    assert process("read", story, env=env, cwd=tmp_path).returncode == 0
    written = [p for p in tmp_path.rglob("*") if p.is_file() and p != story]
    assert [p.name for p in written] == ["readings.sqlite"]
    if os.name == "posix":
        assert written[0].stat().st_mode & 0o077 == 0
        assert written[0].parent.stat().st_mode & 0o077 == 0


LOADED = """
import sys
from fabula.cli import main
heavy = {"lxml", "markdown_it", "rich", "sqlite3", "fabula.stories"}
sys.argv = ["fabula", *sys.argv[1:]]
try:
    main()
finally:
    print(*sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


def loaded(*args: str | Path) -> set[str]:
    """Which of the slow modules a command loads."""
    run = [sys.executable, "-c", LOADED, *map(str, args)]
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(run, capture_output=True, env=env, check=True, text=True)
    return set(done.stderr.split())


def test_what_is_not_asked_for_is_not_loaded(story) -> None:
    """`--version` loads no reader, and a text is read without a parser of HTML or Markdown."""
    assert not loaded("--version")
    assert not loaded("read", "--no-cache", story) & {"lxml", "markdown_it", "sqlite3"}


def test_a_module_is_a_command_too() -> None:
    """`python -m fabula` is `fabula`, by name as well."""
    assert process("--help").stdout.startswith(b"Usage: fabula ")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A story whose name is no Unicode."""
    path = os.fsencode(tmp_path_factory.mktemp("odd")) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text("“Yes,” said Mara Venn.\n\n“No,” said Tom.\n")
    except OSError:
        pytest.skip("this file system takes only Unicode")
    return os.fsdecode(path)


@pytest.mark.parametrize(
    "command",
    [
        ["read"],
        ["read", "--json"],
        ["read", "--report"],
        ["cast"],
        ["quotes", "--json"],
        ["export", "--to", "json"],
    ],
    ids=" ".join,
)
def test_names_that_are_no_unicode(odd, command) -> None:
    """A file's name may hold any bytes, a cache's too: what is printed is UTF-8, and nothing
    breaks."""
    result = process(*command, odd, env={"FABULA_CACHE": f"{odd}.c"})
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode("utf-8")


def test_messages_about_names_that_are_no_unicode(story, tmp_path) -> None:
    """Nor does a sentence about such a name break."""
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    for args in (
        ["read", odd],
        ["cast", story, "--corrections", odd],
        ["quotes", story, "--speaker", odd],
        ["export", story, "--to", "json", "-o", f"{odd}/x"],
    ):
        result = process(*args)
        assert result.returncode == 2
        assert result.stderr.decode("utf-8").count("\n") == 1
    assert process("forget", "--json", env={"FABULA_CACHE": odd}).returncode == 0


def test_standard_input_is_never_written_over(story) -> None:
    """A story that comes by way of standard input is not written over either."""
    before = story.read_bytes()
    with story.open("rb") as file:
        result = process("export", "-", "--to", "json", "-o", story, stdin=file)
    assert result.returncode == 2
    assert story.read_bytes() == before

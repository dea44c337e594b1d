"""Help: every command and option says what it does, and mistakes are met with a hint."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from vanellus.cli import _COMMANDS, commands

CONTEXT = click.Context(commands, info_name="vanellus")
EVERY = commands.list_commands(CONTEXT)


def test_the_commands_are_those_of_the_contract():
    assert EVERY == [
        "code",
        "read",
        "relate",
        "ingest",
        "link",
        "why",
        "undo",
        "show",
        "engagement",
        "portfolio",
        "shifts",
        "blocs",
        "calendar",
        "threats",
        "recommendations",
        "agenda",
        "figures",
        "statements",
        "sources",
        "brief",
        "serve",
        "export",
        "evaluate",
        "settings",
    ]


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_lists_every_command_with_what_it_does(vanellus, flag):
    status, out, said = vanellus(flag)
    assert (status, said) == (0, [])
    for name in EVERY:
        assert any(
            line.split()[:1] == [name] and len(line.split()) > 3 for line in out.splitlines()
        )


def test_without_a_command_the_help_is_shown(vanellus):
    status, out, said = vanellus()
    assert status == 2
    assert "Commands:" in out + "\n".join(said)


@pytest.mark.parametrize("name", EVERY)
def test_every_command_has_help_and_an_example_of_its_usage(vanellus, name):
    status, out, said = vanellus(name, "--help")
    assert (status, said) == (0, [])
    assert out.startswith(f"Usage: vanellus {name}")
    assert commands.get_command(CONTEXT, name).get_short_help_str(200)


@pytest.mark.parametrize("name", EVERY)
def test_every_option_has_a_help_text_that_ends_as_a_sentence(name):
    for parameter in commands.get_command(CONTEXT, name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help.endswith("."), parameter.help


@pytest.mark.parametrize("name", EVERY)
def test_every_argument_of_a_command_is_named_in_its_help(name):
    command = commands.get_command(CONTEXT, name)
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            word = (parameter.metavar or parameter.name or "").strip("[].")
            assert word.upper() in (command.help or "").upper(), parameter.name


@pytest.mark.parametrize("name", EVERY)
def test_the_list_of_commands_says_what_the_command_says_itself(name):
    told = commands.get_command(CONTEXT, name).help or ""
    first_words = " ".join(_COMMANDS[name][1].replace(":", ".").split()[:3]).rstrip(".,;:")
    assert told.startswith(first_words)


@pytest.mark.parametrize(
    ("typed", "meant"), [("cod", "code"), ("ingset", "ingest"), ("setings", "settings")]
)
def test_a_mistyped_command_is_met_with_the_one_that_was_meant(vanellus, typed, meant):
    status, _, said = vanellus(typed)
    assert status == 2
    assert said[-1].startswith(f"Error: No command {typed!r}. Did you mean {meant!r}?")


def test_a_command_like_no_other_is_met_with_all_there_are(vanellus):
    status, _, said = vanellus("frobnicate")
    assert status == 2
    assert said[-1] == f"Error: No command 'frobnicate'. Commands: {', '.join(EVERY)}."


@pytest.mark.parametrize(
    "arguments",
    [
        ("code",),
        ("code", "x", "--min-score", "2"),
        ("code", "x", "--format", "xml"),
        ("code", "x", "--nonsense"),
        ("ingest", "x"),
        ("show", "everything", "--store", "s"),
        ("show", "--store", "s", "--limit", "0"),
        ("evaluate", "beauty", "gold.jsonl"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_status_2_and_says_where_help_is(vanellus, arguments):
    status, out, said = vanellus(*arguments)
    assert (status, out) == (2, "")
    assert said[0].startswith("Usage: vanellus")
    assert said[1].startswith("Try 'vanellus")
    assert said[-1].startswith("Error: ")


def test_help_of_the_programme_loads_nothing_heavy():
    script = (
        "import sys\nfrom vanellus.cli import commands\n"
        "commands.main(['--help'], standalone_mode=False)\n"
        "heavy = {'onnxruntime', 'numpy', 'duckdb', 'pyarrow', 'rich', 'lxml'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")

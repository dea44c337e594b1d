"""How commands end, as a shell sees it: pipes, interruptions, full disks, faults."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import facts_of

from vanellus import errors
from vanellus.errors import StoreError, VanellusError

MANY = [{"id": str(n), "text": "MLI CONSULT RUS. " * 40} for n in range(40)]


@pytest.mark.parametrize(
    "arguments", [("code",), ("code", "--format", "table"), ("read",)], ids=" ".join
)
def test_a_reader_that_stops_reading_breaks_nothing(programme, documents, arguments):
    process = programme(*arguments, documents(*MANY))
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 0


def test_a_reader_that_never_reads_breaks_nothing(programme, documents):
    read, write = os.pipe()
    os.close(read)
    process = programme("code", documents(), stdout=write)
    os.close(write)
    assert process.communicate()[1] == ""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("count", [1, 40], ids=["told at the end", "told on the way"])
@pytest.mark.parametrize("style", ["jsonl", "table"])
def test_standard_output_on_a_full_disk_is_told_in_one_line(programme, documents, count, style):
    with Path("/dev/full").open("w") as full:
        process = programme("code", documents(*MANY[:count]), "--format", style, stdout=full)
        said = process.communicate()[1]
    assert process.returncode == 1
    (line,) = said.splitlines()
    assert line.startswith("vanellus: standard output: ")
    assert "No space left on device" in line


def test_an_interruption_is_told_in_one_line_and_leaves_no_file(programme, documents, tmp_path):
    path = documents({"id": "a", "text": "MLI CONSULT RUS"}, {"id": "b", "text": "NER AID MLI"})
    process = programme(
        "code", path, "-o", tmp_path / "out.jsonl", environment={"FAKE_STOP_BEFORE": "b"}
    )
    assert process.stdout.readline() == "waiting\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines() == ["vanellus: interrupted"]
    assert [file.name for file in tmp_path.iterdir()] == ["in.jsonl"]


KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, VanellusError)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_error_of_ours_ever_shows_a_traceback(
    vanellus, documents, monkeypatch, fake_rooms, kind
):
    error = kind(**facts_of(kind))

    def failing(documents):
        raise error

    monkeypatch.setattr(fake_rooms, "read", failing)
    status, out, said = vanellus("code", documents())
    assert (status, out) == (1, "")
    assert said == [f"vanellus: {error}"]


def test_an_error_of_ours_in_a_process_of_its_own_is_one_line_too(programme, documents):
    process = programme("code", documents(), environment={"FAKE_RAISE": "ModelMissing"})
    out, said = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert len(said.splitlines()) == 1
    assert said.startswith("vanellus: model.onnx: no event model there")


def test_a_setting_of_the_wrong_kind_is_told_in_one_line(programme, documents):
    process = programme("code", documents(), environment={"VANELLUS_MIN_SCORE": "high"})
    _, said = process.communicate()
    assert process.returncode == 1
    assert said == (
        "vanellus: VANELLUS_MIN_SCORE: 'high' is not a number (valid: a probability, 0 to 1)\n"
    )


def test_a_fault_of_the_programme_itself_is_not_hidden(
    vanellus, documents, monkeypatch, fake_rooms
):
    from vanellus.__main__ import main

    def failing(documents):
        raise ZeroDivisionError

    monkeypatch.setattr(fake_rooms, "read", failing)
    monkeypatch.setattr(sys, "argv", ["vanellus", "code", str(documents())])
    with pytest.raises(ZeroDivisionError):
        main()


def test_a_fault_of_the_disk_is_told_in_one_line(vanellus, documents, monkeypatch, fake_rooms):
    def failing(documents):
        raise OSError(5, "Input/output error", "the/disk")

    monkeypatch.setattr(fake_rooms, "read", failing)
    status, _, said = vanellus("code", documents())
    assert (status, said) == (1, ["vanellus: the/disk: Input/output error"])


def test_lines_in_a_pipe_are_utf8_whatever_the_locale_says(programme, documents):
    path = documents({"id": "é", "text": "MLI CONSULT RUS"})
    process = programme(
        "code", path, environment={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}, text=False
    )
    out, said = process.communicate()
    assert (process.returncode, said) == (0, b"")
    assert json.loads(out.decode("utf-8"))["doc_id"] == "é"


def on_a_terminal(programme, *arguments, **how):
    """Runs a command with a terminal as standard error; returns its output and what was shown."""
    mine, its = pty.openpty()
    process = programme(*arguments, stderr=its, **how)
    os.close(its)
    shown = b""
    out = process.stdout.read() if process.stdout else ""
    try:
        while piece := os.read(mine, 65536):
            shown += piece
    except OSError:
        pass  # this is how a terminal on Linux says that the other side is closed
    os.close(mine)
    assert process.wait() == 0
    return out, shown.decode()


def test_progress_is_shown_on_a_terminal_and_the_lines_still_go_to_the_pipe(programme, documents):
    out, shown = on_a_terminal(
        programme, "code", documents(*MANY), environment={"TERM": "xterm", "NO_COLOR": "1"}
    )
    assert "coding" in shown
    assert "CONSULT" not in shown
    assert len(out.splitlines()) == 40 * 40
    assert all(json.loads(line)["type"] == "CONSULT" for line in out.splitlines())


def test_in_a_pipe_no_progress_is_shown(vanellus, documents):
    assert vanellus("code", documents(*MANY)).said == []


def test_on_a_terminal_events_come_as_a_table(programme, documents):
    mine, its = pty.openpty()
    process = programme("code", documents(), stdout=its, environment={"TERM": "xterm"})
    os.close(its)
    shown = b""
    try:
        while piece := os.read(mine, 65536):
            shown += piece
    except OSError:
        pass  # as above
    os.close(mine)
    assert process.wait() == 0
    assert "CONSULT" in shown.decode()
    assert '"doc_id"' not in shown.decode()


def test_the_programme_can_be_started_as_a_module_and_by_its_name():
    beside = Path(sys.executable).with_name("vanellus")
    for command in ([sys.executable, "-m", "vanellus"], [str(beside)]):
        found = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
        assert found.stdout.startswith("vanellus, version ")


def test_a_store_error_names_the_store(vanellus, documents, monkeypatch, fake_rooms, tmp_path):
    def failing(documents):
        raise StoreError(path="s.duckdb", problem="out of luck")

    monkeypatch.setattr(fake_rooms, "read", failing)
    status, _, said = vanellus("ingest", documents(), "--store", tmp_path / "s.duckdb")
    assert (status, said) == (1, ["vanellus: s.duckdb: out of luck"])

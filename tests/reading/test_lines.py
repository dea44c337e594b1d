"""Lines of streams, however long."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest

from vanellus.reading.lines import byte_lines


def lines(data, *, longest=100, escape=True):
    return list(byte_lines(io.BytesIO(data), longest=longest, escape=escape))


def test_lines_are_numbered_and_lose_their_ends():
    found = lines(b"one\r\ntwo\n\nfour")
    assert [(line.number, line.data) for line in found] == [
        (1, b"one"), (2, b"two"), (3, b""), (4, b"four"),
    ]  # fmt: skip


def test_the_values_of_a_long_line_are_cut_and_all_else_stays():
    data = json.dumps({"id": "a", "text": "x" * 1000, "publisher": "Post"}).encode()
    long, short = lines(data + b"\nnext\n")
    assert long.abridged
    assert not long.overlong
    assert json.loads(long.data) == {"id": "a", "text": "x" * 50, "publisher": "Post"}
    assert (short.number, short.data) == (2, b"next")


@pytest.mark.parametrize("shift", range(12))
@pytest.mark.parametrize("unit", ["\\", '"', "é", "\u20ac", "\U0001f600", "\n", "a\\"])
def test_a_cut_never_leaves_half_an_escape(shift, unit):
    data = json.dumps({"text": "x" * shift + unit * 400, "end": unit}).encode()
    (line,) = lines(data)
    found = json.loads(line.data)
    assert found["end"] == unit
    assert found["text"][: shift + 1].startswith("x" * shift)


def test_doubled_marks_of_csv_count_as_one_value():
    (line,) = lines(b'1,"' + b'a""b' * 500 + b'",end', escape=False)
    assert line.data.endswith(b'",end')
    assert line.data.count(b'"') % 2 == 0


def test_a_long_line_without_values_is_overlong():
    assert lines(b"[" + b"1," * 5000)[0].overlong
    assert not lines(b"[" + b"1," * 30)[0].overlong


def test_a_line_of_many_megabytes_takes_little_memory():
    class Long(io.RawIOBase):
        left = 40

        def readable(self):
            return True

        def readinto(self, buffer):
            self.left -= 1
            if self.left < 0:
                return 0
            part = (b'{"text": "' if self.left == 39 else b"") + b"x" * (1 << 20)
            part = part[: len(buffer)]
            buffer[: len(part)] = part
            return len(part)

    tracemalloc.start()
    (line,) = byte_lines(io.BufferedReader(Long(), 2 << 20), longest=100_000, escape=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(line.data) < 60_000
    assert peak < 10 << 20

"""Servers of stores in processes of their own, and what is asked of each of their pages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

PATIENCE = 200
"""Seconds for a server to start, on a machine that has other work."""
# A drawing is one picture with one name to a screen reader; its thousands of parts take minutes.
SERIOUS = """async () => {
  const found = await axe.run({ exclude: ["svg *"] }, { resultTypes: ["violations"] });
  return found.violations.filter((each) => ["serious", "critical"].includes(each.impact)).map(
    (each) => [each.id, each.nodes.slice(0, 3).map((node) =>
      `${node.html.slice(0, 160)}: ${node.failureSummary}`)]);
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@contextmanager
def serving(path, *, environment=None, options=()):
    """The address of a `vanellus serve` process that shows the store at `path`."""
    log = path.with_suffix(".log")
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "vanellus", "serve", "--store", str(path), "--port", "0",
             *options],
            stdout=out, stderr=out, env={**os.environ, **(environment or {})},
        )  # fmt: skip
    try:
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(r"http://[^/\s]+", log.read_text(encoding="utf-8"))):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, "the server said no address in time"
            time.sleep(0.05)
        yield found[0]
    finally:
        process.terminate()
        process.wait(20)


def rows(address):
    """The rows of a list of a server, from its JSON."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return json.load(answer)

"""Every error that Vanellus raises on purpose.

```
VanellusError
├── InputError              what was handed in can't be used
│   ├── UnreadableSource    a file, address or stream can't be read as a document
│   ├── BadRecord           one record of a JSONL or CSV file is broken
│   ├── BadDate             a date that doesn't exist or isn't an ISO date
│   └── GoldError           a gold file isn't of the form its task needs
├── CodebookError           a table of the ontology or of the lexicon is wrong
├── ModelError              the event model can't be used
│   ├── ModelMissing        the weights aren't where they should be
│   └── ModelMismatch       the weights aren't those that the card describes
├── StoreError              the store can't do what was asked
│   ├── StoreBusy           another process writes to it (try again later)
│   ├── StoreFull           the disk is full (what was committed is kept)
│   ├── StoreTooNew         it was made by a newer version
│   └── NotAStore           the file is no Vanellus store
└── MissingExtra            an optional package is needed and absent
```

Each carries its facts as attributes, says in `transient` whether trying again may help, and
survives pickling (errors cross processes).
"""

from __future__ import annotations

from typing import Any, ClassVar


class VanellusError(Exception):
    """Base of all; `str(error)` is one line for a person: what, where, what would be valid."""

    transient: ClassVar[bool] = False

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        for name, value in facts.items():
            setattr(self, name, value)
        # A path or another program's words may hold line breaks; people get one line.
        super().__init__(" ".join(piece.strip() for piece in self.message().splitlines()))

    def message(self) -> str:
        """The one line shown to people."""
        return "; ".join(f"{name}: {value}" for name, value in self.facts.items())

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.facts)


def _rebuild(kind: type[VanellusError], facts: dict[str, Any]) -> VanellusError:
    return kind(**facts)


class InputError(VanellusError):
    """What was handed in can't be used (`where`, `problem`, `valid`)."""

    where: str
    problem: str
    valid: str

    def __init__(self, *, where: str, problem: str, valid: str = "") -> None:
        super().__init__(where=where, problem=problem, valid=valid)

    def message(self) -> str:
        """`where: problem (valid: ...)`."""
        hint = f" (valid: {self.valid})" if self.valid else ""
        return f"{self.where}: {self.problem}{hint}"


class UnreadableSource(InputError):
    """A file, address or stream that can't be read as a document."""


class BadRecord(InputError):
    """One record of a JSONL or CSV file that is broken; the records around it are not."""


class BadDate(InputError):
    """A date that doesn't exist or isn't written as YYYY-MM-DD."""


class GoldError(InputError):
    """A gold file that isn't of the form its task needs."""


class CodebookError(VanellusError):
    """A table of the ontology or the lexicon that breaks its own rules."""

    file: str
    problem: str
    line: int | None

    def __init__(self, *, file: str, problem: str, line: int | None = None) -> None:
        super().__init__(file=file, problem=problem, line=line)

    def message(self) -> str:
        """`file (line n): problem`."""
        place = f"{self.file} (line {self.line})" if self.line is not None else self.file
        return f"{place}: {self.problem}"


class ModelError(VanellusError):
    """The event model can't be used."""


class ModelMissing(ModelError):
    """The weights aren't where they should be."""

    path: str

    def __init__(self, *, path: str) -> None:
        super().__init__(path=path)

    def message(self) -> str:
        """Where the weights were looked for and how to get them."""
        return (
            f"{self.path}: no event model there "
            "(install the package anew, or make one with `make train`)"
        )


class ModelMismatch(ModelError):
    """The weights aren't those that the card beside them describes."""

    path: str
    expected: str
    found: str

    def __init__(self, *, path: str, expected: str, found: str) -> None:
        super().__init__(path=path, expected=expected, found=found)

    def message(self) -> str:
        """Which file, what the card says and what was found."""
        return (
            f"{self.path}: expected {self.expected}, found {self.found} (install the package anew)"
        )


class StoreError(VanellusError):
    """The store can't do what was asked; nothing already kept is lost."""

    path: str
    problem: str

    def __init__(self, *, path: str, problem: str) -> None:
        super().__init__(path=path, problem=problem)

    def message(self) -> str:
        """`path: problem`."""
        return f"{self.path}: {self.problem}"


class StoreBusy(StoreError):
    """Another process writes to the store; trying again later may help."""

    transient = True


class StoreFull(StoreError):
    """The disk is full; what was committed before is kept."""

    transient = True


class StoreTooNew(StoreError):
    """The store was made by a newer version of Vanellus."""


class NotAStore(StoreError):
    """The file is no Vanellus store."""


class MissingExtra(VanellusError):
    """An optional package is needed and absent."""

    package: str
    needed_for: str
    extra: str

    def __init__(self, *, package: str, needed_for: str, extra: str) -> None:
        super().__init__(package=package, needed_for=needed_for, extra=extra)

    def message(self) -> str:
        """What is missing, what for, and the line that installs it."""
        return (
            f"{self.needed_for} needs the package {self.package}: "
            f"pip install 'vanellus[{self.extra}]'"
        )

"""Name what is wrong in a file, so that whoever wrote it can mend it without help."""

from dataclasses import dataclass

from bot.i18n import Translator, mark

_LONGEST_QUOTED = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistake:
    """One thing to mend in a file: where, what is there, what should be; line 0 is the file.

    A warning is told apart from it.
    """

    file: str
    line: int
    found: str
    expected: str
    nearest: str | None = None
    is_warning: bool = False
    """Whether the file can be used all the same, and is only worth a second look."""

    def tell(self, translate: Translator) -> str:
        """Return the mistake as a sentence in the reader's language."""
        parts = [mark("{file}: found {found}, expected {expected}.")]
        if self.is_warning:
            parts = [mark("{file}, line {line}, worth a look: {found}; better {expected}.")]
        elif self.line:
            parts = [mark("{file}, line {line}: found {found}, expected {expected}.")]
        if self.nearest is not None:
            parts.append(mark('Did you mean "{nearest}"?'))
        values = {name: getattr(self, name) for name in self.__slots__}
        return " ".join(translate(part).format(**values) for part in parts)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.tell(mark)


def described(value: object) -> str:
    """Return a value as it is spoken of in a mistake."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"' if len(value) <= _LONGEST_QUOTED else f'"{value[:57]}..."'
        case dict():
            return "keys with values"
        case list() | tuple():
            return "a list"
        case _:
            return str(value)

"""Say all that is odd about one part of a programme file, each thing with its place in the part."""

Within = tuple[str | int, ...]
"""Keys and, in lists, positions from 0, counted from the part."""


class Unsound(ValueError):
    """What a part of a programme file breaks: sentences such as "this, expected that".

    A rule that looks at several things names them all, so that whoever wrote the file mends them
    in one go, each at its own line.
    """

    def __init__(self, *flaws: tuple[Within, str]) -> None:
        super().__init__("; ".join(sentence for _, sentence in flaws))
        self.flaws = flaws

"""Say what is wrong with blocks in Slack's manner: a message and a JSON pointer."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing Slack would refuse; ``pointer`` leads to it, as in ``/blocks/0/text/text``."""

    message: str
    pointer: str

    def __str__(self) -> str:
        """Return the line as it stands in ``response_metadata.messages``."""
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"

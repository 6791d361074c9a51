"""Who may read a text: chosen for each answer, changeable later."""

from enum import StrEnum


class Visibility(StrEnum):
    """The four circles of readers; each one lies within the next."""

    ONLY_ME = "only_me"
    FACILITATOR = "facilitator"
    TRIO = "trio"
    NETWORK = "network"

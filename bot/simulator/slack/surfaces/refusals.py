"""Name what a Slack client does not let a person do."""


class NotPossibleError(ValueError):
    """A person could not do this in Slack: the option is not there, the text does not fit."""

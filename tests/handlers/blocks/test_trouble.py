"""What a facilitator reads when something could not be sent: the remedy, never Slack's own word."""

import pytest

from bot.domain.messages import Trouble
from bot.domain.outcomes import Cause, cause_of
from handlers.blocks.messages import render
from tests.handlers.blocks import samples
from tests.handlers.blocks.said import of_kind

CODES = {
    Cause.NOT_INVITED: "not_in_channel",
    Cause.ARCHIVED: "is_archived",
    Cause.RESTRICTED: "restricted_action_read_only_channel",
    Cause.NOBODY: "user_not_visible",
    Cause.SWITCHED_OFF: "user_disabled",
    Cause.AN_APP: "cannot_dm_bot",
    Cause.NO_MESSAGES: "messages_tab_disabled",
    Cause.ALREADY_GONE: "message_not_found",
    Cause.OURS: "invalid_blocks",
}


@pytest.mark.parametrize("cause", Cause)
def test_every_refusal_for_good_has_a_remedy_in_words(cause: Cause) -> None:
    """Whoever reads it knows what to do next."""
    code = CODES[cause]
    (sample, *_) = of_kind("Trouble")
    assert isinstance(sample, Trouble)

    trouble = Trouble(network=sample.network, what="Maria", why=code, when=sample.when)
    look = render(trouble, samples.NEW_YORK)

    assert cause_of(code) is cause
    assert code not in look.text
    assert len(look.text.split(". ")) >= 2

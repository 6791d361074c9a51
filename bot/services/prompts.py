"""Prompts: everything a network is asked again and again, from its programme and by hand."""

from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.networks import Network
from bot.domain.prompts import MadePrompt, Prompt
from bot.domain.rounds import is_meant
from storage.transaction import Transaction


def network_prompts(tx: Transaction, network: Network) -> tuple[Prompt, ...]:
    """Return the prompts of a network that go on: the programme's, then those made in Slack."""
    made = tx.prompts.of_network(network.id)
    return (*network.programme.prompts, *(one.prompt for one in made))


def asked_prompts(tx: Transaction, network: Network) -> tuple[Prompt, ...]:
    """Return the prompts that are asked: none whose anonymous answers could never be shown (S35).

    Below five people nothing of them is told, so that nobody is asked in vain.
    """
    members = tx.members.of_network(network.id)
    return tuple(
        one
        for one in network_prompts(tx, network)
        if one.form is None
        or not network.programme.form(one.form).anonymous
        or sum(is_meant(one.audience, member, network) for member in members) >= FEWEST_SHOWN
    )


def prompt_named(tx: Transaction, network: Network, prompt_id: str) -> Prompt | None:
    """Return a prompt of a network, also one that was stopped; None for one it never had."""
    made = made_prompt(tx, network, prompt_id)
    if made is not None:
        return made.prompt
    return next((one for one in network.programme.prompts if one.id == prompt_id), None)


def made_prompt(tx: Transaction, network: Network, prompt_id: str) -> MadePrompt | None:
    """Return a prompt that was made in Slack; None for one of the programme."""
    is_number = prompt_id.isascii() and prompt_id.isdecimal() and len(prompt_id) < _MOST_DIGITS
    return tx.prompts.get(network.id, int(prompt_id)) if is_number else None


_MOST_DIGITS = 18

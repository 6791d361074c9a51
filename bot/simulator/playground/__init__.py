"""Show a played network in a browser: one page that feels like Slack, with a clock that jumps."""

from bot.simulator.playground.server import Playground
from bot.simulator.playground.world import CastMember, Coming, Suggestion, World

__all__ = ["CastMember", "Coming", "Playground", "Suggestion", "World"]

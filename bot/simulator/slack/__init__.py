"""A strict Slack on loopback: what Slack would refuse, it refuses, with Slack's own error code.

It speaks HTTP and websocket, holds workspaces with people, channels, messages and views, and lets
tests, the simulator and the playground be the people. Time is the movable clock that it is given;
only acknowledgements, pings and signatures go by real time.
"""

from bot.simulator.slack.local import LocalSlack
from bot.simulator.slack.log import LogEntry
from bot.simulator.slack.person import PersonSession
from bot.simulator.slack.person_answers import Answer, Submission
from bot.simulator.slack.quality import Violation
from bot.simulator.slack.surfaces import NotPossibleError
from bot.simulator.slack.world_records import (
    Channel,
    FileRecord,
    Message,
    Person,
    View,
    Workspace,
)

__all__ = [
    "Answer",
    "Channel",
    "FileRecord",
    "LocalSlack",
    "LogEntry",
    "Message",
    "NotPossibleError",
    "Person",
    "PersonSession",
    "Submission",
    "View",
    "Violation",
    "Workspace",
]

"""Pack what a button is about into its value, and read it back.

Compact JSON with one letter for each thing: ``n`` network, ``g`` gathering, ``f`` form, ``a`` about
(the stored form of ``bot.domain.entries.About``), ``e`` entry, ``c`` cycle, ``k`` check-in, tool,
module or protocol, ``d`` date of a round, ``v`` verb of a command, ``m`` person of a roster,
``s`` step or phase that is shown, ``t`` token, ``w`` delivery whose why is asked, ``i`` place in a
list, ``x`` first and last of what was loaded, ``b`` part of an agenda, ``q`` proposal, ``z``
chapter or place of own words, or words that are looked for, ``y`` the school they are of.

Of a yes ``r`` is the version that was read. Of a story ``x`` is what was looked at; of a decision
``j`` which, ``l`` its level, ``h`` which round, ``i`` choice or item, ``s`` what is wished; of a
nudge ``o`` only for whom, ``h`` how often, ``u`` until when, ``r`` reminder after so many days,
``p`` the prompt. Of a phase ``o`` says how much of it is shown, of a year ``s``.
"""

import json


def pack(**values: str | int | None) -> str:
    """Return the value of a button: compact JSON; what is None is left out."""
    given = {key: value for key, value in values.items() if value is not None}
    return json.dumps(given, separators=(",", ":"), ensure_ascii=False)


def unpack(value: str) -> dict[str, str | int]:
    """Read the value of a button back; anything that was not packed gives nothing."""
    try:
        read = json.loads(value)
    except ValueError:
        return {}
    if not isinstance(read, dict):
        return {}
    return {str(key): one for key, one in read.items() if isinstance(one, str | int)}

"""Say in words how far something is that the records count (S23)."""

from math import floor

from bot.domain.measures import Progress, Unit
from bot.domain.networks import Network
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from handlers.blocks.text import say


def progress_words(progress: Progress, network: Network, reader: Reader) -> str:
    """Return in words how far something is: "9 of 12 fellows, 10 are enough"."""
    _ = translator(reader.locale)
    match progress.unit:
        case Unit.MEAN:
            return _mean(progress, reader)
        case Unit.ATTENDANCE:
            if progress.done is None:
                return _("nobody has noted yet who was there")
            return _("{done} % took part, {wanted} % are enough").format(
                done=progress.done, wanted=progress.wanted
            )
        case Unit.LED:
            if progress.done is None:
                return _("no meeting with an agenda has taken place yet")
            return _("{done} % of the time is led by schools, {wanted} % are enough").format(
                done=progress.done, wanted=progress.wanted
            )
        case Unit.DECISIONS if progress.of is None:
            return _("adopted") if progress.is_met else _("not adopted yet")
        case Unit.MEMBERS | Unit.SCHOOLS if progress.of is not None:
            return _so_many_of(progress, network, reader)
        case _:
            return _so_many(progress, network, reader)


def _so_many(progress: Progress, network: Network, reader: Reader) -> str:
    """Return how many there are of how many that are enough."""
    _ = translator(reader.locale)
    if progress.unit is Unit.MEMBERS:
        members = say(network.programme.words.members, reader)
        return _("{done} {members}").format(done=progress.done, members=members)
    sentences = {
        Unit.WEEKS: _("{done} of {wanted} weeks"),
        Unit.ENTRIES: _("{done} of {wanted} written"),
        Unit.GATHERINGS: _("{done} of {wanted} gatherings"),
        Unit.KEPT: _("{done} of {wanted} next steps looked back on"),
        Unit.STEPS: _("{done} of {wanted} steps"),
        Unit.DECISIONS: _("{done} of {wanted} levels"),
    }
    return sentences[progress.unit].format(done=progress.done, wanted=progress.wanted)


def _so_many_of(progress: Progress, network: Network, reader: Reader) -> str:
    """Return how many of all members or schools, and how many are enough where not all are."""
    _ = translator(reader.locale)
    told = _("{done} of {of} schools")
    if progress.unit is Unit.MEMBERS:
        told = _("{done} of {of} {members}")
    members = say(network.programme.words.members, reader)
    line = told.format(done=progress.done, of=progress.of, members=members)
    if progress.of and progress.wanted < progress.of:
        enough = plural(
            "{count} is enough", "{count} are enough", int(progress.wanted), locale=reader.locale
        )
        return f"{line}, {enough}"
    return line


def _mean(progress: Progress, reader: Reader) -> str:
    _ = translator(reader.locale)
    if progress.done is None:
        return _("told once five have answered")
    rounded_down = floor(progress.done * 100) / 100
    return _("{done} on average, {wanted} is enough").format(
        done=f"{rounded_down:g}", wanted=f"{float(progress.wanted):g}"
    )

"""Say in words who may read a text: as a choice, as a promise before, as a fact after."""

from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.forms import Form
from bot.domain.readers import Reader
from bot.domain.visibility import Visibility
from bot.i18n import translator


def choice(visibility: Visibility, reader: Reader) -> str:
    """Return the words of a choice, in the writer's mouth."""
    _ = translator(reader.locale)
    match visibility:
        case Visibility.ONLY_ME:
            return _("Only me")
        case Visibility.FACILITATOR:
            return _("My facilitator and me")
        case Visibility.TRIO:
            return _("My partners and me")
        case Visibility.NETWORK:
            return _("Everybody in the network")


def choice_for_another(visibility: Visibility, reader: Reader) -> str:
    """Return the words of a choice, in the mouth of who types in a paper for its author."""
    _ = translator(reader.locale)
    match visibility:
        case Visibility.ONLY_ME:
            return _("Only who wrote it")
        case Visibility.FACILITATOR:
            return _("Who wrote it, and their facilitator")
        case Visibility.TRIO:
            return _("Who wrote it, and their partners")
        case Visibility.NETWORK:
            return _("Everybody in the network")


def promise(visibility: Visibility, reader: Reader) -> str:
    """Return who will read an answer that is not written yet."""
    _ = translator(reader.locale)
    match visibility:
        case Visibility.ONLY_ME:
            return _("Only you will read it, unless you choose otherwise.")
        case Visibility.FACILITATOR:
            return _("Your facilitator will read it, unless you choose otherwise.")
        case Visibility.TRIO:
            return _("Your partners will read it, unless you choose otherwise.")
        case Visibility.NETWORK:
            return _("Everybody in the network will read it, unless you choose otherwise.")


def promise_of(form: Form, reader: Reader) -> str:
    """Return who will read what is written in a form; of an anonymous one, that nobody is named."""
    if not form.anonymous:
        return promise(form.visibility, reader)
    _ = translator(reader.locale)
    return _("Anonymous: without your name, and shown only from {fewest} answers on.").format(
        fewest=FEWEST_SHOWN
    )


def readers(visibility: Visibility, reader: Reader) -> str:
    """Return who can read what was written, told to its author."""
    _ = translator(reader.locale)
    match visibility:
        case Visibility.ONLY_ME:
            return _("Only you can read this.")
        case Visibility.FACILITATOR:
            return _("You and your facilitator can read this.")
        case Visibility.TRIO:
            return _("You and your partners can read this.")
        case Visibility.NETWORK:
            return _("Everybody in your network can read this.")

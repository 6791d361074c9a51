"""Say in words who may read a text: as a choice, as a promise before, as a fact after."""

from collections.abc import Mapping

from bot.domain.anonymous import FEWEST_SHOWN
from bot.domain.entries import Entry
from bot.domain.forms import Form
from bot.domain.next_steps import step_is_shared
from bot.domain.readers import Reader
from bot.domain.text import Words
from bot.domain.visibility import Visibility
from bot.i18n import mark, translator

_Sentences = Mapping[Visibility, str]

_CHOICES: _Sentences = {
    Visibility.ONLY_ME: mark("Only me"),
    Visibility.FACILITATOR: mark("My facilitator and me"),
    Visibility.TRIO: mark("My partners and me"),
    Visibility.NETWORK: mark("Everybody in the network"),
}
_CHOICES_FOR_ANOTHER: _Sentences = {
    Visibility.ONLY_ME: mark("Only who wrote it"),
    Visibility.FACILITATOR: mark("Who wrote it, and their facilitator"),
    Visibility.TRIO: mark("Who wrote it, and their partners"),
    Visibility.NETWORK: mark("Everybody in the network"),
}
_PROMISES: _Sentences = {
    Visibility.ONLY_ME: mark("Only you will read it, unless you choose otherwise."),
    Visibility.FACILITATOR: mark("Your facilitator will read it, unless you choose otherwise."),
    Visibility.TRIO: mark("Your partners will read it, unless you choose otherwise."),
    Visibility.NETWORK: mark("Everybody in the network will read it, unless you choose otherwise."),
}
_FACTS: _Sentences = {
    Visibility.ONLY_ME: mark("Only you can read this."),
    Visibility.FACILITATOR: mark("You and your facilitator can read this."),
    Visibility.TRIO: mark("You and your partners can read this."),
    Visibility.NETWORK: mark("Everybody in your network can read this."),
}


def choice(visibility: Visibility, reader: Reader) -> str:
    """Return the words of a choice, in the writer's mouth."""
    return translator(reader.locale)(_CHOICES[visibility])


def choice_for_another(visibility: Visibility, reader: Reader) -> str:
    """Return the words of a choice, in the mouth of who types in a paper for its author."""
    return translator(reader.locale)(_CHOICES_FOR_ANOTHER[visibility])


def promise(visibility: Visibility, reader: Reader) -> str:
    """Return who will read an answer that is not written yet."""
    return translator(reader.locale)(_PROMISES[visibility])


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
    return translator(reader.locale)(_FACTS[visibility])


def nameless(reader: Reader) -> str:
    """Return who will see a proposal, and that it bears no name (S28)."""
    _ = translator(reader.locale)
    return _("What you propose is shown to all in the network, without your name.")


def who_reads(entry: Entry, reader: Reader) -> str:
    """Return who can read an answer now, told to its author; a proposal bears no name."""
    told = nameless(reader) if entry.about.is_nameless else readers(entry.visibility, reader)
    if not step_is_shared(entry):
        return told
    _ = translator(reader.locale)
    return f"{told} {_('Your partners can read your next step, and ask you on its day.')}"


def thanks_of(form: Form, entry: Entry | None) -> Words | None:
    """Return the form's thanks, where those it speaks of can read what was written.

    Whoever chose fewer readers is not told that somebody will take it up.
    """
    if entry is None or entry.about.is_nameless:
        return form.thanks
    as_usual = entry.visibility in {form.visibility, Visibility.NETWORK}
    return form.thanks if as_usual else None


def offered_readers(*, has_trio: bool, is_charter: bool) -> list[Visibility]:
    """Return the choices of readers; a charter is there to be agreed on, so others read it."""
    left_out = {Visibility.TRIO: not has_trio, Visibility.ONLY_ME: is_charter}
    return [one for one in Visibility if not left_out.get(one, False)]


def readers_of_another(visibility: Visibility, reader: Reader) -> str:
    """Return who can read what somebody wrote, told to another who may read it."""
    _ = translator(reader.locale)
    return _("Read by: {readers}.").format(readers=choice_for_another(visibility, reader))

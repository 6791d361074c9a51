"""Draw what belongs to anonymous forms: what they promise, the receipt, what came of them."""

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.domain.anonymous import FEWEST_SHOWN, Result
from bot.domain.forms import FieldKind, Form
from bot.domain.messages import TookPart
from bot.domain.readers import Reader
from bot.i18n import plural, translator
from bot.services.anonymous import Heard
from handlers.blocks.layout import Look, context, section
from handlers.blocks.modals import notice
from handlers.blocks.text import brief, fit, quote, say, within
from handlers.blocks.times import day, day_of

_TITLE = 150
_LABEL = 300
_THANKS = 1000
_OPTION = 75
_LONGEST_BAR = 12
_TEXTS = 2400
_BAR = "▇"


def pledge(reader: Reader) -> list[Block]:
    """Say on the form what is anonymous and what is not, before anything is written."""
    _ = translator(reader.locale)
    kept = [
        f"*{_('What is anonymous')}*",
        _("• Your answer is kept without your name, your school and the time."),
        _(
            "• Those who lead see answers once {fewest} have come, mixed question "
            "by question. Who answered, and who did not, is shown to nobody."
        ).format(fewest=FEWEST_SHOWN),
    ]
    not_kept = [
        f"*{_('What is not')}*",
        _("• That you took part is kept, so that everybody answers once. You get a receipt."),
        _("• Your words may tell who you are. Leave out names and places."),
        _(
            "• Nothing is saved before you send it, and nothing can be changed, shown to you again "
            "or erased afterwards: nobody knows which answer is yours."
        ),
    ]
    return [context("\n".join(kept)), context("\n".join(not_kept))]


def thanks(form: Form, reader: Reader) -> View:
    """Thank for an anonymous answer; nothing of it is shown again."""
    _ = translator(reader.locale)
    words = fit(say(form.thanks, reader), _THANKS) if form.thanks else _("Thank you. It counts.")
    look = Look(text=words, blocks=[section(words), context(_stands(reader))])
    return notice(look, reader, title=_("Thank you"))


def took_part(message: TookPart, reader: Reader) -> Look:
    """Prove that an anonymous answer counts, without a word of it."""
    _ = translator(reader.locale)
    line = _("Thank you. Your anonymous answer counts: {form}").format(
        form=_titled(message.form, message.occasion, reader)
    )
    return Look(text=line, blocks=[section(line), context(_stands(reader))])


def render_heard(heard: Heard, reader: Reader) -> list[Block]:
    """Show what came of one anonymous form: numbers, and from five answers on what was said."""
    title = _titled(heard.form, heard.occasion, reader)
    blocks: list[Block] = [section(f"*{title}*"), context(*_counted(heard, reader))]
    blocks += [section(*_said(one, reader)) for one in heard.results]
    return [*blocks, DividerBlock()]


def _stands(reader: Reader) -> str:
    _ = translator(reader.locale)
    return _(
        "It stands without your name. There is no copy of it here, and nobody can find it, change "
        "it or erase it, you and I included."
    )


def _titled(form: Form, occasion: str, reader: Reader) -> str:
    """Return the title of a form with what it is about, where that says more."""
    title, about = (brief(one, _TITLE) for one in (say(form.title, reader), occasion))
    return title if about in {"", title} else f"{title}, {about}"


def _counted(heard: Heard, reader: Reader) -> list[str]:
    """Return how many answered and how many more it takes; never who."""
    _ = translator(reader.locale)
    count, locale = heard.count, reader.locale
    answered = plural(
        "{count} anonymous answer.", "{count} anonymous answers.", count.answers, locale=locale
    )
    week = _("Latest in the week of {day}.").format(day=day(count.week_of, reader))
    if not count.shown:
        more = plural(
            "{count} more, and I can show you what was said without giving anybody away.",
            "{count} more, and I can show you what was said without giving anybody away.",
            count.needed,
            locale=locale,
        )
        return [f"{answered} {more}", week]
    if not count.waiting:
        return [f"{answered} {_('All are shown here, mixed question by question.')}", week]
    shown = plural(
        "{count} of them is shown here, mixed question by question.",
        "{count} of them are shown here, mixed question by question.",
        count.shown,
        locale=locale,
    )
    others = _("The others join when {fewest} have come, so that no difference names anybody.")
    return [f"{answered} {shown} {others.format(fewest=FEWEST_SHOWN)}", week]


def _said(result: Result, reader: Reader) -> list[str]:
    label = f"*{brief(say(result.field.label, reader), _LABEL)}*"
    if not result.counts:
        return [label, *_texts(result, reader)]
    return [label, *_bars(result, reader), *(_texts(result, reader) if result.texts else ())]


def _bars(result: Result, reader: Reader) -> list[str]:
    """Draw how often each point or option was chosen, as bars that a phone shows, too."""
    _ = translator(reader.locale)
    labels = {one.id: brief(say(one.label, reader), _OPTION) for one in result.field.options}
    if result.field.kind is FieldKind.YES_NO:
        labels = {"yes": _("Yes"), "no": _("No")}
    most = max(count for _, count in result.counts)
    scale = min(1.0, _LONGEST_BAR / most) if most else 1.0
    lines = [
        " ".join(
            (
                f"{labels.get(choice, choice)} ",
                *([_BAR * max(1, round(count * scale))] if count else []),
                str(count),
                *_placed(result, choice, reader),
            )
        )
        for choice, count in result.counts
    ]
    if result.average is None:
        return lines
    average = _("Average {average} of {highest}.").format(
        average=f"{result.average:.1f}", highest=result.highest
    )
    return [*lines, average]


def _placed(result: Result, choice: str, reader: Reader) -> list[str]:
    """Say of an order how often an option came first, and where it came on average."""
    if result.field.kind is not FieldKind.RANKED:
        return []
    _ = translator(reader.locale)
    place = dict(result.places).get(choice)
    first = _("in the first place")
    if place is None:
        return [first]
    return [first, _("(on average in place {place})").format(place=f"{place:.1f}")]


def _texts(result: Result, reader: Reader) -> list[str]:
    _ = translator(reader.locale)
    if not result.texts:
        return [_("Nobody wrote anything here.")]
    is_date = result.field.kind is FieldKind.DATE
    told = [day_of(one, reader) for one in result.texts] if is_date else result.texts
    quoted = [line for text in told for line in (*quote(text), "")]
    lines, is_whole = within(quoted, _TEXTS)
    return lines if is_whole else [*lines, _("_The rest is in `/rounds export`._")]

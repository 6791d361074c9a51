"""Draw what a network says in its own way: the list, the search for a place, one of them."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.programme import Programme
from bot.domain.readers import Reader
from bot.domain.wording_places import Chapter, Manner
from bot.domain.wordings import Place, Wording, said
from bot.i18n import mark, plural, translator
from bot.services.redating import Redated
from bot.services.wordings import PlaceView, WordingsView
from handlers.blocks.ids import Action, Callback, numbered
from handlers.blocks.ids import Block as BlockId
from handlers.blocks.layout import actions, beside, button, context, plain, section
from handlers.blocks.modals import modal, options_of, text_input
from handlers.blocks.packing import pack
from handlers.blocks.text import brief
from handlers.blocks.wording_days import days_inputs, days_said

_NAME = 150
_WORDS = 300
_MOST_OWN = 40
_ONE_LINE = 150
_LINES = 3000
_WHAT = {
    "name": mark("Name"),
    "about": mark("What it is about"),
    "purpose": mark("Purpose"),
    "norms": mark("Norms"),
    "prompts": mark("Questions to think about"),
    "done_when": mark("Signs that it is done"),
    "before": mark("Preparation"),
    "competency": mark("What leaders practise"),
    "outcome": mark("What schools could see of it"),
    "what": mark("Topic"),
    "teachers": mark("Meanwhile, among teacher leaders"),
    "when": mark("Days"),
    "text": mark("Words"),
    "try_it": mark("Question afterwards"),
    "title": mark("Title"),
    "thanks": mark("Thanks"),
    "label": mark("Question"),
    "hint": mark("Help below the question"),
    "example": mark("Example"),
}
_OF_PARTS = {
    "entry": mark("What must be so before it begins"),
    "exit": mark("What must be so before it ends"),
    "checks": mark("Done when"),
    "options": mark("Answer to choose"),
}
"""What is said of small parts, which are little more than their words, by the list they are in."""
_CHAPTERS = {
    Chapter.NETWORK: mark("What we are about, and our norms"),
    Chapter.PHASES: mark("Phases, and when each is done"),
    Chapter.GATHERINGS: mark("Our meetings: names, topics, dates"),
    Chapter.STEPS: mark("The steps of our inquiry"),
    Chapter.PROMPTS: mark("What I ask regularly, and when"),
    Chapter.DECISIONS: mark("What we decide together"),
    Chapter.TOOLKIT: mark("Toolkit"),
    Chapter.FORMS: mark("What people fill in: the questions"),
}


def wordings_modal(view: WordingsView, reader: Reader, *, chapter: Chapter | None = None) -> View:
    """Draw what a network says in its own way, each with the way back, and the search for more."""
    _ = translator(reader.locale)
    told = _(
        "Say things the way your network says them. Answers stay, and every change can be taken "
        "back."
    )
    blocks: list[Block] = [
        section(f"*{brief(view.network.name, _NAME)}*", told),
        *_news(view, reader),
        _search(view.network.programme, reader, chapter=chapter),
    ]
    for number, (wording, place) in enumerate(view.own[:_MOST_OWN]):
        blocks.append(_own(number, wording, place, reader))
    if not view.own:
        blocks.append(context(_("So far everything is as the programme says it.")))
    return modal(
        _("Our own words"),
        blocks,
        callback=Callback.WORDINGS,
        reader=reader,
        meta=pack(n=view.network.id, z=chapter),
    )


def place_options(places: Sequence[Place], reader: Reader) -> list[Option]:
    """Return places to choose among, each by what it is and by its part."""
    return [Option(value=one.path, text=plain(called(one, reader), 75)) for one in places]


def place_modal(view: PlaceView, reader: Reader, *, kind: str = "") -> View:
    """Ask for other words at one place, or for other days; ``kind`` is how days are said."""
    _ = translator(reader.locale)
    place = view.place
    heading = [f"*{brief(called(place, reader), _NAME)}*"]
    if view.own is not None:
        was = brief(_shown(place.saying.manner, view.own.before, reader), _WORDS)
        heading.append(_("The programme says: {words}").format(words=was or _("nothing")))
    blocks: list[Block] = [section(*heading)]
    if place.saying.manner is Manner.DAYS:
        blocks += days_inputs(place, reader, kind=kind)
        blocks.append(
            context(_("Dates of the next three weeks stay: they are announced. Later ones follow."))
        )
    else:
        blocks.append(_words(place, reader))
    return modal(
        _("In our own words"),
        blocks,
        callback=Callback.WORDING,
        reader=reader,
        submit=_("Keep it"),
        meta=pack(n=view.network.id, z=place.path, h=kind or None),
    )


def lost_lines(lost: Sequence[Wording]) -> list[str]:
    """Return the own words that a newer programme has no place for, one line for each."""
    return [f"• {brief(one.place, _NAME)}: {brief(said(one.after), _WORDS)}" for one in lost]


def _words(place: Place, reader: Reader) -> InputBlock:
    _ = translator(reader.locale)
    several = place.saying.manner is Manner.LINES
    return text_input(
        BlockId.OWN_WORDS,
        _(_kind(place)),
        value=place.words,
        hint=_("One on each line.") if several else None,
        lines=several or place.saying.most > _ONE_LINE,
        optional=place.saying.optional,
        most=_LINES if several else place.saying.most,
    )


def _search(programme: Programme, reader: Reader, *, chapter: Chapter | None) -> ActionsBlock:
    """Offer the chapters that the programme has, and the search through one or all of them."""
    _ = translator(reader.locale)
    left_out = {one for one, is_there in _has(programme).items() if not is_there}
    options = options_of(
        {one.value: _(words) for one, words in _CHAPTERS.items() if one not in left_out}
    )
    chapters = StaticSelectElement(
        action_id=Action.WORDING_CHAPTER,
        placeholder=plain(_("Which part?"), 150),
        options=options,
        initial_option=next((one for one in options if one.value == chapter), None),
    )
    places = ExternalDataSelectElement(
        action_id=Action.CHOOSE_WORDING,
        placeholder=plain(_("Find words or days"), 150),
        min_query_length=0,
    )
    return ActionsBlock(elements=[chapters, places])


def _has(programme: Programme) -> dict[Chapter, bool]:
    """Return whether a programme has the chapters that may be left out."""
    return {
        Chapter.STEPS: bool(programme.steps),
        Chapter.PROMPTS: bool(programme.prompts),
        Chapter.DECISIONS: bool(programme.decisions),
        Chapter.TOOLKIT: bool(programme.toolkit),
    }


def _own(number: int, wording: Wording, place: Place | None, reader: Reader) -> Block:
    _ = translator(reader.locale)
    manner = place.saying.manner if place else Manner.TEXT
    before, after = (
        brief(_shown(manner, one, reader), _WORDS) or "…" for one in (wording.before, wording.after)
    )
    name = called(place, reader) if place else wording.place
    value = pack(n=wording.network_id, z=wording.place)
    undo = button(_("Undo"), numbered(Action.UNDO_WORDING, number), value=value)
    return beside(undo, f"*{brief(name, _NAME)}*", f"{before} → {after}")


def _news(view: WordingsView, reader: Reader) -> Iterator[Block]:
    """Yield what came of the change that was made just now."""
    _ = translator(reader.locale)
    lines = list(_dates(view.redated, reader))
    if view.changed is not None:
        yield section(_("*Kept.* It holds from now on."), *lines)
    elif lines:
        yield section(*lines)
    if view.redated.changes:
        value = pack(v="nudge", n=view.network.id)
        yield actions(button(_("Tell the members"), Action.RUN_COMMAND, value=value))


def _dates(redated: Redated, reader: Reader) -> Iterator[str]:
    locale = reader.locale
    if redated.moved:
        yield plural(
            "{count} date has moved.", "{count} dates have moved.", redated.moved, locale=locale
        )
    if redated.added:
        yield plural("{count} date is new.", "{count} dates are new.", redated.added, locale=locale)
    if redated.removed:
        yield plural(
            "{count} date is gone.", "{count} dates are gone.", redated.removed, locale=locale
        )
    if redated.stay:
        yield plural(
            "{count} date stays, because it is announced. Use “Move it” for that one.",
            "{count} dates stay, because they are announced. Use “Move it” for those.",
            redated.stay,
            locale=locale,
        )


def called(place: Place, reader: Reader) -> str:
    """Return a place as people speak of it: what it is, and of which part."""
    _ = translator(reader.locale)
    what = _(_kind(place))
    return f"{what}: {place.of}" if place.of else what


def _kind(place: Place) -> str:
    """Return the words for what stands at a place, not yet translated."""
    *_way, part, _id, key = ("", "", *place.path.split("/"))
    return _OF_PARTS.get(part) or _WHAT[key]


def _shown(manner: Manner, value: object, reader: Reader) -> str:
    """Return what is said somewhere in one text; days in words."""
    return days_said(value, reader) if manner is Manner.DAYS and value else said(value)

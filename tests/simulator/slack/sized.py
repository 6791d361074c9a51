"""For each limit of Block Kit, something that is as large as one likes."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.simulator.slack.kit import (
    Json,
    actions,
    ask,
    button,
    image,
    link,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    section,
    select,
    text_input,
)


def x(length: int) -> str:
    """Make so many letters."""
    return "x" * length


def pressed(**more: Any) -> list[Json]:
    """Make a message with a button."""
    return [actions(button(**more))]


def confirmed(**more: Any) -> list[Json]:
    """Make a message with a button that asks back."""
    return pressed(confirm={"text": plain(), **more})


def chosen(**more: Any) -> list[Json]:
    """Make a message with a menu."""
    return [actions(select(**more))]


def grouped(count: int, *, label: str = "Group", size: int = 1) -> list[Json]:
    """Make a message with a menu of groups."""
    return chosen(option_groups=[{"label": plain(label), "options": options(size)}] * count)


def listed(kind: str, count: int) -> list[Json]:
    """Make a message with checkboxes, radio buttons or an overflow menu."""
    return [actions({"type": kind, "action_id": "choose", "options": options(count)})]


def task(url: str) -> list[Json]:
    """Make a message with a task that names a source."""
    source = {"type": "url", "url": url, "text": "Source"}
    about = {"task_id": "1", "title": "Task", "status": "pending"}
    return [{"type": "task_card", **about, "sources": [source]}]


def film(**more: Any) -> list[Json]:
    """Make a message with a film."""
    required = {"alt_text": "A film", "title": plain()}
    links = {"video_url": link(20), "thumbnail_url": link(20)}
    return [{"type": "video", **required, **links, **more}]


def card(**more: Any) -> Json:
    """Make a card."""
    return {"type": "card", "title": mrkdwn(), **more}


def contained(**more: Any) -> list[Json]:
    """Make a message with a container."""
    return [{"type": "container", "child_blocks": [{"type": "divider"}], **more}]


def feedback(**more: Any) -> list[Json]:
    """Make a message with feedback buttons."""
    good = {"text": plain("Good"), "value": "good"}
    pair = {"positive_button": good | more, "negative_button": good}
    return [{"type": "context_actions", "elements": [{"type": "feedback_buttons", **pair}]}]


def icon(**more: Any) -> Json:
    """Make a button with a picture."""
    return {"type": "icon_button", "icon": "trash", "text": plain("Delete"), **more}


def cell(text: str = "cell") -> Json:
    """Make a cell of a table."""
    return {"type": "raw_text", "text": text}


def data_table(*rows: list[Json], **more: Any) -> list[Json]:
    """Make a message with a data table."""
    return [{"type": "data_table", "caption": "Caption", "rows": list(rows), **more}]


def paged(size: int) -> list[Json]:
    """Make a message with a data table of two rows and this size of page."""
    return data_table([cell()], [cell()], page_size=size)


def chart(title: str = "Chart", **parts: Any) -> list[Json]:
    """Make a message with a chart."""
    return [{"type": "data_visualization", "title": title, "chart": parts}]


def pie(count: int = 1, *, label: str = "Slice", value: float = 1) -> list[Json]:
    """Make a message with a pie."""
    return chart(type="pie", segments=[{"label": label, "value": value}] * count)


def bars(count: int = 1, *, name: str = "Line", points: int = 1, label: str = "Mon") -> list[Json]:
    """Make a message with bars."""
    series = {"name": name, "data": [{"label": label, "value": 1}] * points}
    return axis(series=[series] * count, categories=[label])


def axis(**more: Any) -> list[Json]:
    """Make a message with bars on an axis of one's own."""
    series = more.pop("series", [{"name": "Line", "data": [{"label": "Mon", "value": 1}]}])
    config = {"categories": ["Mon"], **more}
    return chart(type="bar", series=series, axis_config=config)


SIZED: Mapping[str, Callable[[int], Any]] = {
    "text.min_length": lambda n: [section(x(n))],
    "text.max_length": lambda n: [{"type": "context", "elements": [mrkdwn(x(n))]}],
    "action_id.max_length": lambda n: pressed(action_id=x(n)),
    "block_id.max_length": lambda n: [section(block_id=x(n))],
    "button.text.max_length": lambda n: pressed(text=plain(x(n))),
    "button.url.max_length": lambda n: pressed(url=link(n)),
    "button.value.max_length": lambda n: pressed(value=x(n)),
    "button.accessibility_label.max_length": lambda n: pressed(accessibility_label=x(n)),
    "confirmation.title.max_length": lambda n: confirmed(title=plain(x(n))),
    "confirmation.text.max_length": lambda n: confirmed(text=mrkdwn(x(n))),
    "confirmation.confirm.max_length": lambda n: confirmed(confirm=plain(x(n))),
    "confirmation.deny.max_length": lambda n: confirmed(deny=plain(x(n))),
    "option.text.max_length": lambda n: chosen(options=[option(text=plain(x(n)))]),
    "option.value.max_length": lambda n: chosen(options=[option(x(n), text=plain())]),
    "option.description.max_length": lambda n: chosen(options=[option(description=plain(x(n)))]),
    "option.url.max_length": lambda n: [
        section(
            accessory={"type": "overflow", "options": [option(url="https://a.io/".ljust(n, "😀"))]}
        )
    ],
    "option_group.label.max_length": lambda n: grouped(1, label=x(n)),
    "option_group.options.min_items": lambda n: grouped(1, size=n),
    "option_group.options.max_items": lambda n: grouped(1, size=n),
    "select.placeholder.max_length": lambda n: chosen(placeholder=plain(x(n))),
    "select.options.max_items": lambda n: chosen(options=options(n)),
    "select.option_groups.max_items": grouped,
    "overflow.options.min_items": lambda n: listed("overflow", n),
    "overflow.options.max_items": lambda n: listed("overflow", n),
    "checkboxes.options.min_items": lambda n: listed("checkboxes", n),
    "checkboxes.options.max_items": lambda n: listed("checkboxes", n),
    "radio_buttons.options.min_items": lambda n: listed("radio_buttons", n),
    "radio_buttons.options.max_items": lambda n: listed("radio_buttons", n),
    "url_source.url.min_length": lambda n: task(link(n)),
    "url_source.url.max_length": lambda n: task(link(n)),
    "table.rows.max_items": lambda n: [{"type": "table", "rows": [[cell()]] * n}],
    "file_input.max_files.min": lambda n: modal(ask({"type": "file_input", "max_files": n})),
    "file_input.max_files.max": lambda n: modal(ask({"type": "file_input", "max_files": n})),
    "plain_text_input.max_length.max": lambda n: modal(ask(text_input(max_length=n))),
    "actions.elements.max_items": lambda n: [
        actions(*(button(action_id=f"press-{number}") for number in range(n)))
    ],
    "context.elements.max_items": lambda n: [{"type": "context", "elements": [plain()] * n}],
    "header.text.max_length": lambda n: [{"type": "header", "text": plain(x(n))}],
    "image.image_url.max_length": lambda n: [image(image_url=link(n))],
    "image.alt_text.max_length": lambda n: [image(alt_text=x(n))],
    "input.label.max_length": lambda n: modal(ask(text_input(), label=plain(x(n)))),
    "input.hint.max_length": lambda n: modal(ask(text_input(), hint=plain(x(n)))),
    "markdown.text.min_length": lambda n: [{"type": "markdown", "text": x(n)}],
    "markdown.text.max_length": lambda n: [{"type": "markdown", "text": x(n)}],
    "section.text.max_length": lambda n: [section(x(n))],
    "section.fields.max_items": lambda n: [{"type": "section", "fields": [plain()] * n}],
    "section.fields.item_max_length": lambda n: [{"type": "section", "fields": [plain(x(n))]}],
    "video.alt_text.min_length": lambda n: film(alt_text=x(n)),
    "video.alt_text.max_length": lambda n: film(alt_text=x(n)),
    "video.title.max_length": lambda n: film(title=plain(x(n))),
    "video.author_name.max_length": lambda n: film(author_name=x(n)),
    "video.description.max_length": lambda n: film(description=plain(x(n))),
    "video.provider_name.max_length": lambda n: film(provider_name=x(n)),
    "view.blocks.min_items": lambda n: modal(*([section()] * n)),
    "view.blocks.max_items": lambda n: modal(*([section()] * n)),
    "view.private_metadata.max_length": lambda n: modal(section(), private_metadata=x(n)),
    "view.callback_id.max_length": lambda n: modal(section(), callback_id=x(n)),
    "view.title.max_length": lambda n: modal(section(), title=plain(x(n))),
    "view.close.max_length": lambda n: modal(section(), close=plain(x(n))),
    "view.submit.max_length": lambda n: modal(section(), submit=plain(x(n))),
    "alert.text.max_length": lambda n: modal({"type": "alert", "text": plain(x(n))}),
    "card.title.max_length": lambda n: [card(title=mrkdwn(x(n)))],
    "card.subtitle.max_length": lambda n: [card(subtitle=mrkdwn(x(n)))],
    "card.body.max_length": lambda n: [card(body=mrkdwn(x(n)))],
    "card.subtext.max_length": lambda n: [card(subtext=mrkdwn(x(n)))],
    "card.actions.max_items": lambda n: [
        card(actions=[button(action_id=f"press-{number}") for number in range(n)])
    ],
    "carousel.elements.min_items": lambda n: [{"type": "carousel", "elements": [card()] * n}],
    "carousel.elements.max_items": lambda n: [{"type": "carousel", "elements": [card()] * n}],
    "container.title.max_length": lambda n: contained(title=plain(x(n))),
    "container.subtitle.max_length": lambda n: contained(subtitle=plain(x(n))),
    "container.child_blocks.max_items": lambda n: contained(child_blocks=[{"type": "divider"}] * n),
    "context_actions.elements.max_items": lambda n: [
        {"type": "context_actions", "elements": [icon()] * n}
    ],
    "feedback_button.text.max_length": lambda n: feedback(text=plain(x(n))),
    "feedback_button.value.max_length": lambda n: feedback(value=x(n)),
    "feedback_button.accessibility_label.max_length": lambda n: feedback(accessibility_label=x(n)),
    "icon_button.visible_to_user_ids.max_items": lambda n: [
        {"type": "context_actions", "elements": [icon(visible_to_user_ids=["U1"] * n)]}
    ],
    "data_table.rows.min_items": lambda n: data_table(*([[cell()]] * n)),
    "data_table.rows.max_items": lambda n: data_table(*([[cell()]] * n)),
    "data_table.columns.min_items": lambda n: data_table([cell()] * n, [cell()] * n),
    "data_table.columns.max_items": lambda n: data_table([cell()] * n, [cell()] * n),
    "data_table.page_size.min": paged,
    "data_table.page_size.max": paged,
    "data_table.cell_text.min_length": lambda n: data_table([cell()], [cell(x(n))]),
    "data_table.content.max_length": lambda n: data_table([cell("x")], [cell(x(n - 1))]),
    "data_visualization.title.max_length": lambda n: [{**pie()[0], "title": x(n)}],
    "data_visualization.segments.min_items": pie,
    "data_visualization.segments.max_items": pie,
    "data_visualization.segment.label.max_length": lambda n: pie(label=x(n)),
    "data_visualization.segment.value.exclusive_min": lambda n: pie(value=n),
    "data_visualization.series.min_items": bars,
    "data_visualization.series.max_items": bars,
    "data_visualization.series_name.max_length": lambda n: bars(name=x(n)),
    "data_visualization.data.min_items": lambda n: bars(points=n),
    "data_visualization.data.max_items": lambda n: bars(points=n),
    "data_visualization.point_label.max_length": lambda n: bars(label=x(n)),
    "data_visualization.categories.min_items": lambda n: axis(categories=["Mon"] * n),
    "data_visualization.categories.max_items": lambda n: axis(categories=["Mon"] * n),
    "data_visualization.category_label.max_length": lambda n: axis(categories=["Mon", x(n)]),
    "data_visualization.axis_label.max_length": lambda n: axis(x_label=x(n)),
}

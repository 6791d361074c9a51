"""Model what people press: buttons of all kinds and the overflow menu.

Limits: https://docs.slack.dev/reference/block-kit/block-elements.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, Tag

from bot.simulator.slack.blockkit.objects import (
    ConfirmationDialog,
    OverflowOption,
    PlainText,
    Workflow,
)
from bot.simulator.slack.blockkit.parts import Element, Filled, Link, Part, by_type, no_longer_than

ButtonLabel: TypeAlias = Annotated[PlainText, no_longer_than(75)]
ButtonValue: TypeAlias = Annotated[str, Field(max_length=2000)]
AccessibilityLabel: TypeAlias = Annotated[str, Field(min_length=1, max_length=75)]


class Button(Element):
    """A button, which may lead to an address as well."""

    type: Literal["button"]
    text: ButtonLabel
    url: Link | None = None
    value: ButtonValue | None = None
    style: Literal["primary", "danger"] | None = None
    confirm: ConfirmationDialog | None = None
    accessibility_label: AccessibilityLabel | None = None


class WorkflowButton(Element):
    """A button that starts a workflow."""

    type: Literal["workflow_button"]
    text: ButtonLabel
    workflow: Workflow
    style: Literal["primary", "danger"] | None = None
    confirm: ConfirmationDialog | None = None
    accessibility_label: AccessibilityLabel | None = None


class Overflow(Element):
    """A menu behind three dots."""

    type: Literal["overflow"]
    options: Annotated[list[OverflowOption], Field(min_length=1, max_length=5)]
    confirm: ConfirmationDialog | None = None


class IconButton(Element):
    """A small button with a picture."""

    type: Literal["icon_button"]
    icon: Filled
    text: ButtonLabel
    value: ButtonValue | None = None
    confirm: ConfirmationDialog | None = None
    accessibility_label: AccessibilityLabel | None = None
    visible_to_user_ids: Annotated[list[Filled], Field(max_length=10)] | None = None


class FeedbackButton(Part):
    """One side of a pair of feedback buttons."""

    text: ButtonLabel
    value: ButtonValue
    accessibility_label: AccessibilityLabel | None = None


class FeedbackButtons(Element):
    """Thumbs up and down."""

    type: Literal["feedback_buttons"]
    positive_button: FeedbackButton
    negative_button: FeedbackButton


ContextActionsElement: TypeAlias = Annotated[
    Annotated[FeedbackButtons, Tag("@feedback_buttons")]
    | Annotated[IconButton, Tag("@icon_button")],
    by_type(),
]

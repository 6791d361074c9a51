"""Draw numbers: a chart and a table where Slack takes them, bars of text everywhere.

Charts and tables stand in messages only, two charts and one table in each; whoever cannot see
them reads the sentences and bars beside them. Limits and shape:
https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block and .../table-block.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, TableBlock

from handlers.blocks.text import cut

MOST_POINTS = 20
_MOST_ROWS = 100
_TITLE = 50
_LABEL = 20
_CELL = 500
_BAR = 10
_FULL, _REST = "█", "░"
_NOTHING = "-"


class ChartBlock(Block):
    """A chart with a title; the SDK has no class for it yet."""

    type = "data_visualization"
    attributes = Block.attributes | {"title", "chart"}

    def __init__(self, *, title: str, chart: Mapping[str, Any]) -> None:
        """Hold what Slack draws."""
        super().__init__(type=self.type)
        self.title = title
        self.chart = chart


def bar_chart(
    title: str, categories: Sequence[str], series: Mapping[str, Sequence[float]]
) -> ChartBlock:
    """Return bars of each series over the last twenty categories; names must differ when cut."""
    labels = [cut(one, _LABEL) for one in categories[-MOST_POINTS:]]
    drawn = [
        {
            "name": cut(name, _LABEL),
            "data": [
                {"label": label, "value": value}
                for label, value in zip(labels, values[-MOST_POINTS:], strict=True)
            ],
        }
        for name, values in series.items()
    ]
    chart = {"type": "bar", "series": drawn, "axis_config": {"categories": labels}}
    return ChartBlock(title=cut(title, _TITLE), chart=chart)


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> TableBlock:
    """Return a table with a heading, of at most a hundred rows; an empty cell shows a dash."""
    cells = [
        [{"type": "raw_text", "text": cut(word, _CELL) or _NOTHING} for word in row]
        for row in (heading, *rows[: _MOST_ROWS - 1])
    ]
    return TableBlock(rows=cells)


def bar(part: float, whole: float) -> str:
    """Return a part of a whole as ten signs of text; a little of it is never nothing."""
    share = min(max(part / whole, 0), 1) if whole else 0
    full = round(share * _BAR) or int(share > 0)
    return _FULL * full + _REST * (_BAR - full)

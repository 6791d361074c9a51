"""Model charts: pie, bar, line and area.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block; newer than Slack's
published types.
"""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, Tag, model_validator

from bot.simulator.slack.blockkit.parts import Block, Part, by_type, refuse

ChartLabel: TypeAlias = Annotated[str, Field(min_length=1, max_length=20)]
AxisLabel: TypeAlias = Annotated[str, Field(max_length=50)]


class Segment(Part):
    """A slice of a pie."""

    label: ChartLabel
    value: Annotated[float, Field(gt=0)]


class Point(Part):
    """A value at a category."""

    label: ChartLabel
    value: float


class Series(Part):
    """The values of one thing."""

    name: ChartLabel
    data: Annotated[list[Point], Field(min_length=1, max_length=20)]


class AxisConfig(Part):
    """The categories and what the axes are called."""

    categories: Annotated[list[ChartLabel], Field(min_length=1, max_length=20)]
    x_label: AxisLabel | None = None
    y_label: AxisLabel | None = None


class PieChart(Part):
    """Parts of a whole."""

    type: Literal["pie"]
    segments: Annotated[list[Segment], Field(min_length=1, max_length=12)]


class _AxisChart(Part):
    """What the charts with axes share."""

    series: Annotated[list[Series], Field(min_length=1, max_length=12)]
    axis_config: AxisConfig

    @model_validator(mode="after")
    def stands_on_its_categories(self) -> Self:
        """Refuse a value at a category that is not on the axis."""
        categories = set(self.axis_config.categories)
        for number, series in enumerate(self.series):
            if any(point.label not in categories for point in series.data):
                refuse("must use labels of the categories", below=f"/series/{number}/data")
        return self


class BarChart(_AxisChart):
    """Bars."""

    type: Literal["bar"]


class LineChart(_AxisChart):
    """Lines."""

    type: Literal["line"]


class AreaChart(_AxisChart):
    """Filled lines."""

    type: Literal["area"]


Chart: TypeAlias = Annotated[
    Annotated[PieChart, Tag("@pie")]
    | Annotated[BarChart, Tag("@bar")]
    | Annotated[LineChart, Tag("@line")]
    | Annotated[AreaChart, Tag("@area")],
    by_type(),
]


class DataVisualization(Block):
    """A chart with a title, of which a message has at most two."""

    type: Literal["data_visualization"]
    title: Annotated[str, Field(min_length=1, max_length=50)]
    chart: Chart

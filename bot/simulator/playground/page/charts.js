// Draw charts as Slack does: bars, lines and areas over categories, and parts of a whole.

import { el } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 360;
const HEIGHT = 170;
const BOTTOM = 24;
const LEFT = 34;
const TOP = 8;
const FEWEST_LABELS = 6;

function shape(tag, attributes, words) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (words !== undefined) node.textContent = words;
  return node;
}

/** Return a round number at or above the largest value, for the top of the axis. */
function ceiling(largest) {
  const power = 10 ** Math.floor(Math.log10(Math.max(largest, 1)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= largest) ?? largest;
}

/** Return where a value and a category stand in the picture. */
function scales(categories, top) {
  const step = (WIDTH - LEFT) / categories.length;
  const floor = HEIGHT - BOTTOM;
  return {
    step,
    floor,
    x: (category) => LEFT + step * (categories.indexOf(category) + 0.5),
    y: (value) => floor - ((floor - TOP) * Math.max(value, 0)) / top,
  };
}

function axes(categories, top, at) {
  const lines = [0, top / 2, top].flatMap((value) => [
    shape("line", { x1: LEFT, x2: WIDTH, y1: at.y(value), y2: at.y(value), class: "chart-line" }),
    shape("text", { x: LEFT - 5, y: at.y(value) + 4, class: "chart-value" }, value),
  ]);
  const every = Math.ceil(categories.length / FEWEST_LABELS);
  const names = categories
    .filter((_, number) => number % every === 0)
    .map((name) => shape("text", { x: at.x(name), y: HEIGHT - 7, class: "chart-name" }, name));
  return [...lines, ...names];
}

function bars(chart, at) {
  const width = Math.min((at.step * 0.74) / chart.series.length, 34);
  const start = (-width * chart.series.length) / 2;
  return chart.series.flatMap((series, number) =>
    series.data.map((point) =>
      shape("rect", {
        x: at.x(point.label) + start + width * number + 1,
        y: at.y(point.value),
        width: Math.max(width - 2, 1),
        height: Math.max(at.floor - at.y(point.value), 0),
        rx: 2,
        class: `chart-mark of-${number % 4}`,
      }),
    ),
  );
}

function lines(chart, at) {
  return chart.series.flatMap((series, number) => {
    const points = series.data.map((point) => `${at.x(point.label)},${at.y(point.value)}`);
    const ends = [series.data.at(-1), series.data[0]].map(
      (point) => `${at.x(point.label)},${at.floor}`,
    );
    const under =
      chart.type === "area"
        ? [shape("polygon", { points: [...points, ...ends].join(" "), class: `chart-area of-${number % 4}` })]
        : [];
    return [
      ...under,
      shape("polyline", { points: points.join(" "), class: `chart-stroke of-${number % 4}` }),
    ];
  });
}

/** Say all values in words, for those who do not see the picture. */
function spoken(title, series) {
  const told = series.map(
    (each) => `${each.name}: ${each.data.map((one) => `${one.label} ${one.value}`).join(", ")}`,
  );
  return `${title}. ${told.join(". ")}`;
}

function legend(series) {
  return el(
    "ul",
    { class: "chart-legend" },
    series.map((each, number) =>
      el("li", {}, el("span", { class: `chart-key of-${number % 4}` }), each.name),
    ),
  );
}

function parts(block) {
  const whole = block.chart.segments.reduce((sum, one) => sum + one.value, 0);
  const rows = block.chart.segments.map((one, number) =>
    el(
      "li",
      {},
      el("span", { class: `chart-key of-${number % 4}` }),
      `${one.label}: ${Math.round((one.value / whole) * 100)} %`,
    ),
  );
  return el("ul", { class: "chart-legend" }, rows);
}

/** Draw one chart with its title. */
export function chart(block) {
  const title = el("figcaption", {}, block.title);
  if (block.chart.type === "pie") return el("figure", { class: "chart" }, title, parts(block));
  const { series, axis_config: axis } = block.chart;
  const values = series.flatMap((each) => each.data.map((point) => point.value));
  const top = ceiling(Math.max(...values, 1));
  const at = scales(axis.categories, top);
  const picture = shape("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": spoken(block.title, series),
  });
  const marks = block.chart.type === "bar" ? bars(block.chart, at) : lines(block.chart, at);
  picture.append(...axes(axis.categories, top, at), ...marks);
  return el("figure", { class: "chart" }, title, picture, legend(series));
}

// Draw the blocks of Block Kit. Every kind the bot uses has its function; another one says its name.

import { chart } from "./charts.js";
import { el, icon, reconcile } from "./dom.js";
import { element } from "./elements.js";
import { link, mrkdwn, plain, textOf } from "./mrkdwn.js";
import { inputBlock } from "./inputs.js";
import { markdown, richText, tableOf } from "./richtext.js";
import { say } from "./words.js";

/** Show a picture, or its words where it cannot be shown. */
function picture(block, { small = false } = {}) {
  const words = block.alt_text ?? "";
  const image = el("img", {
    src: block.image_url ?? block.slack_file?.url ?? "",
    alt: words,
    loading: "lazy",
    class: small ? "thumb" : "wide",
  });
  image.addEventListener("error", () =>
    image.replaceWith(
      el(
        "span",
        {
          class: small ? "no-image thumb" : "no-image",
          role: "img",
          "aria-label": words,
          title: words,
        },
        small ? words.slice(0, 1) : words,
      ),
    ),
  );
  return image;
}

function accessory(block, surface) {
  if (!block.accessory) return null;
  const inside =
    block.accessory.type === "image"
      ? picture(block.accessory, { small: true })
      : element(block.accessory, block, surface);
  return el("div", { class: "accessory" }, inside);
}

function section(block, surface) {
  const fields = block.fields?.map((field) => el("div", { class: "section-field" }, textOf(field)));
  return el(
    "div",
    { class: `section${block.accessory ? ` with-${block.accessory.type}` : ""}` },
    el(
      "div",
      { class: "section-text" },
      textOf(block.text),
      fields ? el("div", { class: "section-fields" }, fields) : null,
    ),
    accessory(block, surface),
  );
}

function context(block) {
  const parts = block.elements.map((part) =>
    part.type === "image" ? picture(part, { small: true }) : textOf(part),
  );
  return el("div", { class: "context" }, parts);
}

function image(block) {
  return el(
    "figure",
    { class: "picture" },
    block.title ? el("figcaption", {}, plain(block.title)) : null,
    picture(block),
  );
}

function video(block) {
  return el(
    "div",
    { class: "video" },
    link(
      block.title_url ?? block.video_url,
      picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }),
    ),
    el(
      "div",
      {},
      link(block.title_url ?? block.video_url, plain(block.title)),
      block.description ? el("p", {}, plain(block.description)) : null,
    ),
  );
}

const cellText = (cell) =>
  cell.type === "rich_text" ? richText(cell) : document.createTextNode(cell.text ?? "");

function table(block) {
  const [head, ...rows] = block.rows;
  return tableOf(
    head.map(cellText),
    rows.map((row) => row.map(cellText)),
  );
}

const KINDS = {
  section,
  context,
  image,
  video,
  table,
  markdown,
  data_visualization: chart,
  rich_text: richText,
  input: inputBlock,
  divider: () => el("hr"),
  header: (block) =>
    el(
      "div",
      { class: "header", role: "heading", "aria-level": block.level ?? 3 },
      plain(block.text),
    ),
  actions: (block, surface) =>
    el(
      "div",
      { class: "actions" },
      block.elements.map((part) => element(part, block, surface)),
    ),
  alert: (block) =>
    el("div", { class: `alert ${block.level ?? "default"}`, role: "note" }, textOf(block.text)),
  file: (block) =>
    el("div", { class: "file" }, icon("file"), block.external_id ?? block.file_id ?? say("a_file")),
};

function draw(block, surface) {
  const kind = KINDS[block.type];
  const inside = kind ? kind(block, surface) : mrkdwn(say("unknown_block", { kind: block.type }));
  return el(
    "div",
    { class: `block block-${block.type}`, data: { block: block.block_id ?? "" } },
    inside,
  );
}

/** Draw all blocks of a surface into `box`; those that did not change are left alone. */
export function drawBlocks(box, blocks, surface) {
  const numbered = blocks.map((block, index) => ({
    block,
    key: `${block.type}/${block.block_id ?? index}`,
  }));
  const taken = new Map();
  for (const each of numbered) {
    const times = taken.get(each.key) ?? 0;
    taken.set(each.key, times + 1);
    if (times) each.key += `/${times}`;
  }
  reconcile(box, numbered, {
    key: (each) => each.key,
    signature: (each) => JSON.stringify(each.block),
    render: (each) => draw(each.block, surface),
  });
}

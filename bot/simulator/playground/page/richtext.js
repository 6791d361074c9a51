// Show rich_text and markdown blocks.

import { el } from "./dom.js";
import { channelMention, dateNode, emojiNode, link, mention } from "./mrkdwn.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

function styled(node, style = {}) {
  return Object.entries(STYLES).reduce(
    (inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner),
    node,
  );
}

const PIECES = {
  text: (piece) => document.createTextNode(piece.text),
  link: (piece) => link(piece.url, piece.text || piece.url),
  emoji: (piece) => emojiNode(piece.name),
  user: (piece) => mention(piece.user_id),
  channel: (piece) => channelMention(piece.channel_id),
  date: (piece) =>
    dateNode(piece.timestamp, piece.format, { url: piece.url, fallback: piece.fallback ?? "" }),
  broadcast: (piece) => el("span", { class: "mention loud" }, `@${piece.range}`),
  usergroup: (piece) => el("span", { class: "mention" }, `@${piece.usergroup_id}`),
  color: (piece) =>
    el(
      "span",
      { class: "swatch" },
      el("i", {
        style: `background:${/^#[0-9a-f]{3,8}$/i.test(piece.value) ? piece.value : "none"}`,
      }),
      piece.value,
    ),
};

const pieces = (list) =>
  list.map((piece) =>
    styled(PIECES[piece.type]?.(piece) ?? document.createTextNode(piece.text ?? ""), piece.style),
  );

const PARTS = {
  rich_text_section: (part) => el("div", { class: "rich-section" }, pieces(part.elements)),
  rich_text_quote: (part) => el("blockquote", { class: "rich-section" }, pieces(part.elements)),
  rich_text_preformatted: (part) => el("pre", {}, pieces(part.elements)),
  rich_text_list: (part) =>
    el(
      part.style === "ordered" ? "ol" : "ul",
      { style: `--depth:${part.indent ?? 0}`, start: part.offset ? part.offset + 1 : null },
      part.elements.map((item) => el("li", {}, pieces(item.elements))),
    ),
};

/** Show a rich_text block. */
export const richText = (block) =>
  el(
    "div",
    { class: "mrkdwn rich" },
    block.elements.map((part) => PARTS[part.type]?.(part)),
  );

const INLINE = [
  [/^`([^`]+)`/, (found) => el("code", {}, found[1])],
  [/^\*\*([^*]+(?:\*[^*]+)*)\*\*/, (found) => el("strong", {}, markdownInline(found[1]))],
  [/^~~([^~]+)~~/, (found) => el("s", {}, markdownInline(found[1]))],
  [/^[*_]([^*_\s][^*_]*)[*_]/, (found) => el("em", {}, markdownInline(found[1]))],
  [/^!?\[([^\]]*)\]\(([^()\s]+)\)/, (found) => link(found[2], markdownInline(found[1]))],
  [/^(https?:\/\/[^\s<>)]+)/, (found) => link(found[1], found[1])],
  [/^<@([UW]\w+)>/, (found) => mention(found[1])],
  [/^<#(C\w+)>/, (found) => channelMention(found[1])],
  [/^:([a-z0-9_+-]+):/, (found) => emojiNode(found[1])],
];

function markdownInline(text) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const rule = INLINE.map(([pattern, make]) => [pattern.exec(rest), make]).find(
      ([found]) => found,
    );
    if (rule) {
      if (plain) nodes.push(document.createTextNode(plain));
      plain = "";
      nodes.push(rule[1](rule[0]));
      at += rule[0][0].length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) nodes.push(document.createTextNode(plain));
  return nodes;
}

const cells = (row) =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

/** Gather the lines that belong together: code, tables, lists, quotes, paragraphs. */
function gather(text) {
  const groups = [];
  let fence = null;
  for (const line of text.split("\n")) {
    if (/^\s*```/.test(line)) {
      if (!fence) groups.push((fence = { kind: "code", lines: [] }));
      else fence = null;
      continue;
    }
    if (fence) {
      fence.lines.push(line);
      continue;
    }
    const kind = kindOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== "heading") last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups;
}

function kindOf(line) {
  if (!line.trim()) return "empty";
  if (/^#{1,6} /.test(line)) return "heading";
  if (/^\s*[-*+] /.test(line)) return "bullets";
  if (/^\s*\d+[.)] /.test(line)) return "numbers";
  if (/^> ?/.test(line)) return "quote";
  if (/^\s*\|.*\|\s*$/.test(line)) return "table";
  if (/^\s*(---+|\*\*\*+)\s*$/.test(line)) return "rule";
  return "paragraph";
}

const items = (group, pattern) =>
  group.lines.map((line) => el("li", {}, markdownInline(line.replace(pattern, ""))));

const GROUPS = {
  empty: () => null,
  code: (group) => el("pre", {}, group.lines.join("\n")),
  heading: (group) =>
    el(
      "p",
      { class: "heading", role: "heading", "aria-level": "4" },
      markdownInline(group.lines[0].replace(/^#+ /, "")),
    ),
  bullets: (group) => el("ul", {}, items(group, /^\s*[-*+] (\[[ x]\] )?/)),
  numbers: (group) => el("ol", {}, items(group, /^\s*\d+[.)] /)),
  quote: (group) =>
    el(
      "blockquote",
      {},
      group.lines.map((line) => el("div", {}, markdownInline(line.replace(/^> ?/, "")))),
    ),
  rule: () => el("hr"),
  paragraph: (group) => el("p", {}, markdownInline(group.lines.join("\n"))),
  table: (group) => {
    const [head, ...rows] = group.lines.filter((line) => !/^[\s|:-]+$/.test(line)).map(cells);
    return tableOf(
      head.map(markdownInline),
      rows.map((row) => row.map(markdownInline)),
    );
  },
};

/** Draw a table with a head; it scrolls by itself when it is wide. */
export const tableOf = (head, rows) =>
  el(
    "div",
    { class: "table-box", tabindex: "0", role: "region" },
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          head.map((cell) => el("th", { scope: "col" }, cell)),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map((row) =>
          el(
            "tr",
            {},
            row.map((cell) => el("td", {}, cell)),
          ),
        ),
      ),
    ),
  );

/** Show a markdown block. */
export const markdown = (block) =>
  el(
    "div",
    { class: "mrkdwn markdown" },
    gather(block.text).map((group) => GROUPS[group.kind](group)),
  );

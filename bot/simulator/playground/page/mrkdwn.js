// Read Slack's mrkdwn into nodes. Everything that is not a known sign stays the text it was.

import { el } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { channelName, myZone, openChannel, personOf } from "./store.js";
import { fillDate } from "./times.js";
import { say } from "./words.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Turn Slack's three escapes back into the signs they stand for. */
export const unescape = (text) => text.replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity]);

const SAFE = /^(https?:\/\/|mailto:|tel:)/i;

/** Make a link that opens beside the page; an address of another kind stays text. */
export function link(url, ...children) {
  if (!SAFE.test(url)) return el("span", {}, ...children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** Show a person's name as a mention. */
export function mention(id, fallback = "") {
  const person = personOf(id);
  return el("span", { class: "mention" }, `@${person?.real_name ?? (fallback || say("someone"))}`);
}

/** Show a channel's name; it opens where this person can see it. */
export function channelMention(id, fallback = "") {
  const name = channelName(id) ?? fallback;
  if (!name) return el("span", { class: "mention" }, say("private_channel"));
  return el(
    "button",
    { type: "button", class: "mention as-link", onclick: () => openChannel(id) },
    `#${name}`,
  );
}

/** Show a date of Slack's date form in the zone of the person who looks. */
export function dateNode(seconds, pattern, { url = "", fallback = "" } = {}) {
  if (!Number.isFinite(seconds)) return document.createTextNode(fallback);
  const zone = myZone();
  const time = el(
    "time",
    { datetime: new Date(seconds * 1000).toISOString(), title: fallback },
    fillDate(seconds, pattern, zone),
  );
  return url ? link(url, time) : time;
}

function angled(inside, raw) {
  const bar = inside.indexOf("|");
  const head = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inside.slice(bar + 1));
  if (/^@[UW]\w+$/.test(head)) return mention(head.slice(1), label);
  if (/^#[CDG]\w+$/.test(head)) return channelMention(head.slice(1), label);
  if (head.startsWith("!date^")) {
    const [, seconds, pattern, url] = head.split("^");
    return dateNode(Number(seconds), unescape(pattern ?? ""), {
      url: url ? unescape(url) : "",
      fallback: label,
    });
  }
  if (/^!(here|channel|everyone)$/.test(head))
    return el("span", { class: "mention loud" }, `@${head.slice(1)}`);
  if (head.startsWith("!subteam^"))
    return el("span", { class: "mention" }, label || say("a_group"));
  if (SAFE.test(head)) return link(unescape(head), label || unescape(head).replace(/^mailto:/, ""));
  return document.createTextNode(unescape(raw));
}

const MARKS = { "*": "strong", _: "em", "~": "s" };

/** Find where a mark opened at `start` closes, or -1: the inside must not begin or end with a blank. */
function closing(text, start) {
  const sign = text[start];
  if (start > 0 && /[\p{L}\p{N}]/u.test(text[start - 1])) return -1;
  if (!text[start + 1] || /\s/.test(text[start + 1]) || text[start + 1] === sign) return -1;
  for (let at = start + 2; at < text.length; at += 1) {
    if (text[at] === "\n") return -1;
    if (text[at] !== sign || /\s/.test(text[at - 1])) continue;
    if (text[at + 1] && /[\p{L}\p{N}]/u.test(text[at + 1])) continue;
    return at;
  }
  return -1;
}

/** Read one stretch of text: links, mentions, marks, code and emoji. */
export function inline(text) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(document.createTextNode(unescape(plain)));
    plain = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const [node, end] = token(text, at);
    if (node) {
      flush();
      nodes.push(node);
      at = end;
    } else plain += text[at];
  }
  flush();
  return nodes;
}

function token(text, at) {
  const sign = text[at];
  if (sign === "<") {
    const end = text.indexOf(">", at);
    if (end > at + 1) return [angled(text.slice(at + 1, end), text.slice(at, end + 1)), end];
  } else if (sign === "`") {
    const end = text.indexOf("`", at + 1);
    if (end > at + 1) return [el("code", {}, unescape(text.slice(at + 1, end))), end];
  } else if (sign in MARKS) {
    const end = closing(text, at);
    if (end > 0) return [el(MARKS[sign], {}, inline(text.slice(at + 1, end))), end];
  } else if (sign === ":") {
    const found = /^:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/.exec(text.slice(at, at + 60));
    if (found) return [emojiNode(found[1]), at + found[0].length - 1];
  }
  return [null, at];
}

/** Show an emoji with its name for a screen reader, or the name as it was typed. */
export function emojiNode(name) {
  const sign = emojiOf(name);
  if (!sign) return document.createTextNode(`:${name}:`);
  return el(
    "span",
    { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` },
    sign,
  );
}

const QUOTE = /^(?:&gt;|>) ?/;
const ITEM = /^(\s*)([•◦▪\-–]|\d{1,3}[.)]) +/;

/** Read whole paragraphs: quotes, list lines, code and empty lines. */
export function mrkdwn(text) {
  const box = el("div", { class: "mrkdwn" });
  text.split("```").forEach((part, index, parts) => {
    if (index % 2 && index < parts.length - 1)
      box.append(el("pre", {}, unescape(part.replace(/^\n|\n$/g, ""))));
    else box.append(...lines(index % 2 ? `\`\`\`${part}` : part));
  });
  return box;
}

function lines(text) {
  const nodes = [];
  let quote = null;
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    if (!text) break;
    if (QUOTE.test(line)) {
      if (!quote) nodes.push((quote = el("blockquote")));
      quote.append(el("div", {}, inline(line.replace(QUOTE, ""))));
      continue;
    }
    quote = null;
    nodes.push(oneLine(line));
  }
  return nodes;
}

function oneLine(line) {
  const item = ITEM.exec(line);
  if (item) {
    const rest = inline(line.slice(item[0].length));
    return el(
      "div",
      { class: "item", style: `--depth:${Math.min(4, item[1].length / 2)}` },
      el("span", { class: "bullet" }, item[2]),
      el("span", {}, rest),
    );
  }
  return el("div", { class: line.trim() ? "line" : "gap" }, inline(line));
}

/** Show a text object of Block Kit, or a bare string, as it asks to be read. */
export function textOf(object, tag = "span") {
  if (!object) return null;
  if (typeof object === "string") return el(tag, {}, object);
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return el(tag, { class: "plain" }, plain(object));
}

/** Show plain text: only emoji names are read. */
export function plain(object) {
  const text = unescape(object?.text ?? "");
  if (object?.emoji === false) return [document.createTextNode(text)];
  const nodes = [];
  let last = 0;
  for (const found of text.matchAll(/:([a-z0-9_+-]+):/g)) {
    if (!emojiOf(found[1])) continue;
    nodes.push(document.createTextNode(text.slice(last, found.index)), emojiNode(found[1]));
    last = found.index + found[0].length;
  }
  nodes.push(document.createTextNode(text.slice(last)));
  return nodes;
}

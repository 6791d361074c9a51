// Draw the fields that are typed into: texts, numbers, dates, times, files.

import { naming } from "./choices.js";
import { toast } from "./dialogs.js";
import { el } from "./dom.js";
import { myZone } from "./store.js";
import { fromLocalField, toLocalField, zoneCity } from "./times.js";
import { say } from "./words.js";

const TYPES = { number_input: "text", email_text_input: "email", url_text_input: "url" };
const MODES = { number_input: "decimal", email_text_input: "email", url_text_input: "url" };

/** Draw a text, number, e-mail or address field. */
export function textField(spec, block, surface, field) {
  const value = surface.current(block.block_id, spec) ?? "";
  const tag = spec.multiline ? "textarea" : "input";
  const node = el(tag, {
    ...naming(field),
    class: "control",
    type: spec.multiline ? null : (TYPES[spec.type] ?? "text"),
    inputmode: MODES[spec.type],
    rows: spec.multiline ? 4 : null,
    autocomplete: "off",
    autofocus: spec.focus_on_load,
    placeholder: spec.placeholder?.text,
    data: { part: spec.action_id ?? "", action: spec.action_id ?? "" },
    value,
    oninput: () => field.change(node.value),
  });
  node.addEventListener("keydown", (event) => {
    if (
      event.key !== "Enter" ||
      event.isComposing ||
      (spec.multiline && !event.shiftKey && !field.enter)
    )
      return;
    if (!field.enter || event.shiftKey) return;
    event.preventDefault();
    field.enter();
  });
  return node;
}

function dated(spec, block, surface, field, { type, value, read, note = null }) {
  const node = el("input", {
    ...naming(field),
    class: "control short",
    type,
    value: value ?? "",
    autofocus: spec.focus_on_load,
    data: { part: spec.action_id ?? "", action: spec.action_id ?? "" },
  });
  let last = node.value;
  const send = async () => {
    if (node.value === last) return;
    const before = last;
    last = node.value;
    if (!(await field.change(node.value ? read(node.value) : null))) node.value = last = before;
  };
  // While the keyboard builds a date, every part of it is a change: outside an input it is sent when left.
  if (field.id) node.addEventListener("input", send);
  else {
    let typing = false;
    node.addEventListener("keydown", (event) => (typing = event.key !== "Enter"));
    node.addEventListener("pointerdown", () => (typing = false));
    node.addEventListener("change", () => typing || send());
    node.addEventListener("blur", send);
    node.addEventListener("keydown", (event) => event.key === "Enter" && send());
  }
  return note
    ? el("div", { class: "with-note" }, node, el("span", { class: "muted" }, note))
    : node;
}

/** Draw a date; its value is 2026-09-01. */
export const dateField = (spec, block, surface, field) =>
  dated(spec, block, surface, field, {
    type: "date",
    value: surface.current(block.block_id, spec),
    read: (text) => text,
  });

/** Draw a time of day; its value is 08:30. */
export const timeField = (spec, block, surface, field) =>
  dated(spec, block, surface, field, {
    type: "time",
    value: surface.current(block.block_id, spec),
    read: (text) => text,
    note: spec.timezone ? zoneCity(spec.timezone) : null,
  });

/** Draw a date and time on the wall clock of the person who looks; its value is seconds since 1970. */
export function datetimeField(spec, block, surface, field) {
  const zone = myZone();
  const seconds = surface.current(block.block_id, spec);
  return dated(spec, block, surface, field, {
    type: "datetime-local",
    value: seconds ? toLocalField(Number(seconds), zone) : "",
    read: (text) => fromLocalField(text, zone),
    note: say("in_zone", { zone: zoneCity(zone) }),
  });
}

const LARGEST_FILE = 10 * 2 ** 20; // what Slack's file input takes
const names = new Map();

/** Draw a place for files; what is chosen goes up at once, the form carries the ids. */
export function fileField(spec, block, surface, field) {
  const chosen = surface.current(block.block_id, spec) ?? [];
  const note = el("span", { class: "muted" }, chosen.map((one) => one.name ?? names.get(one)).join(", "));
  const node = el("input", {
    ...naming(field),
    type: "file",
    class: "control",
    multiple: (spec.max_files ?? 10) > 1,
    accept: (spec.filetypes ?? []).map((kind) => `.${kind}`).join(",") || null,
    onchange: async () => {
      const files = [...node.files];
      if (files.some((file) => file.size > LARGEST_FILE)) return toast(say("too_large"), { bad: true });
      const ids = [];
      for (const file of files) {
        const { file: id } = await surface.send("upload", {
          name: file.name,
          content: await inLetters(file),
        });
        if (!id) return;
        names.set(id, file.name);
        ids.push(id);
      }
      note.replaceChildren(files.map((file) => file.name).join(", "));
      field.change(ids.length ? ids : null);
    },
  });
  return el("div", { class: "with-note" }, node, note);
}

/** Return the bytes of a file in base64. */
const inLetters = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });

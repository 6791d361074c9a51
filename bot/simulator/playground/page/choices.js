// Draw choices: a native menu for one of many, checkboxes, and round buttons.

import { el, freshId } from "./dom.js";
import { textOf } from "./mrkdwn.js";
import { slack } from "./store.js";
import { say } from "./words.js";

const people = () =>
  slack()
    .people.filter((person) => !person.deleted && !person.bot)
    .map((person) => ({ value: person.id, label: person.real_name }));

const signs = { public: "#", private: "🔒 ", im: "", mpim: "" };

function conversations(spec, kinds) {
  const wanted = spec.filter?.include ?? kinds;
  return slack()
    .channels.filter((channel) => wanted.includes(channel.kind) && channel.id && !channel.archived)
    .map((channel) => ({ value: channel.id, label: signs[channel.kind] + channel.name }));
}

const ofOption = (option) => ({
  value: option.value,
  label: option.text.text,
  note: option.description?.text ?? "",
});

/** Return what can be chosen as groups of {label, options: [{value, label, note}]}. */
export function choicesOf(spec) {
  const kind = spec.type.replace(/^multi_/, "");
  if (kind === "users_select") return [{ label: "", options: people() }];
  if (kind === "channels_select") return [{ label: "", options: conversations(spec, ["public"]) }];
  if (kind === "conversations_select")
    return [{ label: "", options: conversations(spec, ["public", "private", "mpim", "im"]) }];
  if (spec.option_groups)
    return spec.option_groups.map((group) => ({
      label: group.label.text,
      options: group.options.map(ofOption),
    }));
  return [{ label: "", options: (spec.options ?? []).map(ofOption) }];
}

/** Draw a menu to choose one of several. */
export function select(spec, block, surface, field) {
  const chosen = surface.current(block.block_id, spec);
  const rows = choicesOf(spec).map((group) => {
    const options = group.options.map((option) =>
      el("option", { value: option.value, selected: option.value === chosen }, option.label),
    );
    return group.label ? el("optgroup", { label: group.label }, options) : options;
  });
  const node = el(
    "select",
    {
      ...naming(field),
      class: "control",
      data: { part: spec.action_id ?? "", action: spec.action_id ?? "" },
    },
    el("option", { value: "", selected: !chosen }, spec.placeholder?.text ?? say("choose")),
    rows,
  );
  let last = node.value;
  node.addEventListener("change", async () => {
    if (!node.value && !field.id) node.value = last;
    else if (await field.change(node.value || null)) last = node.value;
    else node.value = last;
  });
  return node;
}

/** Return the attributes that tie a field to its label, hint and error. */
export const naming = (field) => ({
  id: field.id,
  "aria-label": field.id ? null : field.label,
  "aria-describedby": field.describedBy,
  "aria-required": field.required ? "true" : null,
});

function optionRows(spec, block, surface, { type, chosen, changed }) {
  const name = freshId(spec.action_id ?? "choice");
  return spec.options.map((option) =>
    el(
      "label",
      { class: "option" },
      el("input", {
        type,
        name,
        value: option.value,
        checked: chosen.includes(option.value),
        onchange: changed,
        data: { part: `${spec.action_id}/${option.value}`, action: spec.action_id ?? "" },
      }),
      el(
        "span",
        {},
        textOf(option.text),
        option.description
          ? el("span", { class: "option-note" }, textOf(option.description))
          : null,
      ),
    ),
  );
}

const group = (field, role, rows) =>
  el(
    "div",
    {
      class: "options",
      role,
      "aria-label": field.id ? null : field.label,
      "aria-labelledby": field.labelledBy,
      "aria-describedby": field.describedBy,
    },
    rows,
  );

/** Draw checkboxes; the value is the list of what is ticked, in the order of the options. */
export function checkboxes(spec, block, surface, field) {
  const changed = async (event) => {
    const ticked = rows.map((row) => row.querySelector("input")).filter((box) => box.checked);
    if (!(await field.change(ticked.map((box) => box.value))))
      event.target.checked = !event.target.checked;
  };
  const rows = optionRows(spec, block, surface, {
    type: "checkbox",
    chosen: surface.current(block.block_id, spec) ?? [],
    changed,
  });
  return group(field, "group", rows);
}

/** Draw round buttons; the value is the one that is chosen. */
export function radioButtons(spec, block, surface, field) {
  const before = surface.current(block.block_id, spec);
  const changed = async (event) => {
    if (await field.change(event.target.value)) return;
    event.target.checked = false;
  };
  return group(
    field,
    "radiogroup",
    optionRows(spec, block, surface, { type: "radio", chosen: [before], changed }),
  );
}

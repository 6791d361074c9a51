// Draw interactive elements: buttons and menus that act at once, and the fields of inputs.

import { agreed, menuButton, toast } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { checkboxes, radioButtons, select } from "./choices.js";
import { picker } from "./picker.js";
import { dateField, datetimeField, fileField, textField, timeField } from "./fields.js";
import { say } from "./words.js";

function button(spec, block, surface) {
  const style = { primary: " primary", danger: " danger" }[spec.style] ?? "";
  const node = el(
    "button",
    {
      type: "button",
      class: `button${style}`,
      "aria-label": spec.accessibility_label,
      data: { part: spec.action_id ?? "", action: spec.action_id ?? "" },
    },
    el("span", {}, plain(spec.text)),
    spec.url ? icon("link") : null,
  );
  node.addEventListener("click", async () => {
    if (!(await agreed(spec.confirm))) return;
    if (spec.url && /^https?:/.test(spec.url)) window.open(spec.url, "_blank", "noopener");
    await busyWhile(node, () => surface.click(block.block_id, spec.action_id));
  });
  return node;
}

/** Show that an answer is awaited, and refuse a second press meanwhile. */
export async function busyWhile(node, work) {
  if (node.getAttribute("aria-busy") === "true") return null;
  node.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    node.removeAttribute("aria-busy");
  }
}

function overflow(spec, block, surface) {
  const node = iconButton("more", say("more_choices"), {
    class: "overflow",
    data: { part: spec.action_id, action: spec.action_id },
  });
  return menuButton(node, () =>
    spec.options.map((option) => ({
      label: plain(option.text),
      hint: option.description ? plain(option.description) : null,
      run: async () => {
        if (!(await agreed(spec.confirm))) return;
        if (option.url && /^https?:/.test(option.url))
          window.open(option.url, "_blank", "noopener");
        await busyWhile(node, () => surface.click(block.block_id, spec.action_id, option.value));
      },
    })),
  );
}

function workflowButton(spec) {
  return el(
    "button",
    { type: "button", class: "button", onclick: () => toast(say("not_here")) },
    plain(spec.text),
  );
}

const KINDS = {
  button,
  overflow,
  workflow_button: workflowButton,
  static_select: select,
  users_select: select,
  conversations_select: select,
  channels_select: select,
  external_select: picker,
  multi_static_select: picker,
  multi_users_select: picker,
  multi_conversations_select: picker,
  multi_channels_select: picker,
  multi_external_select: picker,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker: dateField,
  timepicker: timeField,
  datetimepicker: datetimeField,
  plain_text_input: textField,
  number_input: textField,
  email_text_input: textField,
  url_text_input: textField,
  file_input: fileField,
};

/**
 * Draw an element. Inside an input block `field` tells how the value travels (see inputs.js); elsewhere a
 * choice acts at once.
 */
export function element(spec, block, surface, field = null) {
  const kind = KINDS[spec.type];
  if (!kind) return el("span", { class: "unknown" }, say("unknown_block", { kind: spec.type }));
  return kind(spec, block, surface, field ?? atOnce(spec, block, surface));
}

/** How a choice outside an input behaves: it is remembered and sent at once, after the question if there is one. */
function atOnce(spec, block, surface) {
  const name =
    spec.accessibility_label ??
    spec.placeholder?.text ??
    block.text?.text?.split("\n")[0] ??
    say("choice");
  return {
    label: name.replace(/[*_~`]/g, ""),
    change: async (value) => {
      if (!(await agreed(spec.confirm))) return false;
      surface.typed.set(`${block.block_id}\n${spec.action_id}`, value);
      await surface.click(block.block_id, spec.action_id, value);
      return true;
    },
  };
}

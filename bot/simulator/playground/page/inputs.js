// Draw an input block: its label, its field, what helps, what is wrong, and how much was typed.

import { element } from "./elements.js";
import { debounce, el, freshId } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { say } from "./words.js";

const GROUPS = new Set(["checkboxes", "radio_buttons"]);
const TYPED = new Set(["plain_text_input", "number_input", "email_text_input", "url_text_input"]);
const TELL_AFTER = 450;
const LONGEST = 3000;

/** Draw an input block on a surface. */
export function inputBlock(block, surface) {
  const spec = block.element;
  const ids = {
    field: freshId("field"),
    label: freshId("label"),
    hint: freshId("hint"),
    error: freshId("error"),
    count: freshId("count"),
  };
  const error = el("p", { class: "field-error", id: ids.error });
  const count = el("p", { class: "field-count", id: ids.count });
  const field = travelling(block, surface, { ids, error, count });
  const control = element(spec, block, surface, field);
  showError(error, surface.errors[block.block_id]);
  const words = [
    plain(block.label),
    block.optional ? el("span", { class: "optional" }, ` ${say("optional")}`) : null,
  ];
  const label = GROUPS.has(spec.type)
    ? el("legend", { id: ids.label }, words)
    : el("label", { id: ids.label, htmlFor: ids.field }, words);
  const hint = block.hint
    ? el("p", { class: "field-hint", id: ids.hint }, plain(block.hint))
    : null;
  return el(
    GROUPS.has(spec.type) ? "fieldset" : "div",
    { class: "field" },
    label,
    control,
    el("div", { class: "field-below" }, el("div", {}, error, hint), count),
  );
}

/** Put the sentence of what is wrong under a field, or take it away. */
export function showError(node, sentence) {
  node.replaceChildren(
    ...(sentence ? [el("span", { "aria-hidden": "true", class: "mark" }, "!"), sentence] : []),
  );
  const field = node.closest(".field");
  field?.classList.toggle("wrong", Boolean(sentence));
  field
    ?.querySelectorAll("input, textarea, select")
    .forEach((each) => each.setAttribute("aria-invalid", sentence ? "true" : "false"));
}

/** How the value of this input reaches the bot: with the form, or also while it is typed. */
function travelling(block, surface, { ids, error, count }) {
  const spec = block.element;
  const on = block.dispatch_action
    ? (spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"])
    : [];
  const whileTyped = debounce(() => surface.tell(), TELL_AFTER);
  const countNow = (value) => counted(count, spec, value ?? "");
  countNow(surface.current(block.block_id, spec));
  return {
    id: ids.field,
    labelledBy: ids.label,
    describedBy: `${ids.error} ${ids.hint} ${ids.count}`,
    required: !block.optional,
    change: async (value) => {
      surface.remember(block.block_id, spec.action_id, value);
      const over = tooLong(spec, value);
      if (over) surface.errors[block.block_id] = over;
      else delete surface.errors[block.block_id];
      showError(error, over);
      countNow(value);
      if (over) return surface.hold(block.block_id, spec.action_id);
      if (!block.dispatch_action) return true;
      if (!TYPED.has(spec.type)) await surface.tell();
      else if (on.includes("on_character_entered")) whileTyped();
      return true;
    },
    enter:
      on.includes("on_enter_pressed") && TYPED.has(spec.type)
        ? () => surface.send("enter", { block_id: block.block_id })
        : null,
  };
}

/** Return what to say about a text that has grown beyond its field, or null; it is kept, not cut. */
function tooLong(spec, value) {
  const most = spec.max_length ?? (spec.type === "plain_text_input" ? LONGEST : Infinity);
  const over = String(value ?? "").length - most;
  return over > 0 ? say("too_long", { most, over }) : null;
}

/** Say how much was typed of how much is asked for or allowed. */
function counted(node, spec, value) {
  if (spec.type !== "plain_text_input") return;
  const length = String(value).length;
  const parts = [];
  if (spec.min_length > 1 && length < spec.min_length)
    parts.push(say("at_least", { count: spec.min_length }));
  if (spec.max_length) parts.push(say("of_characters", { count: length, most: spec.max_length }));
  node.textContent = parts.join(" · ");
  node.classList.toggle("near", Boolean(spec.max_length) && length > spec.max_length * 0.9);
}

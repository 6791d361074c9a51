// Draw the stack of modals as one dialog that shows the topmost.

import { act } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { toast } from "./dialogs.js";
import { el, freshId, iconButton } from "./dom.js";
import { busyWhile } from "./elements.js";
import { showError } from "./inputs.js";
import { plain } from "./mrkdwn.js";
import { slack, store } from "./store.js";
import { forgetSurface, surfaceOf } from "./surface.js";
import { say } from "./words.js";

let dialog = null;
let shownView = null;
const drawn = new Set();

/** Draw what is on the stack of this person. */
export function drawModals() {
  const stack = slack()?.modals ?? [];
  for (const id of drawn) if (!stack.some((view) => view.id === id)) forget(id);
  if (!stack.length) {
    take();
    return;
  }
  const view = stack.at(-1);
  const key = JSON.stringify([
    store.person,
    view.id,
    view.title,
    view.submit,
    view.close,
    stack.length,
  ]);
  if (!dialog || shownView !== key) build(view, stack, key);
  const surface = surfaceFor(view);
  const body = dialog.querySelector(".blocks");
  drawBlocks(body, view.blocks, surface);
  if (dialog.fresh) settleFocus();
}

const surfaceFor = (view) =>
  surfaceOf(`view/${store.person}/${view.id}`, { view: view.id }, view.state);

function forget(id) {
  forgetSurface(`view/${store.person}/${id}`);
  drawn.delete(id);
}

function take() {
  if (!dialog) return;
  dialog.close();
  document.body.append(document.getElementById("toasts"));
  dialog.remove();
  dialog = null;
  shownView = null;
}

function build(view, stack, key) {
  const again = dialog !== null;
  const sameView = again && dialog.viewId === view.id;
  const scroll = sameView ? dialog.querySelector(".modal-body").scrollTop : 0;
  const title = freshId("title");
  const form = el(
    "form",
    { novalidate: true, onsubmit: (event) => submit(event, view) },
    el(
      "header",
      { class: "modal-head" },
      stack.length > 1 ? iconButton("back", say("back"), { onclick: () => close(false) }) : null,
      el("h2", { id: title, tabindex: "-1" }, plain(view.title)),
      iconButton("close", say("close"), { onclick: () => close(true) }),
    ),
    el(
      "div",
      { class: "modal-body" },
      sameView ? dialog.querySelector(".blocks") : el("div", { class: "blocks" }),
    ),
    foot(view),
  );
  if (!again) {
    dialog = el("dialog", { class: "modal", oncancel: onCancel, onkeydown: onKey });
    document.body.append(dialog);
  }
  dialog.setAttribute("aria-labelledby", title);
  const active = sameView ? document.activeElement : null;
  dialog.replaceChildren(form, ...dialog.querySelectorAll("#toasts"));
  Object.assign(dialog, { viewId: view.id, fresh: !sameView });
  drawn.add(view.id);
  shownView = key;
  if (!again) dialog.showModal();
  dialog.querySelector(".modal-body").scrollTop = scroll;
  if (active && dialog.contains(active)) active.focus({ preventScroll: true });
}

function foot(view) {
  const no = el(
    "button",
    { type: "button", class: "button", onclick: () => close(false) },
    view.close ? plain(view.close) : say("cancel"),
  );
  const yes = view.submit
    ? el(
        "button",
        { type: "submit", class: "button primary submit" },
        el("span", {}, plain(view.submit)),
      )
    : null;
  return el("footer", { class: "modal-foot" }, no, yes);
}

/**
 * Put the focus into the first field, else on the title, so that reading begins at the top. A list
 * to choose from would open and hide what comes after it, so there it is the title too.
 */
function settleFocus() {
  dialog.fresh = false;
  const first = dialog.querySelector(".modal-body :is(input, textarea, select):not(:disabled)");
  const field = first?.role === "combobox" ? null : first;
  const chosen = dialog.querySelector("[autofocus]") ?? field ?? dialog.querySelector("h2");
  chosen.focus({ preventScroll: true });
}

function onCancel(event) {
  if (event.target !== dialog) return;
  event.preventDefault();
  close(false);
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
    dialog.querySelector("form").requestSubmit();
}

async function close(all) {
  const view = slack().modals.at(-1);
  if (!view) return take();
  await surfaceFor(view).tell();
  try {
    await act(store.person, "close", { view: view.id, all });
  } catch (problem) {
    toast(problem.message || say("no_answer"), { bad: true });
  }
  return null;
}

async function submit(event, view) {
  event.preventDefault();
  const button = dialog.querySelector(".submit");
  if (!button) return null;
  const surface = surfaceFor(view);
  if (surface.held.size) return showErrors(surface.errors);
  const answer = await busyWhile(button, () => surface.send("submit"));
  if (!answer) return null;
  surface.errors = answer.errors ?? {};
  return dialog ? showErrors(surface.errors) : null;
}

function showErrors(errors) {
  let first = null;
  for (const block of dialog.querySelectorAll(".block-input")) {
    const sentence = errors[block.dataset.block];
    showError(block.querySelector(".field-error"), sentence);
    if (sentence) first ??= block.querySelector("input, textarea, select");
  }
  first?.focus();
  const count = Object.keys(errors).length;
  if (count) document.getElementById("announcer").textContent = say("check_fields", { count });
}

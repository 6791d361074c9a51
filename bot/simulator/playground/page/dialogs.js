// Small windows of the page itself: a toast, a question with two answers, a menu.

import { el, freshId } from "./dom.js";
import { textOf } from "./mrkdwn.js";
import { say } from "./words.js";

/** Return the topmost open dialog, or the page: what is put elsewhere cannot be reached meanwhile. */
export const topLayer = () =>
  [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;

/** Say something that goes away by itself; a screen reader hears it. */
export function toast(sentence, { bad = false } = {}) {
  const note = el(
    "div",
    { class: `toast${bad ? " bad" : ""}`, role: bad ? "alert" : "status" },
    bad ? el("strong", {}, `${say("attention")} `) : null,
    sentence,
  );
  const shelf = document.getElementById("toasts");
  topLayer().append(shelf);
  shelf.append(note);
  setTimeout(() => note.remove(), Math.max(5000, sentence.length * 90));
}

/**
 * Ask before something happens; resolves to true when the person agrees. Title and text may be Block
 * Kit text objects of a button's `confirm`.
 */
export function ask({ title, text, confirm, deny, danger = false }) {
  const heading = freshId("ask");
  const yes = el(
    "button",
    { class: danger ? "button danger" : "button primary", value: "yes" },
    textOf(confirm) ?? say("yes"),
  );
  const no = el(
    "button",
    { class: "button", value: "no", autofocus: true },
    textOf(deny) ?? say("cancel"),
  );
  const dialog = el(
    "dialog",
    { class: "ask", "aria-labelledby": heading },
    el(
      "form",
      { method: "dialog" },
      el("h2", { id: heading }, textOf(title)),
      el("div", { class: "ask-text" }, textOf(text)),
      el("div", { class: "ask-buttons" }, no, yes),
    ),
  );
  topLayer().append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

/** Ask with the confirm object of an element; nothing to ask is agreement. */
export const agreed = (confirm) =>
  confirm ? ask({ ...confirm, danger: confirm.style === "danger" }) : Promise.resolve(true);

/**
 * Make a button open a menu of {label, hint, note, run}. Arrow keys move, Escape closes, and focus comes
 * back to the button.
 */
export function menuButton(button, items, { title = "" } = {}) {
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () =>
    openMenu(button, typeof items === "function" ? items() : items, title),
  );
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    button.click();
  });
  return button;
}

function openMenu(button, items, title) {
  const menu = el("div", {
    class: "menu",
    role: "menu",
    "aria-label": title || button.getAttribute("aria-label") || button.textContent,
  });
  const close = (back) => {
    button.setAttribute("aria-expanded", "false");
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (back) button.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target) && !button.contains(event.target)) close(false);
  };
  const rows = items.map((item) =>
    el(
      "button",
      {
        type: "button",
        role: "menuitem",
        tabIndex: -1,
        onclick: () => {
          close(true);
          item.run();
        },
      },
      el("span", { class: "menu-label" }, item.label),
      item.hint ? el("span", { class: "menu-hint" }, item.hint) : null,
    ),
  );
  if (title) menu.append(el("div", { class: "menu-title", role: "presentation" }, title));
  menu.append(...rows);
  menu.addEventListener("keydown", (event) => menuKeys(event, rows, close));
  topLayer().append(menu);
  settle(menu, button);
  button.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  rows[0]?.focus();
}

function menuKeys(event, rows, close) {
  const at = rows.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1 + rows.length, Home: 0, End: rows.length - 1 };
  if (event.key in moves) {
    event.preventDefault();
    rows[moves[event.key] % rows.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close(true);
  }
}

/** Put a menu beside its button, wholly on the screen. */
function settle(menu, button) {
  const from = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(from.left, innerWidth - size.width - 8));
  const below = from.bottom + 6 + size.height < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? from.bottom + 6 : Math.max(8, from.top - size.height - 6)}px`;
}

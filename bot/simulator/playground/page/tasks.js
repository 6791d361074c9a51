// What there is to do for the person who is played: a row of suggestions at the foot of the page.

import { offerCommand } from "./conversation.js";
import { toast } from "./dialogs.js";
import { el, reconcile } from "./dom.js";
import { store, writableChannel } from "./store.js";
import { say } from "./words.js";

/** Draw the suggestions; one with a command puts it into the composer. */
export function drawTasks(box) {
  const suggestions = store.snapshot.suggestions ?? [];
  box.hidden = !suggestions.length;
  if (!box.firstChild)
    box.append(el("span", { class: "tasks-title" }, say("try")), el("div", { class: "tasks-row" }));
  reconcile(box.lastChild, suggestions, {
    key: (each) => each.label,
    signature: (each) => JSON.stringify([each, store.person]),
    render: chip,
  });
}

function chip(suggestion) {
  const words = [
    el("span", {}, suggestion.label),
    suggestion.command ? el("code", {}, suggestion.command) : null,
  ];
  return el(
    "button",
    { type: "button", class: "task", title: suggestion.hint, onclick: () => take(suggestion) },
    words,
  );
}

function take(suggestion) {
  if (!suggestion.command) {
    toast(suggestion.hint);
    return;
  }
  const channel = writableChannel();
  if (channel) offerCommand(suggestion.command, channel);
  else toast(say("join_first"));
}

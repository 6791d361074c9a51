// The middle of the page: one conversation with its head, messages and composer, or App Home.

import { act } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { toast } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { drawMessages } from "./messages.js";
import { mrkdwn, unescape } from "./mrkdwn.js";
import { avatar, nameOf } from "./people.js";
import {
  mainMessages,
  markSeen,
  open,
  openChannel,
  openConversation,
  slack,
  store,
  threadMessages,
} from "./store.js";
import { surfaceOf } from "./surface.js";
import { say } from "./words.js";

const parts = {};

/** Build the empty middle once. */
export function buildConversation(main, aside) {
  parts.head = el("header", { class: "conversation-head" });
  parts.list = el("div", { class: "messages", role: "log", "aria-live": "off", tabindex: "0" });
  parts.home = el("div", { class: "home" });
  parts.foot = el("div", { class: "foot" });
  parts.composer = new Composer({ inThread: false });
  main.replaceChildren(parts.head, parts.list, parts.home, parts.foot);
  parts.threadList = el("div", {
    class: "messages",
    role: "log",
    "aria-live": "off",
    tabindex: "0",
  });
  parts.threadComposer = new Composer({ inThread: true });
  parts.threadHead = el("header", { class: "conversation-head" });
  parts.threadFoot = el("div", { class: "foot" });
  aside.replaceChildren(parts.threadHead, parts.threadList, parts.threadFoot);
  parts.aside = aside;
  keepEnd(parts.list);
  keepEnd(parts.threadList);
}

/** Put a command into the composer, in a conversation where it can be sent. */
export function offerCommand(command, channel) {
  if (openConversation()?.id !== channel.id) openChannel(channel.id);
  parts.composer.fill(command);
}

/** Draw what is open. */
export function drawConversation() {
  const home = store.place.kind === "home";
  const channel = openConversation();
  parts.list.hidden = home;
  parts.home.hidden = !home;
  parts.head.replaceChildren(...head(channel, home));
  if (home) drawHome();
  else drawChannel(channel);
  drawThread(channel);
  announce(channel);
}

function head(channel, home) {
  if (home || store.place.kind === "app") return appHead(home);
  if (!channel) return [el("h2", {}, say("nothing_open"))];
  const count = channel.members?.length ?? 0;
  return [
    el("h2", {}, icon(channel.kind === "private" ? "lock" : "hash"), channel.name),
    channel.topic ? el("span", { class: "topic muted" }, unescape(channel.topic)) : null,
    el(
      "span",
      { class: "member-count muted", title: (channel.members ?? []).map(nameOf).join(", ") },
      icon("people"),
      el("span", {}, count, el("span", { class: "unseen" }, ` ${say("members")}`)),
    ),
  ].filter(Boolean);
}

function appHead(home) {
  const tab = (name, kind, on) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-selected": on ? "true" : "false",
        data: { part: kind },
        onclick: () => open({ kind }),
      },
      name,
    );
  const focused = document.activeElement?.dataset?.part;
  const tabs = el(
    "div",
    { class: "tabs", role: "tablist", "aria-label": slack().app.name },
    tab(say("home"), "home", home),
    tab(say("messages"), "app", !home),
  );
  if (focused && parts.head.contains(document.activeElement))
    queueMicrotask(() => tabs.querySelector(`[data-part="${focused}"]`)?.focus());
  return [
    el(
      "h2",
      {},
      avatar(slack().app.bot_user_id, slack().app.name, { small: true }),
      slack().app.name,
    ),
    tabs,
  ];
}

let shown = null;

function drawChannel(channel) {
  const here = channel ? `${store.person}/${channel.id}` : null;
  const moved = shown !== here;
  const atEnd = moved || nearEnd(parts.list);
  shown = here;
  if (moved) parts.list.replaceChildren();
  const messages = channel ? mainMessages(channel.id) : [];
  drawMessages(parts.list, messages, { channel });
  if (!messages.length) parts.list.replaceChildren(empty(channel));
  if (atEnd) parts.list.scrollTop = parts.list.scrollHeight;
  if (channel && !document.hidden) markSeen(channel.id);
  parts.list.setAttribute(
    "aria-label",
    channel ? say("messages_in", { name: channel.name ?? slack().app.name }) : "",
  );
  drawFoot(channel);
}

const nearEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight < 80;

/** Keep the newest message in sight when the window, or what stands below the list, changes. */
function keepEnd(list) {
  let atEnd = true;
  list.addEventListener("scroll", () => (atEnd = nearEnd(list)), { passive: true });
  new ResizeObserver(() => atEnd && (list.scrollTop = list.scrollHeight)).observe(list);
}

function empty(channel) {
  const sentence = !channel || channel.kind === "im" ? say("empty_app") : say("empty_channel");
  const node = el("p", { class: "empty muted" }, sentence);
  node.dataset.key = "empty";
  return node;
}

function drawFoot(channel) {
  if (store.place.kind === "app" && (slack().app.messages_read_only || !channel?.id)) {
    parts.foot.replaceChildren(
      el("p", { class: "notice" }, say("read_only", { app: slack().app.name })),
    );
  } else if (channel && !channel.member) {
    const join = () => attempt(() => act(store.person, "join", { channel: channel.id }));
    parts.foot.replaceChildren(
      el(
        "div",
        { class: "notice" },
        say("not_member", { name: channel.name }),
        el("button", { type: "button", class: "button primary", onclick: join }, say("join")),
      ),
    );
  } else if (channel?.archived) {
    parts.foot.replaceChildren(el("p", { class: "notice" }, say("archived")));
  } else if (channel) {
    if (parts.composer.node.parentNode !== parts.foot)
      parts.foot.replaceChildren(parts.composer.node);
    parts.composer.show(channel, null);
  } else parts.foot.replaceChildren();
}

async function attempt(work) {
  try {
    const answer = await work();
    if (answer.sentence) toast(answer.sentence, { bad: !answer.ok });
  } catch (problem) {
    toast(problem.message || say("no_answer"), { bad: true });
  }
}

function drawThread(channel) {
  const root = store.place.kind === "home" ? null : store.place.thread;
  parts.aside.hidden = !root;
  document.body.classList.toggle("in-thread", Boolean(root));
  if (!root || !channel) return;
  const close = iconButton("close", say("close_thread"), {
    onclick: () => openChannel(channel.id),
  });
  if (!parts.threadHead.firstChild)
    parts.threadHead.append(
      el("h2", {}, say("thread")),
      el("span", { class: "topic muted" }),
      close,
    );
  parts.threadHead.querySelector(".topic").textContent =
    channel.kind === "im" ? slack().app.name : `#${channel.name}`;
  parts.threadHead.querySelector(".icon-button").replaceWith(close);
  const atEnd = nearEnd(parts.threadList);
  drawMessages(parts.threadList, threadMessages(channel.id, root), { channel, inThread: true });
  if (atEnd) parts.threadList.scrollTop = parts.threadList.scrollHeight;
  const mayWrite =
    channel.member &&
    !channel.archived &&
    !(channel.kind === "im" && slack().app.messages_read_only);
  if (!mayWrite) parts.threadFoot.replaceChildren();
  else {
    if (!parts.threadFoot.firstChild) parts.threadFoot.append(parts.threadComposer.node);
    parts.threadComposer.show(channel, root);
  }
}

let opened = null;

/** App Home is opened for the bot each time somebody comes to it, as in Slack. */
function drawHome() {
  if (opened !== store.person) {
    opened = store.person;
    parts.home.replaceChildren(el("div", { class: "loading", role: "status" }, say("loading")));
    attempt(() => act(store.person, "home")).then(() =>
      parts.home
        .querySelector(".loading")
        ?.replaceWith(el("p", { class: "empty muted" }, say("empty_home"))),
    );
  }
  shown = null;
  parts.foot.replaceChildren();
  const view = slack().home;
  if (!view) return;
  let box = parts.home.querySelector(".blocks");
  if (!box) parts.home.replaceChildren((box = el("div", { class: "blocks" })));
  drawBlocks(box, view.blocks, surfaceOf(`home/${store.person}`, { home: true }, view.state));
}

/** Forget that App Home was open, so that coming back opens it again. */
export function leaveHome() {
  if (store.place.kind !== "home") opened = null;
}

let heard = null;

/** Tell a screen reader about a new message of the open conversation. */
function announce(channel) {
  if (!channel) return;
  const last = slack().messages[channel.id]?.at(-1);
  const name = `${store.person}/${channel.id}`;
  if (heard?.name === name && last && last.ts !== heard.ts && last.user !== store.person) {
    const words = mrkdwn(last.text || say("a_message")).textContent;
    document.getElementById("announcer").textContent = `${nameOf(last.user)}: ${words}`;
  }
  heard = { name, ts: last?.ts };
}

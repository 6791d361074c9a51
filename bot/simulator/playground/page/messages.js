// Draw the messages of a conversation or a thread, with the lines between days.

import { act } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { menuButton, toast } from "./dialogs.js";
import { el, icon, iconButton, reconcile } from "./dom.js";
import { emojiNode, mrkdwn } from "./mrkdwn.js";
import { avatar, nameOf } from "./people.js";
import { myZone, openChannel, refresh, slack, store, threadMessages } from "./store.js";
import { surfaceOf } from "./surface.js";
import { clockTime, dayAndTime, dayName, dayOf, ofTs } from "./times.js";
import { say } from "./words.js";

const TOGETHER = 5 * 60;
const QUIET = new Set([
  "channel_join",
  "channel_leave",
  "group_join",
  "group_leave",
  "channel_topic",
  "channel_purpose",
  "channel_archive",
  "pinned_item",
  "bot_add",
]);

/** Draw `messages` into `box`. */
export function drawMessages(box, messages, { channel, inThread = false }) {
  const zone = myZone();
  const rows = [];
  let before = null;
  for (const message of messages.filter((each) => !store.hidden.has(each.ts))) {
    const at = ofTs(message.ts);
    const day = dayOf(at, zone);
    if (!before || before.day !== day) rows.push({ key: `day/${day}`, day: dayName(at, zone) });
    const near =
      before?.day === day &&
      before.message.user === message.user &&
      Number(message.ts) - Number(before.message.ts) < TOGETHER;
    const grouped =
      near &&
      !message.ephemeral &&
      !before.message.ephemeral &&
      !QUIET.has(message.subtype) &&
      !QUIET.has(before.message.subtype);
    rows.push({
      key: `message/${message.ts}`,
      message,
      grouped,
      zone,
      replies: inThread ? null : repliesOf(channel, message),
    });
    before = { message, day };
  }
  reconcile(box, rows, {
    key: (row) => row.key,
    signature: (row) => JSON.stringify(row),
    render: (row) => (row.day ? dayLine(row) : one(row, channel, inThread)),
  });
}

function repliesOf(channel, message) {
  const replies = threadMessages(channel.id, message.ts).filter((each) => each.ts !== message.ts);
  return replies.length
    ? {
        count: replies.length,
        last: replies.at(-1).ts,
        users: [...new Set(replies.map((each) => each.user))].slice(0, 4),
      }
    : null;
}

const dayLine = (row) =>
  el("div", { class: "day", role: "separator", "aria-label": row.day }, el("span", {}, row.day));

function one({ message, grouped, zone, replies }, channel, inThread) {
  const at = ofTs(message.ts);
  if (QUIET.has(message.subtype))
    return el(
      "div",
      { class: "quiet-line", data: { ts: message.ts } },
      mrkdwn(message.text),
      el("time", { class: "muted" }, clockTime(at, zone)),
    );
  const time = el(
    "time",
    { datetime: at.toISOString(), title: dayAndTime(at, zone), class: "when" },
    clockTime(at, zone),
  );
  const name = nameOf(message.user);
  const app = message.user === slack().app.bot_user_id;
  const head = el(
    "div",
    { class: "message-head" },
    el("strong", {}, name),
    app ? el("span", { class: "badge-app" }, say("app")) : null,
    time,
  );
  return el(
    "article",
    {
      class: `message${grouped ? " grouped" : ""}${message.ephemeral ? " ephemeral" : ""}`,
      "aria-label": say("message_by", { name, time: dayAndTime(at, zone) }),
      data: { ts: message.ts },
    },
    grouped
      ? el("span", { class: "gutter" }, time)
      : el("span", { class: "gutter" }, avatar(message.user, name)),
    el(
      "div",
      { class: "message-main" },
      message.ephemeral ? privacyLine(message) : null,
      message.pinned ? pinned() : null,
      grouped ? null : head,
      body(message, channel),
      marks(message),
      replies ? threadLine(replies, message, channel, zone) : null,
    ),
    actions(message, channel, inThread),
  );
}

const pinned = () => el("div", { class: "muted small-line" }, icon("pin"), say("pinned"));

function privacyLine(message) {
  const dismiss = () => {
    store.hidden.add(message.ts);
    refresh();
  };
  return el(
    "div",
    { class: "only-you" },
    icon("eye"),
    say("only_you"),
    el("button", { type: "button", class: "as-link", onclick: dismiss }, say("dismiss")),
  );
}

function body(message, channel) {
  const box = el("div", { class: "message-body" });
  const surface = surfaceOf(
    `message/${store.person}/${channel.id}/${message.ts}`,
    { channel: channel.id, ts: message.ts },
    message.state,
  );
  if (message.blocks?.length) {
    const blocks = el("div", { class: "blocks" });
    drawBlocks(blocks, message.blocks, surface);
    box.append(blocks);
  } else if (message.text) box.append(mrkdwn(message.text));
  for (const attachment of message.attachments ?? []) box.append(attached(attachment, surface));
  for (const file of message.files ?? [])
    box.append(
      el(
        "div",
        { class: "file" },
        icon("file"),
        el("span", {}, file.title || file.name),
        el("span", { class: "muted" }, file.size ? say("bytes", { count: file.size }) : ""),
      ),
    );
  if (message.edited) box.append(el("span", { class: "muted edited" }, say("edited")));
  return box;
}

function attached(attachment, surface) {
  const box = el("div", { class: "attachment" });
  if (attachment.blocks) drawBlocks(box, attachment.blocks, surface);
  else box.append(mrkdwn(attachment.text ?? attachment.fallback ?? ""));
  return box;
}

function marks(message) {
  if (!message.reactions?.length) return null;
  const names = (mark) => mark.users.map(nameOf).join(", ");
  return el(
    "ul",
    { class: "reactions", "aria-label": say("reactions") },
    message.reactions.map((mark) =>
      el(
        "li",
        { title: names(mark) },
        emojiNode(mark.name),
        ` ${mark.users.length}`,
        el("span", { class: "unseen" }, ` ${names(mark)}`),
      ),
    ),
  );
}

function threadLine(replies, message, channel, zone) {
  return el(
    "button",
    { type: "button", class: "thread-line", onclick: () => openChannel(channel.id, message.ts) },
    replies.users.map((user) => avatar(user, nameOf(user), { small: true })),
    el("strong", {}, say(replies.count === 1 ? "one_reply" : "replies", { count: replies.count })),
    el(
      "span",
      { class: "muted" },
      say("last_reply", { time: dayAndTime(ofTs(replies.last), zone) }),
    ),
  );
}

function actions(message, channel, inThread) {
  if (message.ephemeral) return null;
  const shortcuts = slack().shortcuts.filter((shortcut) => shortcut.type === "message");
  const answer = () => openChannel(channel.id, message.thread_ts ?? message.ts);
  const items = () => [
    ...(inThread ? [] : [{ label: say("reply_in_thread"), run: answer }]),
    ...shortcuts.map((shortcut) => ({
      label: shortcut.name,
      hint: shortcut.description,
      run: () => take(shortcut, message, channel),
    })),
  ];
  if (inThread && !shortcuts.length) return null;
  const reply = inThread
    ? null
    : iconButton("reply", say("reply_in_thread"), { class: "reply", onclick: answer });
  const more = menuButton(iconButton("more", say("message_shortcuts")), items, {
    title: say("message_actions"),
  });
  return el(
    "div",
    { class: "message-actions", role: "toolbar", "aria-label": say("message_actions") },
    reply,
    more,
  );
}

async function take(shortcut, message, channel) {
  try {
    const answer = await act(store.person, "message_shortcut", {
      callback_id: shortcut.callback_id,
      channel: channel.id,
      ts: message.ts,
    });
    if (answer.sentence) toast(answer.sentence, { bad: !answer.ok });
  } catch (problem) {
    toast(problem.message || say("no_answer"), { bad: true });
  }
}

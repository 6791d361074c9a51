// The left side: who is playing, where they can go, and what there is to do.

import { el, icon, reconcile } from "./dom.js";
import { avatar } from "./people.js";
import {
  appChannel,
  castMember,
  hasNews,
  open,
  openChannel,
  openConversation,
  slack,
  store,
  unread,
} from "./store.js";
import { clockTime, dayOf, present, shortDate, zoneCity } from "./times.js";
import { say } from "./words.js";

const parts = {};

/** Build the empty side once; `become` is called with the id of the person to play. */
export function buildSidebar(side, become) {
  parts.become = become;
  parts.workspace = el("h2", { class: "workspace" });
  parts.cast = el("div", { class: "cast", role: "radiogroup", "aria-label": say("play_as") });
  parts.places = el("ul", { class: "places" });
  parts.app = el("ul", { class: "places" });
  side.replaceChildren(
    parts.workspace,
    el("h3", {}, say("play_as")),
    parts.cast,
    el(
      "nav",
      { "aria-label": say("places") },
      el("h3", {}, say("app_heading")),
      parts.app,
      el("h3", {}, say("channels")),
      parts.places,
    ),
  );
  parts.cast.addEventListener("keydown", arrows);
}

/** Draw the side again where it changed. */
export function drawSidebar() {
  parts.workspace.textContent = slack().workspace.name;
  drawCast();
  drawPlaces();
}

function drawCast() {
  const now = present();
  reconcile(parts.cast, store.snapshot.cast, {
    key: (member) => member.id,
    signature: (member) =>
      JSON.stringify([
        member.name,
        member.role,
        member.id === store.person,
        hasNews(member),
        when(now, member.zone),
      ]),
    render: (member) => castRow(member, now),
  });
}

const when = (now, zone) =>
  `${clockTime(now, zone)}${dayOf(now, zone) === dayOf(now, store.snapshot.clock.zone) ? "" : ` ${shortDate(now, zone)}`}`;

function castRow(member, now) {
  const on = member.id === store.person;
  const news = hasNews(member) && !on;
  return el(
    "button",
    {
      type: "button",
      role: "radio",
      class: "member",
      "aria-checked": on ? "true" : "false",
      tabIndex: on ? 0 : -1,
      data: { part: member.id, person: member.id },
      onclick: () => parts.become(member.id),
    },
    avatar(member.id, member.name),
    el(
      "span",
      { class: "member-words" },
      el(
        "span",
        { class: "member-name" },
        member.name,
        news
          ? el(
              "span",
              { class: "dot", title: say("has_news") },
              el("span", { class: "unseen" }, say("has_news")),
            )
          : null,
      ),
      el("span", { class: "member-role" }, member.role),
      el("span", { class: "member-time" }, `${when(now, member.zone)} · ${zoneCity(member.zone)}`),
    ),
  );
}

function arrows(event) {
  const move = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!move) return;
  event.preventDefault();
  const rows = [...parts.cast.children];
  const next =
    rows[
      (rows.findIndex((row) => row.dataset.key === store.person) + move + rows.length) % rows.length
    ];
  next.focus();
  parts.become(next.dataset.key);
}

function drawPlaces() {
  const channels = slack().channels.filter((channel) => channel.kind !== "im" && !channel.archived);
  const app = appChannel();
  const appRows = [
    {
      key: "home",
      name: say("home"),
      sign: "home",
      on: store.place.kind === "home",
      count: 0,
      go: () => open({ kind: "home" }),
    },
    {
      key: "app",
      name: say("messages"),
      sign: "chat",
      on: store.place.kind === "app",
      count: app ? unread(app.id) : 0,
      go: () => open({ kind: "app" }),
    },
  ];
  const here = openConversation();
  const rows = channels
    .sort(
      (one, other) =>
        Number(other.member) - Number(one.member) || one.name.localeCompare(other.name),
    )
    .map((channel) => ({
      key: channel.id,
      name: channel.name,
      sign: channel.kind === "private" ? "lock" : "hash",
      quiet: !channel.member,
      on: here?.id === channel.id,
      count: channel.member ? unread(channel.id) : 0,
      go: () => openChannel(channel.id),
    }));
  for (const [box, list] of [
    [parts.app, appRows],
    [parts.places, rows],
  ]) {
    reconcile(box, list, {
      key: (row) => row.key,
      signature: (row) => JSON.stringify({ ...row, person: store.person }),
      render: placeRow,
    });
  }
}

function placeRow(row) {
  const count =
    row.count && !row.on
      ? el(
          "span",
          { class: "count" },
          String(row.count),
          el("span", { class: "unseen" }, ` ${say("unread")}`),
        )
      : null;
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: `place${row.on ? " on" : ""}${row.quiet ? " quiet" : ""}${count ? " news" : ""}`,
        "aria-current": row.on ? "page" : null,
        data: { part: row.key, place: row.key },
        onclick: row.go,
      },
      icon(row.sign),
      el("span", { class: "place-name" }, row.name),
      row.quiet ? el("span", { class: "unseen" }, ` ${say("not_joined")}`) : null,
      count,
    ),
  );
}

/** Return how many messages wait anywhere for this person. */
export const allUnread = () =>
  slack().channels.reduce(
    (sum, channel) => sum + (channel.member || channel.kind === "im" ? unread(channel.id) : 0),
    0,
  );

/** Return the person who is played, as the cast knows them. */
export const playing = () => castMember(store.person);

// Begin: fetch the words, build the page, then show every answer of the server until the page closes.

import { adopt } from "./adopt.js";
import { fetchState } from "./api.js";
import { buildConversation, drawConversation, leaveHome } from "./conversation.js";
import { toast } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { drawModals } from "./modals.js";
import { avatar } from "./people.js";
import { allUnread, buildSidebar, drawSidebar, playing } from "./sidebar.js";
import {
  appChannel,
  markSeen,
  open,
  openConversation,
  readAddress,
  refresh,
  settlePlace,
  slack,
  store,
  unread,
  watch,
} from "./store.js";
import { drawTasks } from "./tasks.js";
import { buildTopbar, drawTopbar, placeJumps } from "./topbar.js";
import { present, setNow } from "./times.js";
import { loadWords, say } from "./words.js";

const RETRY = 1500;
const at = (id) => document.getElementById(id);
let waiting = new AbortController();
let shownAddress = null;

/** Play another person: keep the place when they can see it too. */
function become(id) {
  if (id === store.person) return;
  store.person = id;
  if (store.snapshot) store.snapshot.slack = null;
  drawer(false);
  history.replaceState(
    null,
    "",
    `#/${[id, store.place.kind, store.place.id].filter(Boolean).join("/")}`,
  );
  store.place.thread = null;
  waiting.abort();
}

async function listen() {
  let since = "";
  let person = null;
  let quiet = true;
  for (;;) {
    if (person !== store.person) since = "";
    waiting = new AbortController();
    try {
      const body = await fetchState(store.person, since, waiting.signal);
      person = store.person;
      since = body.version;
      quiet = true;
      receive(body);
    } catch (problem) {
      if (problem.name === "AbortError") continue;
      if (quiet) toast(problem.message || say("no_answer"), { bad: true });
      quiet = false;
      since = "";
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}

function receive(body) {
  const before = store.snapshot;
  store.snapshot = body.slack
    ? { ...body, slack: adopt(body.slack, body.workspace) }
    : { ...before, ...body };
  store.person = body.person ?? store.person;
  setNow(body.clock.now);
  if (!before || before.round !== body.round) store.unreadFrom = present() / 1000 - 86400;
  if (slack()) settlePlace();
  refresh();
}

function draw() {
  if (!store.snapshot) return;
  drawTopbar();
  if (!slack()) return;
  leaveHome();
  drawConversation();
  drawSidebar();
  drawTasks(at("tasks"));
  drawModals();
  drawBottom();
  const place =
    store.place.kind === "home" ? say("home") : (openConversation()?.name ?? slack().app.name);
  document.title = `${place} · ${playing()?.name ?? ""} · ${say("playground")}`;
  at("page").hidden = false;
}

function drawBottom() {
  const member = playing();
  at("phone-person").replaceChildren(
    avatar(store.person, member?.name ?? "", { small: true }),
    el("span", {}, member?.name.split(" ")[0] ?? ""),
    icon("down"),
  );
  const app = appChannel();
  const waits = {
    app: app ? unread(app.id) : 0,
    channel: allUnread() - (app ? unread(app.id) : 0),
  };
  for (const button of at("bottom").children) {
    const kind = button.dataset.go;
    button.setAttribute("aria-current", kind === store.place.kind ? "page" : "false");
    button.querySelector(".count")?.remove();
    if (waits[kind] && kind !== store.place.kind)
      button.append(el("span", { class: "count" }, String(waits[kind])));
  }
}

function drawer(on) {
  document.body.classList.toggle("drawer", on);
  at("phone-person").setAttribute("aria-expanded", String(on));
  if (on) at("sidebar").querySelector("[aria-checked=true]")?.focus();
}

function sheet(on) {
  document.body.classList.toggle("sheet", on);
}

function buildBottom() {
  const go = (kind, sign, words, run) =>
    el(
      "button",
      { type: "button", data: { go: kind }, onclick: run },
      icon(sign),
      el("span", {}, words),
    );
  at("bottom").append(
    go("home", "home", say("home"), () => open({ kind: "home" })),
    go("app", "chat", say("messages"), () => open({ kind: "app" })),
    go("channel", "hash", say("channels"), () => drawer(true)),
    go("clock", "clock", say("clock_short"), () =>
      sheet(!document.body.classList.contains("sheet")),
    ),
  );
  at("phone-person").addEventListener("click", () =>
    drawer(!document.body.classList.contains("drawer")),
  );
  at("veil").addEventListener("click", () => (drawer(false), sheet(false)));
  at("sidebar").append(
    iconButton("close", say("close"), { class: "drawer-close", onclick: () => drawer(false) }),
  );
  addEventListener(
    "keydown",
    (event) =>
      event.key === "Escape" &&
      !document.querySelector("dialog[open]") &&
      (drawer(false), sheet(false)),
  );
}

async function begin() {
  await loadWords();
  readAddress();
  at("skip").textContent = say("skip");
  at("brand-words").textContent = say("playground");
  for (const [id, words] of [
    ["sidebar", "side"],
    ["thread", "thread"],
    ["bottom", "places"],
    ["main", "conversation"],
  ])
    at(id).setAttribute("aria-label", say(words));
  at("phone-person").setAttribute("aria-label", say("play_as"));
  buildTopbar(at("topbar"), at("clock-sheet"));
  buildSidebar(at("sidebar"), become);
  buildConversation(at("main"), at("thread"));
  buildBottom();
  const narrow = matchMedia("(max-width: 760px)");
  placeJumps(narrow.matches);
  narrow.addEventListener("change", () => {
    placeJumps(narrow.matches);
    refresh();
  });
  watch(draw);
  watch(() => {
    if (shownAddress !== location.hash) (drawer(false), sheet(false));
    shownAddress = location.hash;
  });
  addEventListener("popstate", () => {
    const before = store.person;
    readAddress();
    if (before !== store.person) waiting.abort();
    else refresh();
  });
  addEventListener("visibilitychange", () => openConversation() && markSeen(openConversation().id));
  await listen();
}

begin();

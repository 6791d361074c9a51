// The top: the playground's clock, the jumps, and starting afresh.

import { moveClock, startAfresh } from "./api.js";
import { ask, toast } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { playing } from "./sidebar.js";
import { store } from "./store.js";
import { clockTime, dayOf, longDate, present, shortDate, soon, zoneCity } from "./times.js";
import { busyWhile } from "./elements.js";
import { say } from "./words.js";

const parts = {};

/** Build the top once. */
export function buildTopbar(bar, sheet) {
  parts.date = el("span", { class: "clock-date" });
  parts.time = el("strong", { class: "clock-time" });
  parts.mine = el("span", { class: "clock-words clock-mine" });
  parts.next = jump("next", "next_thing", "next");
  parts.coming = el("span", { class: "coming" });
  parts.next.append(parts.coming);
  const steps = [jump("hour", "plus_hour"), jump("day", "plus_day"), jump("week", "plus_week")];
  const fresh = el(
    "button",
    { type: "button", class: "jump", data: { jump: "afresh" }, onclick: () => again(fresh) },
    icon("fresh"),
    el("span", {}, say("start_afresh")),
  );
  parts.buttons = [parts.next, ...steps, fresh];
  parts.clock = el(
    "div",
    { class: "clock", role: "group", "aria-label": say("clock") },
    icon("clock"),
    el("span", { class: "clock-words" }, parts.date, parts.time),
    parts.mine,
  );
  parts.jumps = el(
    "div",
    { class: "jumps", role: "group", "aria-label": say("jumps") },
    parts.next,
    el("div", { class: "steps" }, steps),
    fresh,
  );
  parts.bar = bar;
  parts.sheet = sheet;
  bar.append(parts.clock, parts.jumps);
}

function jump(kind, words, sign = null) {
  const node = el(
    "button",
    { type: "button", class: "jump", data: { jump: kind }, onclick: () => move(kind, node) },
    sign && icon(sign),
    el("span", { class: "jump-words" }, say(words)),
  );
  return node;
}

async function move(kind, node) {
  await busyWhile(node, async () => {
    try {
      const answer = await moveClock(kind);
      if (answer.sentence) toast(answer.sentence);
    } catch (problem) {
      toast(problem.message || say("no_answer"), { bad: true });
    }
  });
}

async function again(node) {
  const sure = await ask({
    title: say("afresh_title"),
    text: say("afresh_text"),
    confirm: say("start_afresh"),
    danger: true,
  });
  if (!sure) return;
  await busyWhile(node, async () => {
    try {
      await startAfresh();
      store.seen = {};
      store.hidden.clear();
      store.drafts.clear();
    } catch (problem) {
      toast(problem.message || say("no_answer"), { bad: true });
    }
  });
}

/** Draw the clock, what comes next, and how far a jump is. */
export function drawTopbar() {
  const { clock, busy } = store.snapshot;
  const now = present();
  parts.date.textContent = parts.narrow ? shortDate(now, clock.zone) : longDate(now, clock.zone);
  parts.time.textContent = say("time_in", {
    time: clockTime(now, clock.zone),
    zone: zoneCity(clock.zone),
  });
  const member = playing();
  const same = !member || member.zone === clock.zone;
  const day =
    !same && dayOf(now, member.zone) !== dayOf(now, clock.zone)
      ? `${shortDate(now, member.zone)}, `
      : "";
  const theirs = say("time_in", {
    time: day + clockTime(now, member?.zone ?? clock.zone),
    zone: zoneCity(member?.zone),
  });
  parts.mine.hidden = same;
  parts.mine.replaceChildren(
    el("span", { class: "clock-date" }, say("for_person", { name: member?.name.split(" ")[0] })),
    el("span", { class: "clock-time" }, theirs),
  );
  const next = clock.next;
  if (!busy)
    parts.coming.textContent = next
      ? say("coming", { what: next.words, when: soon(new Date(next.at), clock.zone) })
      : say("nothing_planned");
  parts.next.title = parts.coming.textContent;
  for (const button of parts.buttons)
    button.disabled = Boolean(busy) || (button === parts.next && !next);
  drawProgress(busy, now, clock.zone);
}

function drawProgress(busy, now, zone) {
  const box = document.getElementById("progress");
  box.hidden = !busy;
  document.body.classList.toggle("busy", Boolean(busy));
  if (!busy) return;
  if (!box.firstChild)
    box.append(
      el("span", { role: "status" }),
      el("progress", { max: 1, "aria-label": say("jumps") }),
    );
  const [words, bar] = box.children;
  if (busy.kind === "afresh") {
    words.textContent = say("beginning_again");
    bar.removeAttribute("value");
    return;
  }
  const [from, to] = [Date.parse(busy.from), Date.parse(busy.to)];
  words.textContent = say("playing_through", { date: longDate(now, zone) });
  bar.value = to > from ? Math.min(1, (now - from) / (to - from)) : 1;
}

/** On a phone the jumps live in a sheet that opens from the foot. */
export function placeJumps(narrow) {
  parts.narrow = narrow;
  const home = narrow ? parts.sheet : parts.bar;
  if (parts.jumps.parentNode !== home) home.append(parts.jumps);
}

// Write instants in a person's own zone. "Now" is the playground's clock, never the computer's.

import { say } from "./words.js";

let now = new Date(0);

/** Take over what the playground's clock says. */
export function setNow(iso) {
  now = new Date(iso);
}

export const present = () => now;

const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) {
    const language =
      document.documentElement.lang === "en" ? "en-US" : document.documentElement.lang;
    formats.set(key, new Intl.DateTimeFormat(language, { timeZone: zone || "UTC", ...options }));
  }
  return formats.get(key);
}

/** Return the instant of a Slack timestamp, which is seconds since 1970 with a fraction. */
export const ofTs = (ts) => new Date(Math.floor(Number(ts)) * 1000);

export const clockTime = (date, zone) =>
  format(zone, { hour: "numeric", minute: "2-digit" }).format(date);

export const longDate = (date, zone) =>
  format(zone, { weekday: "long", month: "long", day: "numeric", year: "numeric" }).format(date);

export const shortDate = (date, zone) =>
  format(zone, { weekday: "short", month: "short", day: "numeric" }).format(date);

export const dayAndTime = (date, zone) => `${shortDate(date, zone)}, ${clockTime(date, zone)}`;

/** Name an instant that is to come as shortly as it can be understood today. */
export function soon(date, zone) {
  const days = daysApart(date, zone);
  if (days === 0) return clockTime(date, zone);
  if (days > 0 && days < 7)
    return `${format(zone, { weekday: "short" }).format(date)} ${clockTime(date, zone)}`;
  return dayAndTime(date, zone);
}

/** Return a sortable name of the local day: 2026-09-01. */
export function dayOf(date, zone) {
  const parts = Object.fromEntries(
    format(zone, { year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(date)
      .map((part) => [part.type, part.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

function daysApart(date, zone) {
  return Math.round((Date.parse(dayOf(date, zone)) - Date.parse(dayOf(now, zone))) / 86400000);
}

/** Return "Today", "Yesterday", "Tomorrow", or null for other days. */
function nearDay(date, zone) {
  return (
    { 0: say("today"), "-1": say("yesterday"), 1: say("tomorrow") }[daysApart(date, zone)] ?? null
  );
}

/** Name a day for the line between messages. */
export const dayName = (date, zone) => nearDay(date, zone) ?? longDate(date, zone);

/** Name a zone the way people do: "America/New_York" is New York. */
export const zoneCity = (zone) => (zone ?? "UTC").split("/").pop().replaceAll("_", " ");

const NUMERIC = { year: "numeric", month: "2-digit", day: "2-digit" };
const SHORT = { year: "numeric", month: "short", day: "numeric" };
const PLAIN = { year: "numeric", month: "long", day: "numeric" };
const LONG = { ...PLAIN, weekday: "long" };

const TOKENS = {
  date_num: (date, zone) => format(zone, NUMERIC).format(date),
  date_slash: (date, zone) =>
    format(zone, { year: "numeric", month: "numeric", day: "numeric" }).format(date),
  date: (date, zone) => format(zone, PLAIN).format(date),
  date_short: (date, zone) => format(zone, SHORT).format(date),
  date_long: (date, zone) => format(zone, LONG).format(date),
  date_pretty: (date, zone) => near(date, zone, PLAIN),
  date_short_pretty: (date, zone) => near(date, zone, SHORT),
  date_long_pretty: (date, zone) => near(date, zone, LONG),
  time: clockTime,
  time_secs: (date, zone) =>
    format(zone, { hour: "numeric", minute: "2-digit", second: "2-digit" }).format(date),
  ago: (date) => ago(date),
  day_divider_pretty: (date, zone) => near(date, zone, LONG),
};

function near(date, zone, options) {
  return nearDay(date, zone)?.toLocaleLowerCase() ?? format(zone, options).format(date);
}

function ago(date) {
  const minutes = Math.round((date - now) / 60000);
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", {
    numeric: "auto",
  });
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}

/** Fill the tokens of Slack's date form, for example "{date_short} at {time}". */
export function fillDate(seconds, pattern, zone) {
  const date = new Date(seconds * 1000);
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => TOKENS[name]?.(date, zone) ?? whole);
}

/** Turn seconds into the value of a datetime-local field in a zone, and back. */
export function toLocalField(seconds, zone) {
  const date = new Date(seconds * 1000);
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(date);
  return `${dayOf(date, zone)}T${time}`;
}

export function fromLocalField(text, zone) {
  const wanted = Date.parse(`${text}:00Z`);
  let guess = wanted;
  // Two rounds settle the offset, also beside a clock change.
  for (let round = 0; round < 2; round += 1)
    guess += wanted - Date.parse(`${toLocalField(guess / 1000, zone)}:00Z`);
  return Math.round(guess / 1000);
}

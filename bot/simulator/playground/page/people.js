// Show who somebody is: a coloured sign with initials, and a name.

import { el } from "./dom.js";
import { personOf, slack } from "./store.js";
import { say } from "./words.js";

const COLOURS = [
  "#8a4b2d",
  "#2f6690",
  "#6a4c93",
  "#4f772d",
  "#a23e48",
  "#3d5a80",
  "#7a5c00",
  "#00695c",
  "#8e3b6f",
  "#455a64",
];

function colourOf(id) {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + sign.charCodeAt(0)) % 9973;
  return COLOURS[sum % COLOURS.length];
}

const initials = (name) =>
  name
    .split(/\s+/)
    .filter((part) => /^\p{L}/u.test(part))
    .map((part) => [...part][0])
    .filter((sign, index, all) => index === 0 || index === all.length - 1)
    .join("")
    .toUpperCase();

/** Draw somebody's sign; the app has a round one of its own. */
export function avatar(id, name, { small = false } = {}) {
  const app = id === slack()?.app.bot_user_id;
  return el(
    "span",
    {
      class: `avatar${small ? " small" : ""}${app ? " app" : ""}`,
      "aria-hidden": "true",
      style: app ? null : `background:${colourOf(id ?? "")}`,
    },
    app ? "R" : initials(name || "?"),
  );
}

/** Return the name to show for the author of a message. */
export function nameOf(id) {
  if (id === slack()?.app.bot_user_id) return slack().app.name;
  return personOf(id)?.real_name ?? say("someone");
}

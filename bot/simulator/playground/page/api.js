// Talk with the playground's server: what to show, what a person does, and the clock.

/** Something went wrong that a person can be told in one sentence. */
export class Told extends Error {}

async function read(answer) {
  let body = null;
  try {
    body = await answer.json();
  } catch {
    throw new Told("");
  }
  if (!answer.ok) throw new Told(body.sentence ?? "");
  return body;
}

async function post(path, body) {
  let answer = null;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Told("");
  }
  return read(answer);
}

/** Wait until something is newer than `since`, and return what this person sees. */
export async function fetchState(person, since, signal) {
  const query = new URLSearchParams({ person: person ?? "", since: since ?? "" });
  return read(await fetch(`/api/state?${query}`, { signal }));
}

/** Do something as a person; `kind` names it. */
export const act = (person, kind, body = {}) => post("/api/act", { ...body, person, kind });

/** Move the clock on: "next", "hour", "day" or "week". */
export const moveClock = (jump) => post("/api/clock", { jump });

/** Throw the played year away and begin again. */
export const startAfresh = () => post("/api/afresh", {});

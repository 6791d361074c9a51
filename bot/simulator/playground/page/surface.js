// One surface that can be acted on: a message, a modal, or App Home. It remembers what was typed into it,
// so a redrawn field keeps its value and every request carries the values the server has not seen.

import { act } from "./api.js";
import { store } from "./store.js";
import { toast } from "./dialogs.js";
import { say } from "./words.js";

const VALUE_KEYS = [
  "value",
  "selected_option",
  "selected_options",
  "selected_date",
  "selected_time",
  "selected_date_time",
  "selected_user",
  "selected_users",
  "selected_conversation",
  "selected_conversations",
  "selected_channel",
  "selected_channels",
  "files",
];

const simple = (value) => (Array.isArray(value) ? value.map(simple) : (value?.value ?? value));

/** Turn an entry of Slack's `state.values` into what a field holds: a text, a number, or a list. */
export function valueOfEntry(entry) {
  const key = VALUE_KEYS.find((name) => name in (entry ?? {}));
  return key ? simple(entry[key]) : null;
}

const INITIAL_KEYS = [
  "initial_value",
  "initial_option",
  "initial_options",
  "initial_date",
  "initial_time",
  "initial_date_time",
  "initial_user",
  "initial_users",
  "initial_conversation",
  "initial_conversations",
  "initial_channel",
  "initial_channels",
];

function initialOf(element) {
  const key = INITIAL_KEYS.find((name) => element[name] !== undefined);
  return key ? simple(element[key]) : null;
}

const WITHOUT_VALUES = new Set(["options", "upload"]);
const kept = new Map();

/** Return the surface of this name, the same one each time, so that what was typed survives. */
export function surfaceOf(name, target, state = {}) {
  if (!kept.has(name)) kept.set(name, new Surface(target));
  const surface = kept.get(name);
  surface.target = target;
  surface.state = state ?? {};
  return surface;
}

/** Forget a surface that was closed. */
export const forgetSurface = (name) => kept.delete(name);

class Surface {
  constructor(target) {
    this.target = target; // {channel, ts} or {view} : where an action happens
    this.person = store.person;
    this.state = {};
    this.typed = new Map();
    this.unsent = new Set();
    this.held = new Map();
    this.errors = {};
    this.labels = new Map();
    this.queue = Promise.resolve();
  }

  /** Return what a field shows: what was typed, else what Slack knows, else its initial value. */
  current(blockId, element) {
    const key = `${blockId}\n${element.action_id}`;
    if (this.typed.has(key)) return this.typed.get(key);
    const entry = this.state[blockId]?.[element.action_id];
    return entry ? valueOfEntry(entry) : initialOf(element);
  }

  /** Take what was typed; it travels with the next request. */
  remember(blockId, actionId, value) {
    const key = `${blockId}\n${actionId}`;
    this.typed.set(key, value);
    this.unsent.add(key);
    this.held.delete(blockId);
  }

  /** Keep what cannot be sent as it is; sending the form waits for it to be mended. */
  hold(blockId, actionId) {
    this.unsent.delete(`${blockId}\n${actionId}`);
    this.held.set(blockId, actionId);
    return true;
  }

  takeUnsent() {
    const values = [...this.unsent].map((key) => {
      const [block_id, action_id] = key.split("\n");
      return { block_id, action_id, value: this.typed.get(key) };
    });
    this.unsent.clear();
    return values;
  }

  /** Send a request after those before it have been answered; a sentence of refusal becomes a toast. */
  send(kind, body = {}) {
    const work = async () => {
      const values = WITHOUT_VALUES.has(kind) ? [] : this.takeUnsent();
      try {
        const answer = await act(this.person, kind, { ...this.target, ...body, values });
        for (const { block_id, action_id } of values)
          if (answer.left?.includes(block_id)) this.unsent.add(`${block_id}\n${action_id}`);
        if (answer.sentence) toast(answer.sentence, { bad: !answer.ok });
        return answer;
      } catch (problem) {
        for (const { block_id, action_id } of values) this.unsent.add(`${block_id}\n${action_id}`);
        toast(problem.message || say("no_answer"), { bad: true });
        return { ok: false, errors: {} };
      }
    };
    this.queue = this.queue.then(work, work);
    return this.queue;
  }

  /** Press or choose something that acts at once. */
  click(blockId, actionId, value = null) {
    return this.send("click", { block_id: blockId, action_id: actionId, value });
  }

  /** Send what was typed into a field that wants to hear of it while it is typed. */
  tell() {
    return this.unsent.size ? this.send("set") : this.queue;
  }
}

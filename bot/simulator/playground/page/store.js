// What the page knows: the last answer of the server, who is looking, and what is open.

/** What the server last said, and what this browser remembers. */
export const store = {
  snapshot: null,
  person: null,
  place: { kind: "channel", id: null, thread: null },
  hidden: new Set(),
  drafts: new Map(),
  seen: {},
  unreadFrom: 0,
  watchers: [],
};

/** Run `watcher` whenever something to be shown has changed. */
export const watch = (watcher) => store.watchers.push(watcher);

/** Show everything again that changed. */
export const refresh = () => store.watchers.forEach((watcher) => watcher());

export const slack = () => store.snapshot?.slack;
export const personOf = (id) => slack()?.people.find((person) => person.id === id) ?? null;
export const me = () => personOf(store.person) ?? slack()?.me ?? null;
export const myZone = () => slack()?.me?.zone ?? me()?.zone ?? "UTC";
export const channelOf = (id) => slack()?.channels.find((channel) => channel.id === id) ?? null;
export const castMember = (id) => store.snapshot?.cast.find((member) => member.id === id) ?? null;

/** Return the conversation with the app. */
export const appChannel = () =>
  slack()?.channels.find((channel) => channel.kind === "im" && isApp(channel.user)) ?? null;

export const isApp = (user) => user === slack()?.app.bot_user_id;

/** Return a channel's name without its sign, or null for one this person does not see. */
export const channelName = (id) => channelOf(id)?.name ?? null;

/** Return the messages of a conversation, without replies that only live in a thread. */
export const mainMessages = (id) =>
  (slack()?.messages[id] ?? []).filter(
    (message) =>
      !message.thread_ts ||
      message.thread_ts === message.ts ||
      message.reply_broadcast ||
      message.subtype === "thread_broadcast",
  );

export const threadMessages = (id, root) =>
  (slack()?.messages[id] ?? []).filter(
    (message) => message.ts === root || message.thread_ts === root,
  );

const lastSeen = (person, channel) =>
  Number(store.seen[`${person}/${channel}`] ?? store.unreadFrom);

/** Return how many messages of others came since this person last looked. */
export function unread(id) {
  const last = lastSeen(store.person, id);
  return (slack()?.messages[id] ?? []).filter(
    (message) => Number(message.ts) > last && message.user !== store.person,
  ).length;
}

/** Remember that everything in a conversation has been read. */
export function markSeen(id) {
  const last = slack()?.messages[id]?.at(-1);
  if (last && lastSeen(store.person, id) < Number(last.ts))
    store.seen[`${store.person}/${id}`] = last.ts;
}

/** Say whether somebody of the cast has direct messages from the app they have not looked at. */
export const hasNews = (member) =>
  Boolean(member.inbox) && Number(member.inbox.ts) > lastSeen(member.id, member.inbox.channel);

/** Return the conversation that is open, or null. */
export const openConversation = () =>
  store.place.kind === "app"
    ? appChannel()
    : store.place.kind === "channel"
      ? channelOf(store.place.id)
      : null;

function address() {
  const { kind, id, thread } = store.place;
  return `#/${[store.person, kind, id ?? (thread ? "-" : null), thread].filter(Boolean).join("/")}`;
}

/** Open a place: {kind: "channel" | "app" | "home", id, thread}; "app" is the conversation with the app. */
export function open(place) {
  store.place = { kind: "channel", id: null, thread: null, ...place };
  history.pushState(null, "", address());
  refresh();
}

/** Open a conversation, and in it a thread where one is named. */
export const openChannel = (id, thread = null) =>
  open(id === appChannel()?.id ? { kind: "app", thread } : { kind: "channel", id, thread });

/** Take the place from the address, so that a reload and the back button work. */
export function readAddress() {
  const [person, kind, id, thread] = location.hash
    .replace(/^#\//, "")
    .split("/")
    .map(decodeURIComponent);
  if (person) store.person = person;
  const known = ["home", "app"].includes(kind) ? kind : "channel";
  store.place = { kind: known, id: id && id !== "-" ? id : null, thread: thread ?? null };
}

/** Return a conversation in which this person may write, the open one first. */
export function writableChannel() {
  const may = (channel) => channel?.member && !channel.archived && channel.kind !== "im";
  const here = openConversation();
  return may(here) ? here : (slack().channels.find(may) ?? null);
}

/** Choose somewhere sensible when nothing, or something gone, is open. */
export function settlePlace() {
  if (store.place.kind !== "channel" || channelOf(store.place.id)) return;
  const first = writableChannel();
  store.place = first
    ? { kind: "channel", id: first.id, thread: null }
    : { kind: "app", id: null, thread: null };
  history.replaceState(null, "", address());
}

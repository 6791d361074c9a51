// Take over the local Slack's state of one person in the shape the page works with.

const person = (user) => ({
  id: user.id,
  name: user.name,
  real_name: user.real_name || user.name,
  zone: user.tz ?? "UTC",
  bot: Boolean(user.is_bot),
  deleted: Boolean(user.deleted),
});

function channel(from, bot) {
  const other = from.kind === "im" ? from.members.find((id) => id === bot) : null;
  return {
    id: from.id,
    name: from.name,
    kind: from.kind,
    topic: from.topic,
    archived: from.archived,
    member: from.member,
    members: from.members,
    user: other,
  };
}

const message = (from) => ({
  ts: from.ts,
  user: from.user,
  text: from.text ?? "",
  blocks: from.blocks ?? [],
  attachments: from.attachments ?? [],
  files: from.files ?? [],
  thread_ts: from.thread_ts ?? null,
  reply_broadcast: Boolean(from.broadcast),
  edited: Boolean(from.edited),
  ephemeral: Boolean(from.ephemeral),
  subtype: from.subtype ?? null,
  reactions: from.reactions ?? [],
  pinned: Boolean(from.pinned_to),
});

const view = (from) => ({
  id: from.id,
  title: from.title,
  submit: from.submit,
  close: from.close,
  blocks: from.blocks,
  state: from.state?.values ?? {},
});

/** Return the page's shape of what `state_for` said. */
export function adopt(from, workspace) {
  const bot = from.bot.user_id;
  const people = from.people.map(person);
  return {
    workspace: { name: workspace },
    app: {
      bot_user_id: bot,
      name: people.find((each) => each.id === bot)?.real_name ?? "Rounds",
      // Where nothing is said about it, people answer by button, form and command only.
      messages_read_only: from.app_home?.messages_tab_read_only_enabled ?? true,
    },
    me: person(from.person),
    people,
    channels: from.channels.map((each) => channel(each, bot)),
    messages: Object.fromEntries(
      from.channels.map((each) => [each.id, each.messages.map(message)]),
    ),
    modals: from.modals.map(view),
    home: from.home ? view(from.home) : null,
    commands: from.commands,
    shortcuts: from.shortcuts,
  };
}

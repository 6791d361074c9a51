// Where a person writes: messages, slash commands with completion, shortcuts.

import { act } from "./api.js";
import { menuButton, toast } from "./dialogs.js";
import { el, freshId, icon, iconButton } from "./dom.js";
import { slack, store } from "./store.js";
import { say } from "./words.js";

/** Write people's full names as their handles, which the client turns into mentions; the rest stays. */
function withHandles(text) {
  const people = [...slack().people].sort(
    (one, other) => other.real_name.length - one.real_name.length,
  );
  return people.reduce(
    (all, person) => all.replaceAll(`@${person.real_name}`, `@${person.name}`),
    text,
  );
}

/** A composer of a conversation or, `inThread`, of a thread. */
export class Composer {
  constructor({ inThread }) {
    this.inThread = inThread;
    this.rows = [];
    this.active = 0;
    this.list = freshId("commands");
    this.build();
  }

  build() {
    const label = freshId("composer");
    this.box = el("textarea", {
      id: label,
      rows: 1,
      "aria-autocomplete": "list",
      "aria-controls": this.list,
      "aria-expanded": "false",
      role: "combobox",
      "aria-haspopup": "listbox",
      oninput: () => this.typed(),
      onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => this.hide(), 150),
    });
    this.options = el("div", {
      class: "list completion",
      id: this.list,
      role: "listbox",
      hidden: true,
      "aria-label": say("commands"),
      onpointerdown: (event) => event.preventDefault(),
    });
    this.hint = el("div", { class: "usage", "aria-live": "polite" });
    this.label = el("label", { class: "unseen", htmlFor: label });
    const shortcuts = menuButton(
      iconButton("bolt", say("shortcuts"), { class: "shortcuts" }),
      () => this.shortcuts(),
      { title: say("shortcuts") },
    );
    const send = el(
      "button",
      {
        type: "button",
        class: "send",
        "aria-label": say("send"),
        title: say("send"),
        onclick: () => this.send(),
      },
      icon("send"),
    );
    this.node = el(
      "div",
      { class: "composer" },
      this.options,
      this.hint,
      el(
        "div",
        { class: "composer-row" },
        this.inThread ? null : shortcuts,
        this.label,
        this.box,
        send,
      ),
    );
  }

  /** Show the composer of a conversation, with what was begun there. */
  show(channel, thread) {
    const key = `${store.person}/${channel.id}/${thread ?? ""}`;
    const words = this.inThread
      ? say("reply")
      : say("write_to", { name: channel.kind === "im" ? slack().app.name : `#${channel.name}` });
    this.label.textContent = words;
    this.box.placeholder = words;
    if (this.keyed === key) return;
    if (this.keyed) store.drafts.set(this.keyed, this.box.value);
    Object.assign(this, { keyed: key, channel, thread });
    this.box.value = store.drafts.get(key) ?? "";
    this.hide();
    this.grow();
  }

  /** Put a text in place of what is there. */
  fill(text) {
    this.box.value = text;
    this.box.focus();
    this.typed();
    this.hide();
  }

  typed() {
    this.grow();
    const text = this.box.value;
    const [word] = text.split(/\s/);
    const known = slack().commands.find((each) => each.command === word);
    this.hint.textContent =
      known && !this.inThread
        ? [known.command, known.usage_hint, "—", known.description].filter(Boolean).join(" ")
        : "";
    if (this.inThread && text.startsWith("/"))
      this.hint.textContent = say("no_commands_in_threads");
    const fits =
      text.startsWith("/") && word === text && !this.inThread
        ? slack().commands.filter((each) => each.command.startsWith(word))
        : [];
    if (fits.length && !(fits.length === 1 && fits[0].command === word)) this.offer(fits);
    else this.hide();
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 180)}px`;
  }

  offer(commands) {
    this.rows = commands.map((each) => {
      const row = el(
        "div",
        {
          class: "list-row",
          role: "option",
          id: freshId("command"),
          onclick: () => this.complete(each),
        },
        el(
          "span",
          {},
          el("strong", {}, each.command),
          " ",
          el("span", { class: "muted" }, each.usage_hint ?? ""),
          el("span", { class: "option-note" }, each.description),
        ),
      );
      row.command = each;
      return row;
    });
    this.options.replaceChildren(...this.rows);
    this.options.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.activate(0);
  }

  activate(index) {
    this.rows.forEach((row, at) => {
      row.classList.toggle("active", at === index);
      row.setAttribute("aria-selected", at === index ? "true" : "false");
    });
    this.active = index;
    this.rows[index]?.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", this.rows[index]?.id ?? "");
  }

  hide() {
    this.options.hidden = true;
    this.rows = [];
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  complete(command) {
    this.box.value = `${command.command} `;
    this.box.focus();
    this.typed();
  }

  key(event) {
    if (event.isComposing) return;
    const open = !this.options.hidden && this.rows.length;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (open && move) {
      event.preventDefault();
      this.activate((this.active + move + this.rows.length) % this.rows.length);
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      this.hide();
    } else if (
      open &&
      (event.key === "Tab" || event.key === "Enter") &&
      this.rows[this.active].command.command !== this.box.value
    ) {
      event.preventDefault();
      this.complete(this.rows[this.active].command);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  async send() {
    const text = this.box.value.trim();
    if (!text) return;
    const [word] = text.split(/\s+/);
    const command = text.startsWith("/") && !this.inThread;
    if (this.inThread && text.startsWith("/")) return;
    if (command && !slack().commands.some((each) => each.command === word)) {
      toast(say("unknown_command", { command: word }), { bad: true });
      return;
    }
    this.clear();
    const done = command
      ? await this.attempt("command", {
          command: word,
          text: withHandles(text.slice(word.length).trim()),
          channel: this.channel.id,
        })
      : await this.attempt("post", {
          text: withHandles(text),
          channel: this.channel.id,
          thread: this.thread,
        });
    if (!done && !this.box.value) this.fill(text);
  }

  clear() {
    this.box.value = "";
    store.drafts.delete(this.keyed);
    this.hint.textContent = "";
    this.hide();
    this.grow();
  }

  async attempt(kind, body) {
    this.node.setAttribute("aria-busy", "true");
    try {
      const answer = await act(store.person, kind, body);
      if (answer.sentence) toast(answer.sentence, { bad: !answer.ok });
      return answer.ok;
    } catch (problem) {
      toast(problem.message || say("no_answer"), { bad: true });
      return false;
    } finally {
      this.node.removeAttribute("aria-busy");
    }
  }

  shortcuts() {
    const all = slack().shortcuts.filter((shortcut) => shortcut.type === "global");
    const commands = slack().commands.map((each) => ({
      label: each.command,
      hint: each.description,
      run: () => this.fill(`${each.command} `),
    }));
    return [
      ...all.map((shortcut) => ({
        label: shortcut.name,
        hint: shortcut.description,
        run: () => this.attempt("shortcut", { callback_id: shortcut.callback_id }),
      })),
      ...commands,
    ];
  }
}

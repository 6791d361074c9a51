// Draw a field to search and choose in: one of the bot's own answers, or several of anything.

import { choicesOf, naming } from "./choices.js";
import { debounce, el, freshId, icon } from "./dom.js";
import { say } from "./words.js";

const ASK_AFTER = 250;

/** Draw a searchable choice of one or several. */
export function picker(spec, block, surface, field) {
  return new Picker(spec, block, surface, field).node;
}

class Picker {
  constructor(spec, block, surface, field) {
    Object.assign(this, { spec, block, surface, field });
    this.several = spec.type.startsWith("multi_");
    this.outside = spec.type.endsWith("external_select");
    this.list = freshId("list");
    this.learnLabels();
    const value = surface.current(block.block_id, spec);
    this.chosen = (Array.isArray(value) ? value : [value]).filter(Boolean);
    this.before = [...this.chosen];
    this.active = -1;
    this.rows = [];
    this.build();
    this.drawChosen();
    this.search = debounce(() => this.load(), ASK_AFTER);
  }

  learnLabels() {
    const { spec, surface, block } = this;
    const entry = surface.state[block.block_id]?.[spec.action_id] ?? {};
    const known = [
      spec.initial_option,
      ...(spec.initial_options ?? []),
      entry.selected_option,
      ...(entry.selected_options ?? []),
    ];
    for (const option of known)
      if (option?.value) surface.labels.set(option.value, option.text.text);
    if (this.outside) return;
    for (const group of choicesOf(spec))
      for (const option of group.options) surface.labels.set(option.value, option.label);
  }

  build() {
    const { spec, field } = this;
    this.box = el("input", {
      ...naming(field),
      class: "control",
      type: "text",
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list,
      placeholder: spec.placeholder?.text ?? say("search"),
      data: { part: spec.action_id ?? "", action: spec.action_id ?? "" },
      oninput: () => this.typed(),
      onfocus: () => this.load(),
      onclick: () => this.load(),
      onkeydown: (event) => this.key(event),
      onblur: () => this.close(),
    });
    this.chips = el("ul", { class: "chips", "aria-label": say("chosen") });
    this.options = el("div", {
      class: "list",
      id: this.list,
      role: "listbox",
      hidden: true,
      "aria-multiselectable": this.several ? "true" : null,
      onpointerdown: (event) => event.preventDefault(),
    });
    this.node = el(
      "div",
      { class: "picker" },
      this.several ? this.chips : null,
      this.box,
      this.options,
    );
  }

  drawChosen() {
    const label = (value) => this.surface.labels.get(value) ?? value;
    if (!this.several) {
      this.box.value = this.chosen.length ? label(this.chosen[0]) : "";
      return;
    }
    this.chips.replaceChildren(
      ...this.chosen.map((value) =>
        el(
          "li",
          { class: "chip" },
          label(value),
          el(
            "button",
            {
              type: "button",
              "aria-label": say("remove", { what: label(value) }),
              onclick: () => this.toggle(value, { now: true }),
            },
            icon("close"),
          ),
        ),
      ),
    );
  }

  typed() {
    if (!this.several && !this.box.value) this.choose([]);
    if (this.outside) {
      this.show([{ label: "", options: [] }], say("searching"));
      this.search();
    } else this.load();
  }

  get query() {
    const shown =
      !this.several &&
      this.chosen.length &&
      this.box.value === this.surface.labels.get(this.chosen[0]);
    return shown ? "" : this.box.value.trim();
  }

  async load() {
    const query = this.query;
    if (!this.outside) {
      const fits = (option) => option.label.toLowerCase().includes(query.toLowerCase());
      this.show(
        choicesOf(this.spec).map((group) => ({ ...group, options: group.options.filter(fits) })),
        say("nothing_found"),
      );
      return;
    }
    const least = this.spec.min_query_length ?? 3;
    if (query.length < least) {
      this.show([], least > 1 ? say("type_more", { count: least }) : say("type_first"));
      return;
    }
    const answer = await this.surface.send("options", {
      block_id: this.block.block_id,
      action_id: this.spec.action_id,
      query,
    });
    if (query !== this.query || document.activeElement !== this.box) return;
    this.show(this.fromBot(answer.options ?? []), say("nothing_found"));
  }

  fromBot(options) {
    const plain = (list) =>
      list.map((option) => ({
        value: option.value,
        label: option.text.text,
        note: option.description?.text ?? "",
      }));
    const groups = options[0]?.options
      ? options.map((group) => ({ label: group.label.text, options: plain(group.options) }))
      : [{ label: "", options: plain(options) }];
    for (const group of groups)
      for (const option of group.options) this.surface.labels.set(option.value, option.label);
    return groups;
  }

  show(groups, empty) {
    this.rows = [];
    const nodes = groups.flatMap((group) => {
      const rows = group.options.map((option) => this.row(option));
      return group.label && rows.length
        ? [el("div", { class: "list-group", role: "presentation" }, group.label), ...rows]
        : rows;
    });
    this.options.replaceChildren(
      ...(this.rows.length
        ? nodes
        : [el("div", { class: "list-empty", role: "presentation" }, empty)]),
    );
    this.options.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.activate(Math.min(this.active, this.rows.length - 1));
  }

  row(option) {
    const on = this.chosen.includes(option.value);
    const node = el(
      "div",
      {
        class: "list-row",
        role: "option",
        id: freshId("row"),
        "aria-selected": on ? "true" : "false",
        onclick: () => this.toggle(option.value),
      },
      el("span", { class: "tick", "aria-hidden": "true" }, on ? "✓" : ""),
      el(
        "span",
        {},
        option.label,
        option.note ? el("span", { class: "option-note" }, option.note) : null,
      ),
    );
    node.choice = option.value;
    this.rows.push(node);
    return node;
  }

  activate(index) {
    this.rows[this.active]?.classList.remove("active");
    this.active = index;
    const row = this.rows[index];
    row?.classList.add("active");
    row?.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", row?.id ?? "");
  }

  key(event) {
    const open = !this.options.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.load();
      else if (this.rows.length)
        this.activate(
          (this.active +
            (event.key === "ArrowDown" ? 1 : this.rows.length - 1) +
            this.rows.length) %
            this.rows.length,
        );
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const row = this.rows[Math.max(0, this.active)];
      if (row) this.toggle(row.choice);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Backspace" && this.several && !this.box.value && this.chosen.length)
      this.toggle(this.chosen.at(-1));
  }

  toggle(value, { now = false } = {}) {
    if (!this.several) {
      this.choose([value]);
      this.close();
      return;
    }
    const most = this.spec.max_selected_items ?? Infinity;
    const without = this.chosen.filter((each) => each !== value);
    if (without.length === this.chosen.length && this.chosen.length >= most) return;
    this.choose(without.length === this.chosen.length ? [...this.chosen, value] : without);
    this.box.value = "";
    if (now) this.settle();
    else this.load();
  }

  /** Take a choice; outside an input several are sent together, when the list closes, as in Slack. */
  choose(values) {
    this.chosen = values;
    this.drawChosen();
    if (this.field.id || !this.several) this.settle();
  }

  async settle() {
    if (String(this.before) === String(this.chosen)) return;
    const before = this.before;
    this.before = [...this.chosen];
    if (await this.field.change(this.several ? [...this.chosen] : (this.chosen[0] ?? null))) return;
    this.chosen = before;
    this.before = [...before];
    this.drawChosen();
  }

  close() {
    this.options.hidden = true;
    this.active = -1;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
    if (this.several) this.box.value = "";
    else this.drawChosen();
    this.settle();
  }
}

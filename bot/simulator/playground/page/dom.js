// Make and compare elements. Text always becomes a text node, so nothing a person types is ever markup.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  hash: "M6 3 4.5 17M13 3l-1.5 14M2.5 7h15M2 13h15",
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3",
  home: "M3 9.5 10 3l7 6.5V17h-5v-5H8v5H3z",
  chat: "M3 4h14v10H9l-4 3v-3H3z",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4l3 2",
  close: "M5 5l10 10M15 5 5 15",
  more: "M4 10h.01M10 10h.01M16 10h.01",
  reply: "M3 4h14v9H9l-3.5 3v-3H3zM7 8.5h6",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  down: "M5 8l5 5 5-5",
  menu: "M3 5h14M3 10h14M3 15h14",
  send: "M3 10 17 3l-4 14-3-6z",
  bolt: "M11 2 4 11h5l-1 7 7-9h-5z",
  fresh: "M16 10a6 6 0 1 1-2-4.5M16 3v4h-4",
  back: "M12 4 6 10l6 6",
  next: "M4 4l6 6-6 6M10 4l6 6-6 6",
  day: "M3 5h14v12H3zM3 8.5h14M7 3v3M13 3v3",
  pin: "M7 3h6l-1 5 3 3H5l3-3zM10 11v6",
  people:
    "M7 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3 2-5 5-5s5 2 5 5M13 4.5a3 3 0 0 1 0 5.5M14 12c2.5.5 4 2.5 4 5",
  link: "M8 5H4v11h11v-4M11 3h6v6M17 3l-8 8",
  file: "M5 2h7l4 4v12H5zM12 2v4h4",
};

function put(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "class") node.className = value;
  else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "style") node.style.cssText = value;
  else if (name === "data") Object.assign(node.dataset, value);
  else if (
    ["value", "checked", "disabled", "selected", "hidden", "tabIndex", "htmlFor"].includes(name)
  )
    node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** Make an element; children are nodes, strings, or lists of them. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  // Options must exist before a value can choose one of them.
  node.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false),
  );
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
  return node;
}

/** Draw a small picture that says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 20 20",
    class: "icon",
    "aria-hidden": "true",
  }))
    svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name] ?? ICONS.more);
  svg.append(path);
  return svg;
}

/** Make a button that shows a picture and says its name to those who do not see it. */
export function iconButton(name, label, attributes = {}) {
  return el(
    "button",
    {
      type: "button",
      title: label,
      "aria-label": label,
      ...attributes,
      class: `icon-button ${attributes.class ?? ""}`,
    },
    icon(name),
  );
}

let counter = 0;

/** Return an id that no other element of the page has. */
export function freshId(prefix = "x") {
  counter += 1;
  return `${prefix}-${counter}`;
}

/**
 * Make the children of `parent` match `items`, touching only those whose signature changed, so that
 * focus, typed text and scroll position survive.
 */
export function reconcile(parent, items, { key, signature, render }) {
  const present = new Map();
  const wanted = new Set(items.map((item) => String(key(item))));
  for (const child of [...parent.children]) {
    // What is gone goes first: moving a field past it would take the focus from who types.
    if (wanted.has(child.dataset.key)) present.set(child.dataset.key, child);
    else child.remove();
  }
  let cursor = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const shape = signature(item);
    let node = present.get(name);
    if (node?.shape !== shape) {
      const fresh = render(item);
      fresh.dataset.key = name;
      fresh.shape = shape;
      if (node) {
        keepFocus(node, fresh);
        if (cursor === node) cursor = fresh;
      }
      node = fresh;
    }
    if (node === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(node, cursor);
  }
}

/** Put `fresh` where `old` is and give back the focus to the part that had it. */
function keepFocus(old, fresh) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const part = active?.dataset.part;
  const range =
    active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  old.replaceWith(fresh);
  if (!part) return;
  const parts = [fresh, ...fresh.querySelectorAll("[data-part]")];
  const again = parts.find((each) => each.dataset.part === part);
  again?.focus({ preventScroll: true });
  if (again && range && range[0] !== null && again.setSelectionRange)
    again.setSelectionRange(...range);
}

/** Return a function that runs `work` once, when it was not asked for during `wait` milliseconds. */
export function debounce(work, wait) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), wait);
  };
}

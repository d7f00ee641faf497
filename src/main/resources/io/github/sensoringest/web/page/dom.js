// Everything that comes from outside becomes text, never markup: there is no innerHTML on this page.

export const $ = (id) => document.getElementById(id);

/** Makes an element with properties, attributes (names with "-", or "role"), and children. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  assign(element, properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function assign(element, properties) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (key.includes("-") || key === "role" || key === "scope") element.setAttribute(key, value);
    else element[key] = value;
  }
}

/** Makes a row of a table that is laid out as cards on a phone, where only roles say what it is. */
export function tr(...cells) {
  return el("tr", { role: "row" }, ...cells);
}

export function th(...children) {
  return el("th", { role: "rowheader", scope: "row" }, ...children);
}

export function td(properties = {}, ...children) {
  return el("td", { role: "cell", ...properties }, ...children);
}

/** A text from outside, which does not turn the direction of what is around it. */
export function outside(name = "span", className = "") {
  return el(name, { className: `outside ${className}`, dir: "auto" });
}

/** Sets the text only if it is another one, so that a screen reader is not disturbed. */
export function text(element, value) {
  const wanted = String(value);
  if (element.textContent !== wanted) element.textContent = wanted;
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export function count(n) {
  return n === null || n === undefined ? "–" : whole.format(n);
}

/** A figure with five significant digits. */
export function figure(n) {
  if (n === null || n === undefined || Number.isNaN(n)) return "–";
  if (n !== 0 && (Math.abs(n) >= 1e7 || Math.abs(n) < 1e-3)) return n.toExponential(3);
  return String(Number(n.toPrecision(5)));
}

export function perSecond(n) {
  if (n === null || n === undefined) return "–";
  return n >= 100 ? whole.format(n) : String(Number(n.toPrecision(3)));
}

/** A duration in seconds, in the one unit that fits. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds < 1) return "now";
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

export function clockTime(iso) {
  const time = new Date(iso);
  const today = new Date().toDateString() === time.toDateString();
  return today ? time.toLocaleTimeString() : time.toLocaleString();
}

/**
 * Makes the children of a parent be those of a list, keeping each element whose key stays, and the
 * focus where it is.
 */
export function keyed(parent, items, keyOf, make, update) {
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const before = new Map();
  for (const child of parent.children) before.set(child.dataset.key, child);
  let at = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let child = before.get(key);
    if (child) before.delete(key);
    else {
      child = make(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
  for (const gone of before.values()) gone.remove();
  // An element that is moved loses it.
  if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
}

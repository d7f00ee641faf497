import uPlot from "./uplot.js";

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const time = (seconds, precise) => new Date(seconds * 1000)
  .toLocaleTimeString([], precise ? { hour: "2-digit", minute: "2-digit", second: "2-digit" } : { hour: "2-digit", minute: "2-digit" });

const day = (seconds) => new Date(seconds * 1000).toLocaleString([], { month: "short", day: "numeric", hour: "2-digit" });

function axes(unit) {
  const line = { stroke: color("--quiet"), font: "11px system-ui, sans-serif", grid: { stroke: color("--line"), width: 1 }, ticks: { show: false } };
  // Times in the viewer's own way, without the day if it would not fit.
  const times = (u, ticks, axis, space, step) => ticks.map((tick) => (step < 43200 ? time(tick, step < 60) : day(tick)));
  return [
    { ...line, space: 80, size: 22, gap: 4, values: times, grid: { show: false } },
    // As wide as its longest label.
    { ...line, space: 28, gap: 6, values: (u, ticks) => ticks.map((tick) => `${tick.toLocaleString("en", { maximumFractionDigits: 6 })}${unit}`),
      size: (u, labels) => Math.max(30, 14 + 6.5 * Math.max(0, ...(labels ?? []).map((label) => label.length))) },
  ];
}

/** A chart in an element, as wide as it; drawn anew when the theme changes. */
class Chart {
  #element;
  #options;
  #plot;
  #data;

  constructor(element, options) {
    this.#element = element;
    this.#options = options;
    new ResizeObserver(() => this.#resize()).observe(element);
    document.addEventListener("themechange", () => { this.#clear(); this.#show(); });
  }

  set(data) {
    this.#data = data;
    if (this.#plot) this.#plot.setData(data);
    else this.#show();
  }

  #size() {
    return { width: Math.max(1, this.#element.clientWidth), height: Math.max(1, this.#element.clientHeight) };
  }

  #show() {
    if (!this.#data || this.#element.clientWidth === 0) return;
    const { unit = "", say, ...options } = this.#options();
    const hooks = { setCursor: [(u) => say?.(u.cursor.idx == null ? "" : u.data[0][u.cursor.idx], u.cursor.idx)] };
    this.#plot = new uPlot({
      ...this.#size(), padding: [8, 14, 0, 0], legend: { show: false }, cursor: { y: false, drag: { x: false, y: false } },
      axes: axes(unit), hooks, ...options,
    }, this.#data, this.#element);
  }

  #resize() {
    if (this.#plot) this.#plot.setSize(this.#size());
    else this.#show();
  }

  #clear() {
    this.#plot?.destroy();
    this.#plot = undefined;
  }
}

/** Writes what a chart shows where the pointer is. */
function sayer(element, data, format) {
  return (at, i) => {
    const values = i === undefined || i === null ? [] : data().slice(1).map((series) => series[i]);
    element.textContent = at === "" || values.some((value) => value === undefined) ? "" : `${time(at, true)}  ${format(...values)}`;
  };
}

/** A line above zero; what is under the pointer is written into `then`. */
export function lineChart(element, then, format, { most, unit } = {}) {
  let shown = [];
  const chart = new Chart(element, () => ({
    unit,
    say: sayer(then, () => shown, format),
    scales: { y: { range: (u, least, highest) => [0, most ?? Math.max(1, (highest ?? 0) * 1.15)] } },
    series: [{}, { stroke: color("--accent"), width: 1.75, fill: color("--accent") + "24", points: { show: false } }],
  }));
  return { set(data) { shown = data; chart.set(data); } };
}

/** Means with a band from the least to the greatest value. */
export function bandChart(element, then, format) {
  let shown = [];
  const chart = new Chart(element, () => ({
    say: sayer(then, () => shown, format),
    series: [
      {},
      { stroke: color("--accent"), width: 2, points: { size: 4 } },
      { stroke: color("--accent") + "70", width: 1, points: { show: false } },
      { stroke: color("--accent") + "70", width: 1, points: { show: false } },
    ],
    bands: [{ series: [2, 3], fill: color("--accent") + "28" }],
  }));
  return { set(data) { shown = data; chart.set(data); } };
}

import uPlot from "./uplot.js";

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function axes() {
  const line = { stroke: color("--quiet"), grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line"), width: 1 } };
  // Times in the viewer's own way, without the day, which would not fit.
  const values = (u, ticks, axis, space, step) => ticks.map((tick) => new Date(tick * 1000)
    .toLocaleTimeString([], step < 60 ? { hour: "2-digit", minute: "2-digit", second: "2-digit" } : { hour: "2-digit", minute: "2-digit" }));
  const days = (u, ticks) => ticks.map((tick) => new Date(tick * 1000).toLocaleString([], { month: "short", day: "numeric", hour: "2-digit" }));
  return [{ ...line, space: 90, values: (u, ticks, axis, space, step) => (step < 43200 ? values(u, ticks, axis, space, step) : days(u, ticks)) }, { ...line, size: 56 }];
}

/** A chart in an element, as wide as it; `draw` is called again when the theme changes. */
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
    this.#plot = new uPlot({ ...this.#size(), legend: { show: false }, cursor: { y: false }, axes: axes(), ...this.#options() }, this.#data, this.#element);
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

export function lineChart(element, { max } = {}) {
  return new Chart(element, () => ({
    scales: { y: { range: (u, least, most) => [0, max ?? Math.max(1, (most ?? 0) * 1.1)] } },
    series: [{}, { stroke: color("--accent"), width: 2, fill: color("--accent") + "22", points: { show: false } }],
  }));
}

/** Means with a band from the least to the greatest value. */
export function bandChart(element) {
  return new Chart(element, () => ({
    series: [
      {},
      { stroke: color("--accent"), width: 2, label: "mean", points: { size: 4 } },
      { stroke: color("--accent") + "66", width: 1, label: "max", points: { show: false } },
      { stroke: color("--accent") + "66", width: 1, label: "min", points: { show: false } },
    ],
    bands: [{ series: [2, 3], fill: color("--accent") + "2a" }],
  }));
}

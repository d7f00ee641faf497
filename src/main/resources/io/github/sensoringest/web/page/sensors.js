import { ask, repeat } from "./api.js";
import { $, count, duration, el, figure, keyed, outside, perSecond, svg, td, text, th, tr } from "./dom.js";
import { detail } from "./detail.js";

const PAGE = 100;

/** However many sensors there are, the table has no more rows than these. */
const MOST = 1000;

function spark(means) {
  const least = Math.min(...means);
  const range = Math.max(...means) - least;
  const y = (mean) => (range > 0 ? 19 - (18 * (mean - least)) / range : 10);
  return means.map((mean, i) => `${(100 * i) / Math.max(1, means.length - 1)},${y(mean)}`).join(" ");
}

function row() {
  const line = svg("polyline", { points: "" });
  return tr(
    th(el("button", { type: "button", className: "link", dir: "auto" })),
    td({ className: "number" }, el("span"), " ", outside("span", "unit")),
    td({}, svg("svg", { class: "spark", viewBox: "0 0 100 20", preserveAspectRatio: "none", "aria-hidden": "true" }, line)),
    td({ className: "number" }), td({ className: "number" }),
    td({}, el("span", { className: "tag" }), outside("div", "small")),
    td({}, outside(), outside("div", "small")),
    td({ className: "number" }));
}

export function sensors() {
  let sort = "state";
  let descending = false;
  let limit = PAGE;
  const open = detail();
  const search = $("search");
  const rows = $("sensor-rows");

  function fill(line, sensor) {
    const [name, value, means, rate, age, state, source, waited] = line.children;
    text(name.firstElementChild, sensor.sensorId);
    name.firstElementChild.onclick = () => open(sensor.source, sensor.sensorId);
    text(value.firstElementChild, figure(sensor.value));
    text(value.lastElementChild, sensor.unit);
    means.querySelector("polyline").setAttribute("points", spark(sensor.means));
    text(rate, perSecond(sensor.rate));
    text(age, duration(sensor.age));
    const tag = state.firstElementChild;
    tag.className = `tag ${sensor.state}`;
    text(tag, sensor.state);
    text(state.lastElementChild, sensor.alarms.map((alarm) => alarm.detail).join("; "));
    text(source.firstElementChild, sensor.source);
    text(source.lastElementChild, sensor.file ?? "");
    text(waited, sensor.blockedSeconds >= 0.05 ? `${sensor.blockedSeconds.toFixed(1)} s` : "–");
  }

  const refresh = repeat(2000, async () => {
    const found = await ask("sensors", { search: search.value, sort, order: descending ? "desc" : "asc", limit });
    keyed(rows, found.sensors, (sensor) => JSON.stringify([sensor.source, sensor.sensorId]), row, fill);
    const shown = found.sensors.length < found.matching ? `, the first ${count(found.sensors.length)} shown` : "";
    text($("matching"), found.matching === found.total
      ? `${count(found.total)} sensors${found.forgotten ? ", the latest ones of more" : ""}${shown}`
      : `${count(found.matching)} of ${count(found.total)} sensors${shown}`);
    $("no-sensors").hidden = found.matching > 0;
    text($("no-sensors"), found.total > 0 ? "No sensor is like that." : "No sensor has reported yet; they are known when their first window closes, or a reading comes.");
    $("more-sensors").hidden = found.sensors.length >= found.matching || limit >= MOST;
  });

  let typing;
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { limit = PAGE; refresh(); }, 150);
  });
  $("more-sensors").addEventListener("click", () => { limit = Math.min(MOST, limit + 3 * PAGE); refresh(); });

  function focus(line) {
    line?.querySelector("button").focus();
  }
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      focus(rows.firstElementChild);
    }
  });
  rows.addEventListener("keydown", (event) => {
    const line = event.target.closest("tr");
    if (event.key === "ArrowDown") focus(line.nextElementSibling);
    else if (event.key === "Home") focus(rows.firstElementChild);
    else if (event.key === "End") focus(rows.lastElementChild);
    else if (event.key === "ArrowUp" && line.previousElementSibling) focus(line.previousElementSibling);
    else if (event.key === "ArrowUp") search.focus();
    else return;
    event.preventDefault();
  });

  for (const button of document.querySelectorAll("#sensor-table [data-sort]")) {
    button.addEventListener("click", () => {
      descending = sort === button.dataset.sort ? !descending : false;
      sort = button.dataset.sort;
      for (const head of document.querySelectorAll("#sensor-table th[aria-sort]")) head.setAttribute("aria-sort", "none");
      button.parentElement.setAttribute("aria-sort", descending ? "descending" : "ascending");
      refresh();
    });
  }
  return {};
}

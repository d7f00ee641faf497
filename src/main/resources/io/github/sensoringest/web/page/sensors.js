import { ask, repeat } from "./api.js";
import { $, count, duration, el, figure, keyed, perSecond, svg, text } from "./dom.js";
import { detail } from "./detail.js";

const PAGE = 100;

function spark(means) {
  const least = Math.min(...means);
  const range = Math.max(...means) - least || 1;
  return means
    .map((mean, i) => `${(100 * i) / Math.max(1, means.length - 1)},${20 - (18 * (mean - least)) / range - 1}`)
    .join(" ");
}

function row() {
  const line = svg("polyline", { points: "" });
  return el("tr", {},
    el("th", { scope: "row" }, el("button", { type: "button", className: "link" })),
    el("td", { className: "number" }),
    el("td", {}, svg("svg", { class: "spark", viewBox: "0 0 100 20", preserveAspectRatio: "none", "aria-hidden": "true" }, line)),
    el("td", { className: "number" }), el("td", { className: "number" }),
    el("td", {}, el("span", { className: "tag" }), el("div", { className: "small" })),
    el("td", {}, el("span"), el("div", { className: "small" })),
    el("td", { className: "number" }));
}

export function sensors() {
  let sort = "state";
  let descending = false;
  let limit = PAGE;
  const open = detail();

  function fill(tr, sensor) {
    const [name, value, means, rate, age, state, source, waited] = tr.children;
    text(name.firstElementChild, sensor.sensorId);
    name.firstElementChild.onclick = () => open(sensor.source, sensor.sensorId);
    text(value, sensor.value === null ? "–" : `${figure(sensor.value)} ${sensor.unit}`);
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
    const found = await ask("sensors", { search: $("search").value, sort, order: descending ? "desc" : "asc", limit });
    keyed($("sensor-rows"), found.sensors, (sensor) => JSON.stringify([sensor.source, sensor.sensorId]), row, fill);
    text($("matching"), found.matching === found.total
      ? `${count(found.total)} sensors${found.forgotten ? ", the latest ones of more" : ""}`
      : `${count(found.matching)} of ${count(found.total)} sensors`);
    $("more-sensors").hidden = found.sensors.length >= found.matching;
  });

  let typing;
  $("search").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { limit = PAGE; refresh(); }, 150);
  });
  $("more-sensors").addEventListener("click", () => { limit += 5 * PAGE; refresh(); });
  for (const button of document.querySelectorAll("#sensor-table [data-sort]")) {
    button.addEventListener("click", () => {
      descending = sort === button.dataset.sort ? !descending : false;
      sort = button.dataset.sort;
      for (const th of document.querySelectorAll("#sensor-table th[aria-sort]")) th.setAttribute("aria-sort", "none");
      button.parentElement.setAttribute("aria-sort", descending ? "descending" : "ascending");
      refresh();
    });
  }
  return {};
}

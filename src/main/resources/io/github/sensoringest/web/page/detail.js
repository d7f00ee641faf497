import { ask, repeat } from "./api.js";
import { bandChart } from "./charts.js";
import { $, clockTime, count, duration, el, figure, keyed, outside, text } from "./dom.js";

const SHOWN = 50;

/** Returns what opens the dialog about one sensor. */
export function detail() {
  const dialog = $("sensor");
  let chart;
  let shown;

  function about(card) {
    text($("sensor-value"), figure(card.value));
    text($("sensor-unit"), card.unit);
    text($("sensor-age"), card.age < 1 ? "· just now" : `· ${duration(card.age)} ago`);
    text($("sensor-source"), card.source);
    text($("sensor-file"), card.file ?? "no file");
    keyed($("sensor-findings"), card.alarms, (alarm) => alarm.kind,
      () => outside("li"), (item, alarm) => text(item, `${alarm.kind} since ${clockTime(alarm.since)}: ${alarm.detail}`));
  }

  const refresh = repeat(3000, async () => {
    if (!dialog.open || !shown) return;
    const [source, sensorId] = shown;
    const range = Number($("range").value);
    const from = new Date(Date.now() - range * 1000).toISOString();
    const [card, stored] = await Promise.all([
      ask("sensor", { source, sensor: sensorId }).catch(() => null),
      ask("windows", { source, sensor: sensorId, from, points: 600 }).catch((error) => ({ windows: [], problem: error.message })),
    ]);
    if (!shown || shown[0] !== source || shown[1] !== sensorId || Number($("range").value) !== range) return;
    if (card) about(card);
    const windows = stored.windows;
    text($("sensor-note"), stored.problem ?? (windows.length === 0 ? "No window is stored in this range." : stored.merged > 1 ? `Each point stands for ${stored.merged} windows.` : ""));
    chart ??= bandChart($("sensor-chart"), $("sensor-then"), (mean, most, least) => `mean ${figure(mean)}, ${figure(least)} to ${figure(most)}`);
    chart.set([windows.map((w) => Date.parse(w.start) / 1000), windows.map((w) => w.mean), windows.map((w) => w.max), windows.map((w) => w.min)]);
    keyed($("window-rows"), windows.slice(-SHOWN).reverse(), (w) => w.start,
      () => el("tr", {}, el("td", { className: "time" }), ...Array.from({ length: 8 }, () => el("td", { className: "number" }))),
      (line, w) => {
        const cells = [clockTime(w.start), count(w.count), ...[w.mean, w.min, w.max, w.standardDeviation, w.p50, w.p95].map(figure), count(w.flagged)];
        cells.forEach((cell, i) => text(line.children[i], cell));
      });
  });

  $("range").addEventListener("change", refresh);
  $("close-sensor").addEventListener("click", () => dialog.close());
  // A click beside it closes it, too.
  dialog.addEventListener("click", (event) => { if (event.target === dialog && !within(dialog, event)) dialog.close(); });
  dialog.addEventListener("close", () => { shown = undefined; });
  return (source, sensorId) => {
    shown = [source, sensorId];
    text($("sensor-title"), sensorId);
    for (const id of ["sensor-value", "sensor-unit", "sensor-age", "sensor-file", "sensor-note", "sensor-then"]) text($(id), "");
    text($("sensor-source"), source);
    $("sensor-findings").replaceChildren();
    $("window-rows").replaceChildren();
    chart?.set([[], [], [], []]);
    dialog.showModal();
    refresh();
  };
}

function within(element, event) {
  const box = element.getBoundingClientRect();
  return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
}

import { ask, repeat } from "./api.js";
import { bandChart } from "./charts.js";
import { $, clockTime, count, duration, el, figure, keyed, text } from "./dom.js";

const SHOWN = 50;

/** Returns what opens the dialog about one sensor. */
export function detail() {
  const dialog = $("sensor");
  let chart;
  let shown;

  const refresh = repeat(3000, async () => {
    if (!dialog.open || !shown) return;
    const [source, sensorId] = shown;
    const range = Number($("range").value);
    const now = Date.now();
    const card = await ask("sensor", { source, sensor: sensorId }).catch(() => null);
    const stored = await ask("windows", { source, sensor: sensorId, from: new Date(now - range * 1000).toISOString(), points: 600 })
      .catch((error) => ({ windows: [], problem: error.message }));
    if (!shown || shown[0] !== source || shown[1] !== sensorId) return;
    if (card) {
      text($("sensor-line"), `${figure(card.value)} ${card.unit}, ${card.age < 1 ? "just now" : `${duration(card.age)} ago`} · source ${card.source} · ${card.file ?? "no file"}`);
      keyed($("sensor-findings"), card.alarms, (alarm) => alarm.kind,
        () => el("li"), (item, alarm) => text(item, `${alarm.kind} since ${clockTime(alarm.since)}: ${alarm.detail}`));
    }
    const windows = stored.windows;
    text($("sensor-note"), stored.problem ?? (windows.length === 0 ? "No window is stored in this range." : stored.merged > 1 ? `Each point stands for ${stored.merged} windows.` : ""));
    chart ??= bandChart($("sensor-chart"));
    chart.set([windows.map((w) => Date.parse(w.start) / 1000), windows.map((w) => w.mean), windows.map((w) => w.max), windows.map((w) => w.min)]);
    keyed($("window-rows"), windows.slice(-SHOWN).reverse(), (w) => w.start,
      () => el("tr", {}, el("td"), ...Array.from({ length: 8 }, () => el("td", { className: "number" }))),
      (tr, w) => {
        const cells = [clockTime(w.start), count(w.count), ...[w.mean, w.min, w.max, w.standardDeviation, w.p50, w.p95].map(figure), count(w.flagged)];
        cells.forEach((cell, i) => text(tr.children[i], cell));
      });
  });

  $("range").addEventListener("change", refresh);
  $("close-sensor").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { shown = undefined; });
  return (source, sensorId) => {
    shown = [source, sensorId];
    text($("sensor-title"), sensorId);
    text($("sensor-line"), "");
    $("sensor-findings").replaceChildren();
    $("window-rows").replaceChildren();
    dialog.showModal();
    refresh();
  };
}

import { ask, repeat } from "./api.js";
import { lineChart } from "./charts.js";
import { $, count, el, keyed, perSecond, text } from "./dom.js";

/** The parts of the ledger, in the order in which they are drawn; what they mean is in the title. */
const PARTS = [
  ["windowed", "in windows that every required sink has taken"],
  ["held", "inside: in the buffer or in an open window"],
  ["late", "came after their window had closed"],
  ["rejected", "refused, with a reason"],
  ["dropped", "let go by the full buffer"],
  ["suppressed", "taken out before the entry, as their route says"],
  ["missing", "unaccounted for: a defect"],
];

export function glance() {
  const rate = lineChart($("rate-chart"));
  const fill = lineChart($("fill-chart"), { max: 100 });
  repeat(2000, async () => {
    const history = await ask("history");
    rate.set([history.t, history.rate]);
    fill.set([history.t, history.fill.map((part) => part * 100)]);
  });

  function ledger(balance) {
    const parts = PARTS
      .map(([name, title]) => ({ name, title, n: Math.abs(balance[name]) }))
      .filter((part) => part.n > 0 || part.name === "windowed");
    const all = parts.reduce((sum, part) => sum + part.n, 0) || 1;
    keyed($("ledger-bar"), parts, (part) => part.name,
      (part) => el("span", { className: `k-${part.name}`, title: part.title }),
      (span, part) => { span.style.width = `${(100 * part.n) / all}%`; });
    keyed($("ledger-legend"), [{ name: "received", n: balance.received, title: "reached the entry, good or bad" }, ...parts],
      (part) => part.name,
      (part) => el("li", { title: part.title }, part.name === "received" ? "" : el("i", { className: `k-${part.name}` }), el("span")),
      (item, part) => text(item.lastElementChild, `${part.name} ${count(part.n)}`));
    $("ledger-bar").setAttribute("aria-label",
      `Of ${count(balance.received)} readings received: ${parts.map((part) => `${count(part.n)} ${part.name}`).join(", ")}`);
    text($("balance"), balance.balances ? "– it adds up" : `– it does NOT add up: ${count(Math.abs(balance.missing))} ${balance.missing < 0 ? "counted twice" : "unaccounted for"}`);
  }

  return {
    show(overview) {
      $("state").dataset.state = overview.state;
      text($("state"), overview.phase === "running" ? overview.state : overview.phase);
      document.title = overview.state === "well" ? "Sensor Ingest" : `${overview.state}: Sensor Ingest`;
      keyed($("reasons"), overview.reasons, (reason) => reason, (reason) => el("li", {}, reason), () => {});
      text($("rate"), perSecond(overview.rate));
      text($("sensor-count"), count(overview.sensors.known));
      text($("alarm-count"), count(overview.alarms));
      const buffer = overview.buffer;
      text($("buffer"), `${count(buffer.size)} of ${count(buffer.capacity)}${buffer.waiting ? `, ${count(buffer.waiting)} wait` : ""}`);
      ledger(overview.ledger);
    },
  };
}

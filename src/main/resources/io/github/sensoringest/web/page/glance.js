import { ask, repeat } from "./api.js";
import { lineChart } from "./charts.js";
import { $, clockTime, count, el, keyed, perSecond, text } from "./dom.js";

/** The parts of the ledger, in the order in which they are drawn; what they mean is in the title. */
const PARTS = [
  ["windowed", "in windows that every required sink has taken"],
  ["held", "inside: in the buffer, in an open window, or on the way there"],
  ["late", "came after their window had closed"],
  ["rejected", "refused, with a reason"],
  ["dropped", "let go by the full buffer"],
  ["suppressed", "taken out before the entry, as their route says"],
  ["missing", "unaccounted for: a defect"],
];

export function glance() {
  const rate = lineChart($("rate-chart"), $("rate-then"), (n) => `${perSecond(n)} per second`);
  const fill = lineChart($("fill-chart"), $("fill-then"), (n) => `${perSecond(n)} % full`, { most: 100, unit: " %" });
  repeat(2000, async () => {
    const history = await ask("history");
    rate.set([history.t, history.rate]);
    fill.set([history.t, history.fill.map((part) => part * 100)]);
  });

  function ledger(read) {
    // The numbers are read one after the other: what moved meanwhile is on its way inside.
    const balance = read.off ? read : { ...read, held: Math.max(0, read.held + read.missing), missing: 0 };
    const parts = PARTS
      .map(([name, title]) => ({ name, title, n: Math.abs(balance[name]) }))
      .filter((part) => part.n > 0 || part.name === "windowed");
    const all = parts.reduce((sum, part) => sum + part.n, 0) || 1;
    keyed($("ledger-bar"), parts.filter((part) => part.n > 0), (part) => part.name,
      (part) => el("span", { className: `k-${part.name}`, title: part.title }),
      (span, part) => { span.style.flexGrow = part.n / all; });
    keyed($("ledger-legend"), [{ name: "received", n: balance.received, title: "reached the entry, good or bad" }, ...parts],
      (part) => part.name,
      (part) => el("li", { title: part.title, className: part.name === "received" ? "all" : "" },
        part.name === "received" ? "" : el("i", { className: `k-${part.name}` }), el("span")),
      (item, part) => text(item.lastElementChild, `${part.name} ${count(part.n)}`));
    $("ledger-bar").setAttribute("aria-label",
      `Of ${count(balance.received)} readings received: ${parts.map((part) => `${count(part.n)} ${part.name}`).join(", ")}`);
    text($("balance"), !balance.off ? "it adds up" : `it does NOT add up: ${count(Math.abs(balance.missing))} ${balance.missing < 0 ? "counted twice" : "unaccounted for"}`);
    $("ledger-bar").parentElement.classList.toggle("off", balance.off);
  }

  function counted(line, n, one, many) {
    text(line.firstElementChild, count(n));
    text(line.lastElementChild, n === 1 ? one : many);
  }

  function raised(line, n, one, many) {
    counted(line, n, one, many);
    line.classList.toggle("raised", n > 0);
  }

  return {
    show(overview) {
      document.body.classList.remove("away");
      $("state").dataset.state = overview.state;
      text($("state"), overview.phase === "running" ? overview.state : overview.phase);
      text($("since"), `since ${clockTime(overview.startedAt)}`);
      document.title = overview.state === "well" ? "Sensor Ingest" : `${overview.state}: Sensor Ingest`;
      keyed($("reasons"), overview.reasons, (reason) => reason, (reason) => el("li", {}, reason), () => {});
      text($("rate"), perSecond(overview.rate));
      counted($("sensor-line"), overview.sensors.known, "sensor", "sensors");
      raised($("alarm-line"), overview.alarms, "alarm", "alarms");
      raised($("mend-line"), (overview.files.refused ?? 0) + (overview.files["rolled back"] ?? 0), "file to mend", "files to mend");
      const buffer = overview.buffer;
      text($("buffer"), count(buffer.size));
      text($("buffer-of"), `of ${count(buffer.capacity)} messages in the buffer${buffer.waiting ? `, ${count(buffer.waiting)} wait for room` : ""}`);
      ledger(overview.ledger);
    },
    away() {
      document.body.classList.add("away");
      $("state").dataset.state = "away";
      text($("state"), "no connection to the gateway; trying again");
      document.title = "away: Sensor Ingest";
      $("reasons").replaceChildren();
    },
  };
}

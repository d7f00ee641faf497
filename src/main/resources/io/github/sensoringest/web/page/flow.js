import { $, count, el, keyed, perSecond, text } from "./dom.js";

function stage(id, name, big, what, lines, { fill, warn = "", fails = "" } = {}) {
  return { id, name, big, what, lines, fill, warn, fails };
}

function stages(o) {
  const full = o.buffer.waiting > 0;
  const slow = o.sinks.filter((sink) => sink.required && sink.waitingRows > 0);
  const line = [
    stage("sensors", "Sensors", perSecond(o.rate), "readings/s",
      [`${count(o.sources)} sources`, `${count(o.sensors.known)} sensors`, full ? `${count(o.buffer.waiting)} messages wait for room` : "nobody waits"]),
    stage("entry", "Entry", count(o.ledger.received), "received", [`${count(o.ledger.rejected)} rejected`, `${count(o.ledger.suppressed)} suppressed before`]),
    stage("buffer", "Buffer", count(o.buffer.size), `of ${count(o.buffer.capacity)} messages`, [`${count(o.ledger.dropped)} readings dropped`],
      { fill: o.buffer.size / o.buffer.capacity }),
    stage("windows", "Windows", count(o.windows.open), "open", [`${count(o.windows.waiting)} closed ones wait for sinks`, `${count(o.ledger.late)} readings late`],
      { warn: full && slow.length === 0 ? "the bottleneck" : "" }),
  ];
  const sinks = o.sinks.map((sink) => stage(`sink ${sink.name}`, sink.name, count(sink.takenRows), "rows taken",
    [`${count(sink.waitingRows)} wait, ${count(sink.lostRows)} lost`, sink.required ? "required" : "best effort"],
    { fails: sink.failure ? `fails: ${sink.failure}` : "", warn: full && slow.includes(sink) ? "the bottleneck" : "" }));
  return { line, sinks };
}

function box(s) {
  return el("div", { className: "box" }, el("h3", {}, s.name),
    el("div", { className: "big" }, el("span"), " ", el("small")),
    s.fill === undefined ? el("span") : el("div", { className: "gauge", "aria-hidden": "true" }, el("i")), el("ul"));
}

function fill(item, s) {
  item.classList.toggle("bad", s.fails !== "");
  item.classList.toggle("bottleneck", s.warn !== "");
  const [, big, gauge, lines] = item.children;
  text(big.firstElementChild, s.big);
  text(big.lastElementChild, s.what);
  if (s.fill !== undefined) gauge.firstElementChild.style.width = `${100 * s.fill}%`;
  const all = [...s.lines.map((line) => [line, ""]), [s.warn, "warn"], [s.fails, "fails"]].filter(([line]) => line !== "");
  keyed(lines, all.map(([line, className], i) => ({ line, className, i })), (it) => `${it.className}${it.i}`,
    (it) => el("li", { className: it.className }), (li, it) => text(li, it.line));
}

export function flow() {
  const side = el("li", { className: "sinks" });
  side.dataset.key = "sinks";
  return {
    show(overview) {
      const { line, sinks } = stages(overview);
      keyed($("stages"), [...line, { id: "sinks" }], (s) => s.id, (s) => (s.id === "sinks" ? side : el("li", {}, box(s))),
        (item, s) => { if (item !== side) fill(item.firstElementChild, s); });
      keyed(side, sinks, (s) => s.id, box, fill);
      const tight = [...line, ...sinks].find((s) => s.warn !== "");
      text($("bottleneck"), tight ? `${tight.name} is the bottleneck` : overview.buffer.waiting > 0 ? "" : "Nothing waits for room");
    },
  };
}

import { $, count, el, keyed, perSecond, text } from "./dom.js";

function stage(id, name, big, lines, { fill, bottleneck = false, bad = false } = {}) {
  return { id, name, big, lines, fill, bottleneck, bad };
}

function stages(o) {
  const full = o.buffer.waiting > 0;
  const slow = o.sinks.filter((sink) => sink.required && sink.waitingRows > 0);
  const stages = [
    stage("sensors", "Sensors", perSecond(o.rate), ["readings per second", `${count(o.sources)} sources, ${count(o.sensors.known)} sensors`, full ? `${count(o.buffer.waiting)} messages wait for room` : "nobody waits"]),
    stage("entry", "Entry", count(o.ledger.received), ["received", `${count(o.ledger.rejected)} rejected`]),
    stage("buffer", "Buffer", count(o.buffer.size), [`of ${count(o.buffer.capacity)} messages`, `${count(o.ledger.dropped)} readings dropped`], { fill: o.buffer.size / o.buffer.capacity }),
    stage("windows", "Windows", count(o.windows.open), ["open", `${count(o.windows.waiting)} closed ones wait for sinks`, `${count(o.ledger.late)} readings late`], { bottleneck: full && slow.length === 0 }),
  ];
  const sinks = o.sinks.map((sink) => stage(`sink ${sink.name}`, sink.name, count(sink.takenRows),
    ["rows taken", `${count(sink.waitingRows)} wait`, sink.failure ? `fails: ${sink.failure}` : `${count(sink.lostRows)} lost`, sink.required ? "required" : "best effort"],
    { bad: Boolean(sink.failure), bottleneck: full && slow.includes(sink) }));
  return { stages, sinks };
}

function box(name, s) {
  return el(name, {}, el("h3", {}, s.name), el("div", { className: "big" }),
    s.fill === undefined ? el("span") : el("div", { className: "gauge", "aria-hidden": "true" }, el("i")), el("div", { className: "small" }));
}

function fill(item, s) {
  item.className = s.bad ? "bad" : s.bottleneck ? "bottleneck" : "";
  text(item.children[1], s.big);
  if (s.fill !== undefined) item.querySelector("i").style.width = `${100 * s.fill}%`;
  text(item.lastElementChild, (s.bottleneck ? "this is the bottleneck · " : "") + s.lines.join(" · "));
}

export function flow() {
  const before = $("stages");
  const side = el("li", { className: "sinks" });
  side.dataset.key = "sinks";
  return {
    show(overview) {
      const { stages: line, sinks } = stages(overview);
      keyed(before, [...line, { id: "sinks" }], (s) => s.id, (s) => (s.id === "sinks" ? side : box("li", s)), (item, s) => { if (item !== side) fill(item, s); });
      keyed(side, sinks, (s) => s.id, (s) => box("div", s), fill);
    },
  };
}

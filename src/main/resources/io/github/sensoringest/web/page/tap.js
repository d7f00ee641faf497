import { ask, stream } from "./api.js";
import { $, el, figure, text } from "./dom.js";

const SHOWN = 200;
const MOMENT = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

export function tap() {
  let source;
  const rows = $("tap-rows");

  function stop(message) {
    source?.close();
    source = undefined;
    $("tap-toggle").setAttribute("aria-pressed", "false");
    text($("tap-toggle"), "Start");
    text($("tap-state"), message);
  }

  function show(event) {
    for (const reading of event.readings) {
      rows.prepend(el("tr", {}, el("td", { className: "time" }, MOMENT.format(new Date(reading.timestamp))),
        el("td", {}, el("bdi", {}, reading.sensorId)), el("td", { className: "number" }, figure(reading.value)), el("td", {}, el("bdi", {}, reading.unit))));
    }
    while (rows.children.length > SHOWN) rows.lastElementChild.remove();
    text($("tap-state"), event.skipped > 0 ? `${event.shown} shown, ${event.skipped} left out` : `${event.shown} shown`);
  }

  function start() {
    const wanted = $("tap-source").value.trim();
    if (!wanted) {
      text($("tap-state"), "Name a source, which is the id of a sensor's route.");
      $("tap-source").focus();
      return;
    }
    rows.replaceChildren();
    $("tapped").hidden = false;
    source = stream("tap", { source: wanted }, { readings: show, refused: (event) => stop(event.error) },
      (connected) => { if (source && !connected) text($("tap-state"), "no connection; trying again"); });
    $("tap-toggle").setAttribute("aria-pressed", "true");
    text($("tap-toggle"), "Stop");
    text($("tap-state"), "waiting for readings …");
  }

  $("tap-toggle").addEventListener("click", () => (source ? stop("stopped") : start()));
  $("tap-source").addEventListener("keydown", (event) => { if (event.key === "Enter" && !source) start(); });
  $("tap-source").addEventListener("focus", async () => {
    const { sources } = await ask("sources", { limit: 200 });
    $("source-list").replaceChildren(...sources.map((it) => el("option", { value: it.source })));
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && source) stop("stopped, since the page is not seen"); });
  return {};
}

import { ask, post, repeat } from "./api.js";
import { $, clockTime, count, el, keyed, outside, td, text, th, tr } from "./dom.js";

function row() {
  const first = th();
  first.className = "time";
  return tr(first, td({}, outside(), outside("div", "small")), td({}, el("strong"), outside("div", "small")), td({}, outside("code"), el("div", { className: "small" })));
}

function fill(line, letter) {
  const [time, source, why, payload] = line.children;
  text(time, clockTime(letter.time));
  text(source.firstElementChild, letter.source);
  text(source.lastElementChild, letter.file ?? "");
  text(why.firstElementChild, letter.reason);
  text(why.lastElementChild, letter.detail);
  text(payload.firstElementChild, letter.payload);
  text(payload.lastElementChild, letter.replayed ? "replayed" : letter.replayable ? "" : "cannot be replayed: it is not whole");
}

export function rejected() {
  let seen;
  const choice = () => ({ reason: $("letter-reason").value, source: $("letter-source").value });
  const refresh = repeat(15000, async () => {
    const found = await ask("rejected", { ...choice(), limit: 50 });
    const any = found.counts.length > 0 || found.letters.length > 0 || Object.values(choice()).some((wanted) => wanted !== "");
    $("none-rejected").hidden = any;
    $("some-rejected").hidden = !any;
    keyed($("reason-rows"), found.counts, (c) => JSON.stringify([c.source, c.reason]),
      () => el("li", {}, el("strong"), " ", el("span"), " ", outside("span", "quiet")),
      (item, c) => [count(c.readings), c.reason, c.source].forEach((part, i) => text(item.children[i], part)));
    keyed($("letter-rows"), found.letters, (letter) => letter.id, row, fill);
    $("no-letters").hidden = found.letters.length > 0;
    const reasons = $("letter-reason");
    for (const reason of found.reasons) {
      if (![...reasons.options].some((option) => option.value === reason)) reasons.append(el("option", { value: reason }, reason));
    }
    $("replay").disabled = found.letters.every((letter) => letter.replayed || !letter.replayable);
  });
  $("letter-reason").addEventListener("change", refresh);
  $("letter-source").addEventListener("change", refresh);
  $("replay").addEventListener("click", async () => {
    $("replay").disabled = true;
    try {
      const done = await post("rejected/replay", choice());
      text($("replayed"), `Taken in again: ${count(done.handedOver)}; had been before: ${count(done.replayedBefore)}; cannot be: ${count(done.unfit)}`);
    } catch (error) {
      text($("replayed"), error.message);
    }
    refresh();
  });
  return {
    notice(overview) {
      const now = overview.ledger.rejected + overview.ledger.late;
      if (now !== seen) {
        const first = seen === undefined;
        seen = now;
        if (!first) refresh();
      }
    },
  };
}

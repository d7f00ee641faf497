import { ask, post, repeat } from "./api.js";
import { $, clockTime, count, el, keyed, text } from "./dom.js";

export function rejected() {
  let seen;
  const choice = () => ({ reason: $("letter-reason").value, source: $("letter-source").value });
  const refresh = repeat(15000, async () => {
    const found = await ask("rejected", { ...choice(), limit: 50 });
    keyed($("reason-rows"), found.counts, (c) => JSON.stringify([c.source, c.reason]),
      () => el("tr", {}, el("th", { scope: "row" }), el("td"), el("td", { className: "number" })),
      (tr, c) => [c.source, c.reason, count(c.readings)].forEach((cell, i) => text(tr.children[i], cell)));
    keyed($("letter-rows"), found.letters, (letter) => letter.id,
      () => el("tr", {}, el("td"), el("td", {}, el("span"), el("div", { className: "small" })), el("td", {}, el("strong"), el("div", { className: "small" })), el("td", {}, el("code"), el("div", { className: "small" }))),
      (tr, letter) => {
        const [time, source, why, payload] = tr.children;
        text(time, clockTime(letter.time));
        text(source.firstElementChild, letter.source);
        text(source.lastElementChild, letter.file ?? "");
        text(why.firstElementChild, letter.reason);
        text(why.lastElementChild, letter.detail);
        text(payload.firstElementChild, letter.payload);
        text(payload.lastElementChild, letter.replayed ? "replayed" : letter.replayable ? "" : "cannot be replayed: it is not whole");
      });
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
      text($("replayed"), `${count(done.handedOver)} are taken in again; ${count(done.replayedBefore)} had been before, ${count(done.unfit)} cannot be`);
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

import { ask, repeat } from "./api.js";
import { $, clockTime, el, keyed, text } from "./dom.js";

export function files() {
  let generation;
  let refusals;
  const refresh = repeat(10000, async () => {
    const [folder, happened] = await Promise.all([ask("files"), ask("events")]);
    $("folder-problem").hidden = !folder.problem;
    text($("folder-problem"), folder.problem ?? "");
    keyed($("file-rows"), folder.files, (file) => file.name,
      () => el("tr", {}, el("th", { scope: "row" }, el("span"), el("div", { className: "problem" })), el("td", {}, el("span", { className: "tag" })), el("td", {}, el("code")), el("td"), el("td")),
      (tr, file) => {
        const [name, state, version, since, routes] = tr.children;
        text(name.firstElementChild, file.name);
        text(name.lastElementChild, file.messages.join("\n"));
        state.firstElementChild.className = `tag ${file.state.replace(" ", "-")}`;
        text(state.firstElementChild, file.state);
        text(version.firstElementChild, file.version ?? "–");
        text(since, file.since ? clockTime(file.since) : "–");
        text(routes, file.routes.join(", "));
      });
    keyed($("changes"), happened.events, (change) => String(change.number), () => el("li"),
      (item, change) => {
        item.value = change.number;
        item.className = change.toMend ? "mend" : "";
        text(item, `${clockTime(change.time)} ${change.text}`);
      });
  });
  return {
    notice(overview) {
      if (overview.files.generation !== generation || overview.files.refusals !== refusals) {
        generation = overview.files.generation;
        refusals = overview.files.refusals;
        refresh();
      }
    },
  };
}

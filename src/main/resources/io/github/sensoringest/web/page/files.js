import { ask, repeat } from "./api.js";
import { $, clockTime, count, el, keyed, outside, td, text, th, tr } from "./dom.js";

/** What somebody looks after comes first, what is shipped last. */
const ROLES = ["sensor", "sink", "pipeline", "kamelet"];

function ordered(list) {
  const rank = (file) => (file.state === "running" && file.messages.length === 0 ? 1 + (ROLES.indexOf(file.role) + 1 || ROLES.length + 1) : 0);
  return list.map((file, i) => ({ file, i })).sort((a, b) => rank(a.file) - rank(b.file) || a.i - b.i).map((it) => it.file);
}

function row() {
  return tr(th(outside("strong"), outside("div", "small"), outside("div", "problem")),
    td({}, el("span", { className: "tag" })), td({ className: "outside" }), td({ className: "time" }, el("code")), td({ className: "time" }));
}

function fill(line, file) {
  const [name, state, routes, version, since] = line.children;
  const at = file.name.lastIndexOf("/") + 1;
  text(name.children[0], file.name.slice(at));
  text(name.children[1], file.name.slice(0, at));
  text(name.children[2], file.messages.join("\n"));
  state.firstElementChild.className = `tag ${file.state.replace(" ", "-")}`;
  text(state.firstElementChild, file.state);
  text(routes, file.routes.join(", "));
  text(version.firstElementChild, file.version ?? "–");
  text(since, file.since ? clockTime(file.since) : "–");
}

export function files() {
  let generation;
  let refusals;
  const refresh = repeat(10000, async () => {
    const [folder, happened] = await Promise.all([ask("files"), ask("events")]);
    $("folder-problem").hidden = !folder.problem;
    text($("folder-problem"), folder.problem ?? "");
    keyed($("file-rows"), ordered(folder.files), (file) => file.name, row, fill);
    const running = folder.files.filter((file) => file.state === "running").length;
    text($("file-counts"), running === folder.files.length ? `all ${count(running)} run` : `${count(running)} of ${count(folder.files.length)} run`);
    $("no-changes").hidden = happened.events.length > 0;
    keyed($("changes"), happened.events, (change) => String(change.number),
      () => el("li", {}, el("time", { className: "time quiet" }), outside()),
      (item, change) => {
        item.value = change.number;
        item.className = change.toMend ? "mend" : "";
        text(item.firstElementChild, clockTime(change.time));
        text(item.lastElementChild, change.text);
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

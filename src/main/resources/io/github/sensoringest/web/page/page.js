import { stream } from "./api.js";
import { $ } from "./dom.js";
import { glance } from "./glance.js";
import { flow } from "./flow.js";
import { sensors } from "./sensors.js";
import { files } from "./files.js";
import { rejected } from "./rejected.js";
import { tap } from "./tap.js";

function theme() {
  const root = document.documentElement;
  try {
    const kept = localStorage.getItem("theme");
    if (kept) root.dataset.theme = kept;
  } catch { /* Without storage the choice lasts as long as the page. */ }
  $("theme").addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* See above. */ }
    document.dispatchEvent(new Event("themechange"));
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("themechange")));
}

theme();
const parts = { glance: glance(), flow: flow(), sensors: sensors(), files: files(), rejected: rejected(), tap: tap() };

stream("stream", {}, {
  overview(overview) {
    parts.glance.show(overview);
    parts.flow.show(overview);
    parts.files.notice(overview);
    parts.rejected.notice(overview);
  },
}, (connected) => { if (!connected) parts.glance.away(); });

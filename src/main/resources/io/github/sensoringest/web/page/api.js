/** Asks the gateway; throws an Error with what the gateway said. */
export async function ask(path, parameters = {}, options = {}) {
  const url = new URL(`api/v1/${path}`, document.baseURI);
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== "" && value !== null && value !== undefined) url.searchParams.set(key, value);
  }
  const response = await fetch(url, { headers: { Accept: "application/json" }, ...options });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `${response.status} ${response.statusText}`);
  return body;
}

export function post(path, body) {
  return ask(path, {}, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Requested-With": "sensor-ingest" },
    body: JSON.stringify(body),
  });
}

/** Opens a stream of events; `handlers` by their names. It connects again by itself. */
export function stream(path, parameters, handlers, onState = () => {}) {
  const url = new URL(`api/v1/${path}`, document.baseURI);
  for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
  const source = new EventSource(url);
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
  for (const [name, handler] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  }
  return source;
}

/**
 * Calls a function now, and again so many milliseconds after it has come to its end, while the page
 * can be seen. Returns what calls it at once.
 */
export function repeat(millis, action) {
  let timer;
  let running = false;
  let again = false;
  async function run() {
    if (running) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = true;
    try {
      if (!document.hidden) await action();
    } catch (error) {
      console.warn(error);
    } finally {
      running = false;
      timer = setTimeout(run, again ? 0 : millis);
      again = false;
    }
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) run(); });
  run();
  return run;
}

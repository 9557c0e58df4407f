// The arrows go through a list ([data-rows]) and show each record beside it: a look, nothing is done.
// Until it is there the pane is inert, so that no key acts on what stood in it before.

let coming: AbortController | undefined;

/** What one writes in the pane is left alone. */
function isWriting(pane: Element): boolean {
  return pane.querySelector("form[data-guard]") !== null;
}

function mark(row: HTMLElement): void {
  for (const each of document.querySelectorAll("[data-rows] a[data-row][aria-current]")) each.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
}

async function show(row: HTMLAnchorElement, pane: HTMLElement): Promise<void> {
  coming?.abort();
  const mine = coming = new AbortController();
  pane.inert = true;
  try {
    const response = await fetch(row.href, { signal: mine.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const shown = page.querySelector(".work > .pane");
    if (!response.ok || response.redirected || !shown) throw new Error("not to be shown here");
    pane.replaceChildren(...[...shown.childNodes].map((node) => document.importNode(node, true)));
    document.title = page.title;
    const language = page.querySelector("a[hreflang]")?.getAttribute("href");
    if (language) document.querySelector("a[hreflang]")?.setAttribute("href", language);
    window.history.replaceState(window.history.state, "", row.href);
    mark(row);
    pane.inert = false;
  } catch {
    if (!mine.signal.aborted) window.location.assign(row.href);
  }
}

document.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = document.activeElement;
  const list = here?.closest("[data-rows]");
  const pane = document.querySelector<HTMLElement>(".work > .pane");
  if (!by || !list || !pane || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (here !== list && !here?.matches("a[data-row], .tick input")) return;
  if (getComputedStyle(pane).display === "none" || isWriting(pane)) return;
  const rows = [...list.querySelectorAll<HTMLAnchorElement>("a[data-row]")];
  const card = here === list ? null : here?.closest(".card");
  const at = rows.findIndex((row) => (card ? row.closest(".card") === card : row.hasAttribute("aria-current")));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
  event.preventDefault();
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  if (next.getAttribute("aria-current") !== "true" || pane.inert) void show(next, pane);
});

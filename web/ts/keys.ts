// Keys for officers: what a page offers is written in its HTML, so that `?` can never disagree with
// it. data-key="r" or data-key="g i" on a link: the key opens it; on a button that sends a form: the
// key goes to it and Enter presses it, so that no single letter does a deed, but where data-presses
// says that it may, as to undo one. data-rows on a list: j and k walk through it, Enter opens.
// Nothing happens while one writes, nor while a key is held down: what came into place meanwhile
// was not meant. data-keys="off" on the body leaves keys with Ctrl alone. x ticks the row that has the
// focus, else the open one. The arrows are in preview.ts, Ctrl+K is in reach.ts.

/** How long the first key of a pair such as "g i" waits for the second, in milliseconds. */
const pairWait = 900;

let first = "";
let timer = 0;

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable ||
    target.matches("textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=button])"));
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-rows] a[data-row]")];
}

/** Moves the focus by one row, from the focused row, else from the open one. */
function step(by: number): void {
  const all = rows();
  const here = all.findIndex((row) => row === document.activeElement);
  const open = all.findIndex((row) => row.closest("[aria-current]"));
  const next = all[Math.max(0, Math.min(all.length - 1, (here >= 0 ? here : open) + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Ticks the focused row, else the open one, or takes its tick away. */
function choose(): void {
  const all = rows();
  const row = all.find((each) => each === document.activeElement) ?? all.find((each) => each.closest("[aria-current]"));
  row?.closest(".card")?.querySelector<HTMLInputElement>(".tick input")?.click();
}

/** Adds the keys of this page to the list in `dialog` that holds those of every page. */
function complete(dialog: HTMLDialogElement): void {
  const list = dialog.querySelector("dl");
  const listed = new Set([...dialog.querySelectorAll("kbd")].map((kbd) => kbd.textContent));
  for (const target of document.querySelectorAll<HTMLElement>("[data-key]")) {
    const keys = target.dataset["key"] ?? "";
    if (listed.has(keys)) continue;
    listed.add(keys);
    const label = target.cloneNode(true) as HTMLElement;
    label.querySelectorAll("kbd, .count").forEach((part) => part.remove());
    const row = document.createElement("div");
    const term = row.appendChild(document.createElement("dt"));
    term.appendChild(document.createElement("kbd")).textContent = keys;
    row.appendChild(document.createElement("dd")).textContent = label.textContent;
    list?.insertBefore(row, list.lastElementChild);
  }
}

function help(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#keys");
  if (!dialog) return;
  if (dialog.open) {
    dialog.close();
    return;
  }
  complete(dialog);
  dialog.showModal();
}

function search(): void {
  const field = [...document.querySelectorAll<HTMLInputElement>("input[type=search]")]
    .find((input) => input.offsetParent !== null);
  field?.focus();
  field?.select();
}

function isDeed(target: HTMLElement): boolean {
  return target instanceof HTMLButtonElement && target.type === "submit" &&
    target.form?.method === "post" && target.dataset["presses"] === undefined;
}

/** Opens what a link leads to; to a deed it only leads. */
export function go(target: HTMLElement): void {
  const folded = target.closest("details");
  if (folded) folded.open = true;
  if (isDeed(target)) target.focus();
  else target.click();
}

function press(keys: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(keys)}"]`);
  if (!target) return false;
  if (!target.closest("[inert]")) go(target);  // else another record is on its way there
  return true;
}

/** Up and down go through the answers of a form that are pressed. */
function walk(event: KeyboardEvent): boolean {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const group = event.target instanceof HTMLElement && event.target.closest(".presses");
  if (!by || !group) return false;
  const all = [...group.querySelectorAll("button")];
  const here = all.findIndex((button) => button === document.activeElement);
  all[Math.max(0, Math.min(all.length - 1, here + by))]?.focus();
  return true;
}

const own: Record<string, () => void> = { "?": help, "/": search, x: choose, j: () => step(1), k: () => step(-1) };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter" && event.target instanceof HTMLElement) {
    if (event.repeat) return;
    const form = event.target.closest("form");
    const button = form?.querySelector<HTMLButtonElement>("button[data-key='Ctrl Enter']");
    if (form && button) form.requestSubmit(button);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  if (walk(event)) {
    event.preventDefault();
    return;
  }
  if (document.body.dataset["keys"] === "off") return;
  if (event.repeat && event.key !== "j" && event.key !== "k") return;
  if (document.querySelector("dialog[open]") && event.key !== "?") return;

  const keys = first ? `${first} ${event.key}` : event.key;
  window.clearTimeout(timer);
  first = "";
  const action = own[keys];
  if (action) action();
  else if (!press(keys)) {
    if (document.querySelector(`[data-key^="${CSS.escape(event.key)} "]`)) {
      first = event.key;
      timer = window.setTimeout(() => { first = ""; }, pairWait);
    }
    return;
  }
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element && event.target.closest("[data-opens=keys]");
  if (opener && document.querySelector("dialog#keys")) {
    event.preventDefault();
    help();
  }
});

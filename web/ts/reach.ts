// Ctrl+K reaches everything: a field over what this page leads to and what can be done on it (dialog#reach-anything),
// by a part of its name, also without marks. Enter opens the first; what is none of them is searched for.

import { go } from "./keys";

interface Way {
  label: string;
  folded: string;
  target: HTMLElement;
}

const mostShown = 8;
const ways = "[data-key], .rail a, .list-ways a, [data-rows] a[data-row], .site-nav a, .menu-list a";

/** As it is compared: without marks and capitals. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
}

function labelOf(target: HTMLElement): string {
  const label = target.cloneNode(true) as HTMLElement;
  label.querySelectorAll("kbd, .count, .unseen").forEach((part) => part.remove());
  return (label.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** What the page leads to, each once, in its order; the code of a row is a part of its name. */
function waysOfPage(): Way[] {
  const all = new Map<string, Way>();
  for (const target of document.querySelectorAll<HTMLElement>(ways)) {
    if (target.closest("dialog, [inert]")) continue;
    const row = target.matches("[data-row]") ? target.closest(".card")?.querySelector(".code")?.textContent ?? "" : "";
    const label = labelOf(target);
    if (label && !all.has(label + row)) all.set(label + row, { label, folded: fold(`${label} ${row}`.trim()), target });
  }
  return [...all.values()];
}

const dialog = document.querySelector<HTMLDialogElement>("dialog#reach-anything");
const field = dialog?.querySelector("input");
const list = dialog?.querySelector("ul");
let known: Way[] = [];

function open(way: Way): void {
  dialog?.close();
  go(way.target);
}

/** What is called so, then what begins so, then what only has the words. */
function found(): Way[] {
  const asked = fold(field?.value ?? "").trim();
  const words = asked.split(/\s+/).filter(Boolean);
  const rank = (way: Way): number => (way.folded === asked ? 0 : way.folded.startsWith(asked) ? 1 : 2);
  return known.filter((way) => words.every((word) => way.folded.includes(word)))
    .sort((a, b) => rank(a) - rank(b)).slice(0, mostShown);
}

function show(): void {
  list?.replaceChildren(...found().map((way) => {
    const item = document.createElement("li");
    const button = item.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = way.label;
    button.addEventListener("click", () => { open(way); });
    return item;
  }));
}

field?.addEventListener("input", show);

document.addEventListener("keydown", (event) => {
  if (!dialog || !field || event.repeat) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    if (dialog.open) dialog.close();
    else if (!document.querySelector("dialog[open]")) {
      known = waysOfPage();
      field.value = "";
      show();
      dialog.showModal();
      field.focus();
    }
    return;
  }
  if (!dialog.open || event.ctrlKey) return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops: HTMLElement[] = [field, ...dialog.querySelectorAll<HTMLElement>("ul button")];
  const here = stops.findIndex((stop) => stop === document.activeElement);
  if (by && here >= 0) {
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, here + by))]?.focus();
  } else if (event.key === "Enter" && document.activeElement === field) {
    event.preventDefault();
    const [first] = found();
    if (first) open(first);
    else if (field.value.trim()) field.form?.requestSubmit();
  }
});

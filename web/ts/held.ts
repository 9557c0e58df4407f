// What was just done and can be undone yet ([role=status] with data-seconds): it is said to who hears
// the page, and its buttons go when their time is over.

/** A region is read aloud when it changes, not as it was when the page came; in milliseconds. */
const afterLoading = 100;

for (const line of document.querySelectorAll<HTMLElement>("main > .flash, .held > .flash")) {
  const words = line.querySelector<HTMLElement>(":scope > span");
  const said = words?.textContent ?? "";
  if (words) {
    window.setTimeout(() => { words.textContent = ""; words.textContent = said; }, afterLoading);
  }
  const seconds = Number(line.dataset["seconds"] ?? 0);
  if (seconds > 0) {
    window.setTimeout(() => {
      for (const form of line.querySelectorAll("form")) form.remove();
      line.classList.remove("can-undo");
    }, seconds * 1000);
  }
}

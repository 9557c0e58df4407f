// What was just done and can be undone yet ([role=status] with data-seconds): it is said to who hears
// the page, and its buttons go when their time is over.

/** A region is read aloud when it changes, not as it was when the page came; in milliseconds. */
const afterLoading = 100;
/** The server does within a second what is due. */
const untilDone = 1500;

for (const line of document.querySelectorAll<HTMLElement>("main > .flash, .held > .flash")) {
  const words = line.querySelector<HTMLElement>(":scope > span");
  const said = words?.textContent ?? "";
  if (words) {
    window.setTimeout(() => { words.textContent = ""; words.textContent = said; }, afterLoading);
  }
  const seconds = Number(line.dataset["seconds"] ?? 0);
  if (seconds > 0) {
    window.setTimeout(() => {
      const isOpen = line.querySelector("button[value=now]") !== null;
      for (const form of line.querySelectorAll("form")) form.remove();
      line.classList.remove("can-undo");
      // Its record goes on with what is next, unless somebody is writing there.
      if (isOpen && !document.querySelector("form[data-guard]")) {
        window.setTimeout(() => window.location.reload(), untilDone);
      }
    }, seconds * 1000);
  }
}

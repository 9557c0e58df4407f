// What was just done and can be undone yet ([role=status] with data-seconds): it is said to who hears
// the page, and its buttons go when their time is over.

/** A region is read aloud when it changes, not as it was when the page came; in milliseconds. */
const afterLoading = 100;
/** The server does within a second what is due. */
const untilDone = 1500;

const region = document.querySelector(".toasts");
for (const line of document.querySelectorAll<HTMLElement>("main > .flash, .held > .flash")) {
  const said = line.querySelector(":scope > span")?.textContent ?? "";
  window.setTimeout(() => {
    const heard = document.createElement("span");
    heard.className = "unseen";
    heard.textContent = said;
    region?.append(heard);
  }, afterLoading);
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

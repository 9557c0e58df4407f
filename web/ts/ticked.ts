// [data-ticked] says how many rows of the list are ticked, also to who hears the page.

const tickedCount = document.querySelector<HTMLElement>("[data-ticked]");
const heardIn = document.querySelector(".toasts");

function tellTicked(): void {
  const n = document.querySelectorAll(".tick input:checked").length;
  if (tickedCount) tickedCount.textContent = n > 0 ? ` ${n}` : "";
}

document.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLInputElement && event.target.closest(".tick"))) return;
  tellTicked();
  const heard = document.createElement("span");
  heard.className = "unseen";
  heard.textContent = [...(tickedCount?.parentElement?.childNodes ?? [])].slice(0, 2).map((part) => part.textContent).join("");
  heardIn?.replaceChildren(heard);
});
window.addEventListener("pageshow", tellTicked);

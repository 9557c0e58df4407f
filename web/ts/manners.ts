// The error summary takes the focus; a menu closes when one leaves it; [data-prints] prints.

/** What only a script can do is shown only where there is one. */
document.documentElement.classList.add("scripted");

document.querySelector<HTMLElement>(".wrongs")?.focus();

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  }
  if (event.target instanceof Element && event.target.closest("[data-prints]")) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

// form[data-guard]: leaving the page with text that was typed and not sent asks first.

const typed = new Set<HTMLFormElement>();

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element && event.target.closest("form");
  if (form && form.dataset["guard"] !== undefined) typed.add(form);
});

document.addEventListener("submit", (event) => {
  if (event.target instanceof HTMLFormElement) typed.delete(event.target);
});

window.addEventListener("beforeunload", (event) => {
  if (typed.size > 0) event.preventDefault();
});

// [data-copies="ID"] copies the lines of the element of that id, and says [data-copied].

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copies]") : null;
  const source = button && document.getElementById(button.dataset["copies"] ?? "");
  if (!button || !source) return;
  void navigator.clipboard.writeText(source.innerText.trim()).then(() => {
    document.dispatchEvent(new CustomEvent("toast", { detail: { value: button.dataset["copied"] } }));
  });
});

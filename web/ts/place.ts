// [data-keeps-place]: a list scrolls back to where it stood when the same list is shown again.

const prefix = "place:";

for (const list of document.querySelectorAll<HTMLElement>("[data-keeps-place]")) {
  const key = prefix + (list.dataset["keepsPlace"] ?? "");
  list.scrollTop = Number(sessionStorage.getItem(key) ?? 0);
  window.addEventListener("pagehide", () => sessionStorage.setItem(key, String(list.scrollTop)));
  list.querySelector("a[aria-current]")?.scrollIntoView({ block: "nearest" });
}

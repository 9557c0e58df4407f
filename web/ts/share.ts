// [data-shares="ADDRESS"]: the device's own way to share it; where it has none, the address is copied.

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-shares]")) button.hidden = false;

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-shares]") : null;
  const url = button?.dataset["shares"];
  if (!button || !url) return;
  const address = new URL(url, location.href).href;
  const shared = typeof navigator.share === "function" ? navigator.share({ url: address }) : navigator.clipboard.writeText(address).then(() => {
    document.dispatchEvent(new CustomEvent("toast", { detail: { value: button.dataset["copied"] } }));
  });
  shared.catch(() => undefined);  // whoever closes the list of ways has changed their mind
});

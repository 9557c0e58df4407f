// What a partial update did, said in the live region: the server sends HX-Trigger: {"toast": "…"}.

/** Long enough to read a sentence twice, in milliseconds. */
const shown = 6000;

document.addEventListener("toast", (event) => {
  const region = document.querySelector(".toasts");
  const text = (event as CustomEvent<{ value?: string }>).detail.value;
  if (!region || !text) return;
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = text;
  region.append(toast);
  window.setTimeout(() => toast.remove(), shown);
});

// A form with files shows how far it is on its way, and stays as it is where the line is cut. What
// the server answers takes the place of the page, as it would without a script.

/** What is less is there at once, in bytes. */
const soon = 256_000;
/** So often it is said how far it is, in percent. */
const step = 10;

function filesOf(form: HTMLFormElement): File[] {
  return [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].flatMap((input) => [...(input.files ?? [])]);
}

/** The page that came, under its own address; what it shows once it must show now. */
function open(request: XMLHttpRequest): void {
  if (!request.getResponseHeader("Content-Type")?.startsWith("text/html")) {
    document.querySelector("main")?.replaceChildren(request.responseText);
    return;
  }
  history.pushState(null, "", request.responseURL);
  document.open();
  document.write(request.responseText);
  document.close();
  window.addEventListener("popstate", () => window.location.reload());
}

export interface Telling {
  /** How much has gone, in percent. */
  gone: (percent: number) => void;
  cut: () => void;
}

/** Whether the form is sent from here; else the browser sends it. */
export function send(form: HTMLFormElement, button: HTMLElement | null, telling: Telling): boolean {
  if (!(button instanceof HTMLButtonElement)) return false;
  const encoding = button.getAttribute("formenctype") ?? form.enctype;
  const size = filesOf(form).reduce((sum, file) => sum + file.size, 0);
  if (encoding !== "multipart/form-data" || size < soon) return false;
  const data = new FormData(form);
  if (button.name) data.append(button.name, button.value);
  const request = new XMLHttpRequest();
  let told = -step;
  request.upload.addEventListener("progress", (event) => {
    const percent = Math.floor(event.loaded / event.total * 100 / step) * step;
    if (percent > told) telling.gone(told = percent);
  });
  request.addEventListener("load", () => open(request));
  request.addEventListener("error", () => {
    button.disabled = false;
    telling.cut();
  });
  request.open("POST", button.hasAttribute("formaction") ? button.formAction : form.action);
  request.setRequestHeader("Accept", "text/html");
  button.disabled = true;
  telling.gone(0);
  request.send(data);
  return true;
}

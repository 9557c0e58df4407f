// [data-sends="FIELD"] stands below a field of files: what is chosen is added to what was, made small,
// shown, and can be left out again; a photograph is taken and a sound recorded on the spot. Its words
// are in [data-word]. The field holds the files, and without a script it is an ordinary one.
import { madeSmall, preview } from "./pictures";
import { canRecord, record, type Recording } from "./recorder";
import { send } from "./sending";

if (canRecord) document.documentElement.classList.add("records");

/** What each field holds: a browser forgets the files chosen before. */
const chosen = new WeakMap<HTMLInputElement, File[]>();
/** Whose photographs are being made small, and the button that is pressed again afterwards. */
const busy = new Map<HTMLInputElement, HTMLElement | null>();
let recording: Recording | undefined;

function fieldOf(box: HTMLElement | null | undefined): HTMLInputElement | null {
  const field = document.getElementById(box?.dataset["sends"] ?? "");
  return field instanceof HTMLInputElement ? field : null;
}

function boxOf(field: HTMLInputElement): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-sends="${CSS.escape(field.id)}"]`);
}

function word(box: HTMLElement, name: string, values: Record<string, string> = {}): string {
  const text = box.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  return text.replace(/\[(\w+)\]/g, (_, key: string) => values[key] ?? "");
}

function tell(box: HTMLElement, text: string): void {
  const line = box.querySelector("[role=status]");
  if (line) line.textContent = text;
}

function inWords(bytes: number): string {
  return bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / (1 << 20)).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
}

function put(field: HTMLInputElement, files: File[]): void {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  field.files = data.files;
  chosen.set(field, files);
}

async function row(box: HTMLElement, field: HTMLInputElement, file: File): Promise<HTMLLIElement> {
  const item = document.createElement("li");
  const picture = await preview(file);
  if (picture) item.append(picture);
  const name = item.appendChild(document.createElement("span"));
  name.textContent = `${file.name}, ${inWords(file.size)}`;
  const button = item.appendChild(document.createElement("button"));
  button.type = "button";
  button.className = "button quiet";
  button.textContent = word(box, "remove");
  button.setAttribute("aria-label", `${button.textContent}: ${file.name}`);
  button.addEventListener("click", () => {
    put(field, (chosen.get(field) ?? []).filter((each) => each !== file));
    void list(box, field).then(() => field.focus());
  });
  return item;
}

/** What goes along, and how much that is. */
async function list(box: HTMLElement, field: HTMLInputElement): Promise<void> {
  const files = chosen.get(field) ?? [];
  const rows = [];
  for (const file of files) rows.push(await row(box, field, file));
  box.querySelector("ul.files")?.replaceChildren(...rows);
  const size = inWords(files.reduce((sum, file) => sum + file.size, 0));
  tell(box, files.length > 0 ? word(box, "chosen", { n: String(files.length), size }) : "");
}

/** One after another: a cheap telephone holds one picture in memory, not five. */
async function add(box: HTMLElement, field: HTMLInputElement, files: File[]): Promise<void> {
  if (!busy.has(field)) busy.set(field, null);
  tell(box, word(box, "working"));
  const small = [];
  for (const file of files) small.push(await madeSmall(file));
  const all = [...(chosen.get(field) ?? []), ...small];
  const most = Number(box.dataset["most"]) || all.length;
  put(field, all.slice(0, most));
  await list(box, field);
  if (all.length > most) tell(box, word(box, "most", { most: String(most) }));
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const pressed = busy.get(field);
  busy.delete(field);
  if (pressed) field.form?.requestSubmit(pressed);
}

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.type !== "file") return;
  const box = boxOf(field);
  const files = [...(field.files ?? [])];
  // Who closes the list of files without choosing has left nothing out.
  if (box) void add(box, field, files);
});

/** A telephone opens its camera. */
function photograph(box: HTMLElement, field: HTMLInputElement): void {
  const camera = document.createElement("input");
  camera.type = "file";
  camera.accept = "image/*";
  camera.setAttribute("capture", "environment");
  camera.addEventListener("change", () => void add(box, field, [...(camera.files ?? [])]));
  camera.click();
}

async function recordSound(box: HTMLElement, field: HTMLInputElement, button: HTMLElement): Promise<void> {
  if (recording) {
    recording.stop();
    return;
  }
  const label = button.querySelector("span");
  const said = label?.textContent ?? "";
  try {
    const number = (chosen.get(field)?.length ?? 0) + 1;
    recording = await record(`${word(box, "recording")}-${number}`);
  } catch {
    tell(box, word(box, "no_microphone"));
    return;
  }
  button.setAttribute("aria-pressed", "true");
  if (label) label.textContent = word(box, "stop");
  tell(box, word(box, "records"));
  const file = await recording.file;
  recording = undefined;
  button.setAttribute("aria-pressed", "false");
  if (label) label.textContent = said;
  await add(box, field, [file]);
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-photographs], [data-records]") : null;
  const box = button?.closest<HTMLElement>("[data-sends]");
  const field = fieldOf(box);
  if (!button || !box || !field) return;
  if (button.dataset["records"] === undefined) photograph(box, field);
  else void recordSound(box, field, button);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const box = form instanceof HTMLFormElement ? form.querySelector<HTMLElement>("[data-sends]") : null;
  const field = fieldOf(box);
  if (!(form instanceof HTMLFormElement) || !box || !field) return;
  const button = event.submitter ?? null;
  if (recording || busy.has(field)) {
    event.preventDefault();
    busy.set(field, button);
    recording?.stop();
    return;
  }
  const bar = document.createElement("progress");
  bar.max = 100;
  const isSent = send(form, button, {
    gone: (percent) => {
      bar.value = percent;
      if (!bar.isConnected) box.append(bar);
      tell(box, word(box, "sending", { percent: String(percent) }));
    },
    cut: () => {
      bar.remove();
      tell(box, word(box, "cut"));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  bar.setAttribute("aria-label", word(box, "sending_label"));
  if (isSent) event.preventDefault();
});

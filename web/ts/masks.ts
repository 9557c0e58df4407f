// [data-masks="FIELD"] holds a picture: a rectangle is drawn on it by pressing and dragging, and is
// a line of the field of that id, where it can be typed and changed as well. A press that does not
// move ticks the square beneath it. [data-masks-undo="FIELD"] takes the last line away.

/** A press that moves less is none that draws, in pixels. */
const leastMove = 6;
const rectangle = "http://www.w3.org/2000/svg";

interface Drawing {
  box: HTMLElement;
  x: number;
  y: number;
  isDrawn: boolean;
}
let drawing: Drawing | undefined;

function fieldNamed(id: string | undefined): HTMLTextAreaElement | null {
  const field = document.getElementById(id ?? "");
  return field instanceof HTMLTextAreaElement ? field : null;
}

/** Lines of four percentages: from the left, from the top, width, height. */
function areasIn(text: string): number[][] {
  return text.split("\n")
    .map((line) => line.trim().split(/[\s;%]+/).filter(Boolean).map((word) => Number(word.replace(",", "."))))
    .filter((numbers) => numbers.length === 4 && numbers.every((number) => number >= 0));
}

function showAreas(box: HTMLElement, more: number[][] = []): void {
  const field = fieldNamed(box.dataset["masks"]);
  const rects = [...areasIn(field?.value ?? ""), ...more].map((area) => {
    const rect = document.createElementNS(rectangle, "rect");
    ["x", "y", "width", "height"].forEach((name, i) => rect.setAttribute(name, String((area[i] ?? 0) * 10)));
    return rect;
  });
  box.querySelector("svg")?.replaceChildren(...rects);
}

function writeLines(field: HTMLTextAreaElement, lines: string[]): void {
  field.value = lines.map((line) => `${line}\n`).join("");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** What the pointer spans, in percent of the picture, with one decimal. */
function spanned({ box, x, y }: Drawing, event: PointerEvent): number[] {
  const picture = (box.querySelector("img") ?? box).getBoundingClientRect();
  const across = [x, event.clientX].map((at) => Math.max(0, Math.min(100, (at - picture.left) / picture.width * 100)));
  const down = [y, event.clientY].map((at) => Math.max(0, Math.min(100, (at - picture.top) / picture.height * 100)));
  const left = Math.min(...across), top = Math.min(...down);
  return [left, top, Math.max(...across) - left, Math.max(...down) - top].map((number) => Math.round(number * 10) / 10);
}

document.addEventListener("pointerdown", (event) => {
  const box = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-masks]") : null;
  if (!box || event.button !== 0 || !event.isPrimary) return;
  drawing = { box, x: event.clientX, y: event.clientY, isDrawn: false };
});

document.addEventListener("pointermove", (event) => {
  if (!drawing || !event.isPrimary) return;
  drawing.isDrawn ||= Math.hypot(event.clientX - drawing.x, event.clientY - drawing.y) >= leastMove;
  if (drawing.isDrawn) showAreas(drawing.box, [spanned(drawing, event)]);
});

document.addEventListener("pointerup", (event) => {
  const done = drawing;
  const field = fieldNamed(done?.box.dataset["masks"]);
  if (!done || !event.isPrimary) return;
  const area = spanned(done, event);
  if (done.isDrawn && field && (area[2] ?? 0) > 0 && (area[3] ?? 0) > 0) {
    writeLines(field, [...field.value.split("\n").filter((line) => line.trim()), area.join(" ")]);
  }
  showAreas(done.box);
  // The click that follows ticks no square.
  window.setTimeout(() => { drawing = undefined; });
});

document.addEventListener("pointercancel", () => {
  if (drawing) showAreas(drawing.box);
  drawing = undefined;
});

document.addEventListener("click", (event) => {
  if (drawing?.isDrawn) event.preventDefault();
  const undo = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-masks-undo]") : null;
  const field = fieldNamed(undo?.dataset["masksUndo"]);
  if (field) writeLines(field, field.value.split("\n").filter((line) => line.trim()).slice(0, -1));
}, { capture: true });

// A picture is not dragged away, nor is its text marked.
document.addEventListener("dragstart", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-masks]")) event.preventDefault();
});

document.addEventListener("input", (event) => {
  if (!(event.target instanceof HTMLTextAreaElement)) return;
  const box = document.querySelector<HTMLElement>(`[data-masks="${CSS.escape(event.target.id)}"]`);
  if (box) showAreas(box);
});

for (const box of document.querySelectorAll<HTMLElement>("[data-masks]")) showAreas(box);

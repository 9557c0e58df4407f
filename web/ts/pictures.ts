// Photographs made small before they are sent: a telephone's has ten megabytes, and a line in the
// mountains carries some hundred kilobytes a second. What this browser cannot read goes as it is.

/** The longest side that is sent, in pixels; the server keeps no more than a little above that. */
const longestSide = 2000;
const quality = 0.85;
/** What is smaller goes as it is, in bytes. */
const smallEnough = 400_000;

let isTrue: boolean | undefined;

/** Browsers that hide who one is put noise into what a canvas gives: that would be no photograph. */
function givesWhatWasDrawn(): boolean {
  if (isTrue !== undefined) return isTrue;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 16;
  const context = canvas.getContext("2d");
  if (!context) return isTrue = false;
  context.fillStyle = "#336699";
  context.fillRect(0, 0, 16, 16);
  const bytes = context.getImageData(0, 0, 16, 16).data;
  return isTrue = bytes.every((byte, i) => byte === [0x33, 0x66, 0x99, 0xff][i % 4]);
}

/** Upright, whatever way the telephone was held; null for what is no picture, or cannot be read. */
async function read(file: File): Promise<ImageBitmap | null> {
  if (!file.type.startsWith("image/") || !("createImageBitmap" in window)) return null;
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
}

/** On white, of at most that many pixels a side. */
function drawn(bitmap: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (context) {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

/** The same picture as a JPEG of at most 2,000 pixels a side, where that is smaller. */
export async function madeSmall(file: File): Promise<File> {
  if (file.size <= smallEnough || !givesWhatWasDrawn()) return file;
  const bitmap = await read(file);
  if (!bitmap) return file;
  const isSharp = file.type === "image/png" && Math.max(bitmap.width, bitmap.height) <= longestSide;
  const canvas = isSharp ? null : drawn(bitmap, longestSide);
  bitmap.close();
  const blob = canvas && await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg", lastModified: file.lastModified });
}

/** What is shown of it before it goes; null for what is no picture that can be read. */
export async function preview(file: File): Promise<HTMLCanvasElement | null> {
  const bitmap = await read(file);
  const canvas = bitmap && drawn(bitmap, 160);
  bitmap?.close();
  return canvas;
}

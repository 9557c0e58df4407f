// A sound recorder: one at a time, of the kinds that the server takes.

/** A browser records one of these, or none is offered. */
const kinds = [["audio/mp4", ".m4a"], ["audio/ogg;codecs=opus", ".ogg"]] as const;
const bitsPerSecond = 32_000;
/** Then it stops by itself, in milliseconds. */
const longest = 600_000;

const kind = "MediaRecorder" in window && navigator.mediaDevices ?
  kinds.find(([type]) => MediaRecorder.isTypeSupported(type)) : undefined;

export const canRecord = kind !== undefined;

/** While it runs: `stop` ends it. */
export interface Recording {
  stop: () => void;
  /** Of `name` and the suffix of its kind. */
  file: Promise<File>;
}

/** Rejects where the microphone may not be used. */
export async function record(name: string): Promise<Recording> {
  if (!kind) throw new Error("no kind of sound that is taken");
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { mimeType: kind[0], audioBitsPerSecond: bitsPerSecond });
  const pieces: Blob[] = [];
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  const stop = (): void => { if (recorder.state !== "inactive") recorder.stop(); };
  const timer = window.setTimeout(stop, longest);
  const file = new Promise<File>((resolve) => {
    recorder.addEventListener("stop", () => {
      window.clearTimeout(timer);
      for (const track of stream.getTracks()) track.stop();
      const type = kind[0].split(";")[0] ?? "";
      resolve(new File(pieces, name + kind[1], { type }));
    });
  });
  recorder.start();
  return { stop, file };
}

// A waiting room, alive: [data-room] is told by the server-sent events of its data-events when something
// changed, and takes what it shows from the page anew, until that has no events more. With data-reloads the page is one that loads itself again without a script;
// its address then says that one runs. [data-say] is what is said aloud of a call, where [data-sound] was
// pressed: a browser lets no page make a sound before.

/** A tone that carries, in hertz and seconds. */
const pitch = 660;
const seconds = 0.6;
/** How soon it asks by itself where no listener more has room, in milliseconds. */
const again = 15_000;

interface Call { number: string; calls: number }

let sound: AudioContext | undefined;

function ring(with_: AudioContext): void {
  const tone = with_.createOscillator();
  tone.frequency.value = pitch;
  tone.connect(with_.destination);
  tone.start();
  tone.stop(with_.currentTime + seconds);
}

function say(words: string): void {
  if (!sound) return;
  ring(sound);
  if (!("speechSynthesis" in window)) return;
  const spoken = new SpeechSynthesisUtterance(words);
  spoken.lang = document.documentElement.lang;
  window.speechSynthesis.speak(spoken);
}

/** Whether there is more to come. */
async function look(at: HTMLElement): Promise<boolean> {
  if (at.contains(document.activeElement)) return true;  // somebody is about to press there
  const answer = await fetch(location.href).catch(() => undefined);
  if (!answer?.ok) return true;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector<HTMLElement>("[data-room]");
  if (!fresh || at.contains(document.activeElement)) return true;
  const goesOn = fresh.dataset["events"] !== undefined;
  if (fresh.innerHTML !== at.innerHTML) at.replaceChildren(...fresh.childNodes);
  return goesOn;
}

/** Calls that were not known before are said, in the words that stand on the page. */
function announce(at: HTMLElement, calls: Call[], known: Set<string>): void {
  for (const call of calls) {
    if (known.has(`${call.number} ${call.calls}`)) continue;
    const line = at.querySelector<HTMLElement>(`[data-number="${CSS.escape(call.number)}"]`);
    if (line?.dataset["say"]) say(line.dataset["say"]);
  }
}

function watch(at: HTMLElement): void {
  const events = new EventSource(at.dataset["events"] ?? "");
  let known: Set<string> | undefined;
  events.onmessage = async (event: MessageEvent<string>) => {
    const { called } = JSON.parse(event.data) as { called: Call[] };
    const before = known;
    known = new Set(called.map((call) => `${call.number} ${call.calls}`));
    const looks = before !== undefined || at.dataset["reloads"] !== undefined;
    if (looks && !(await look(at))) events.close();
    if (before) announce(at, called, before);
  };
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) window.setInterval(() => void look(at), again);
  };
}

function offerSound(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-sound]");
  if (!button || !("AudioContext" in window)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    sound ??= new AudioContext();
    ring(sound);
    button.hidden = true;
  });
}

const room = document.querySelector<HTMLElement>("[data-room][data-events]");
if (room && "EventSource" in window) {
  const here = new URL(location.href);
  if (room.dataset["reloads"] !== undefined && !here.searchParams.has("live")) {
    here.searchParams.set("live", "1");
    location.replace(here);
  } else {
    watch(room);
    offerSound();
  }
}

export {};

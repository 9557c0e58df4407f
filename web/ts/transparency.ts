// A log as its formats write it (C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-proof), read with
// what a browser has: WebCrypto and nothing else. The same as lib/tlog, once more, for a reader who
// trusts neither this server nor its programs.

export type Bytes = Uint8Array<ArrayBuffer>;
/** The bytes of a file of the log by its path, "tile/0/000"; null where there is none. */
export type Source = (path: string) => Promise<Bytes | null>;

const tileWidth = 256;
const utf8 = new TextEncoder();

export function bytesOf(text: string): Bytes {
  return utf8.encode(text);
}

export function joined(...parts: Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function same(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Throws for what is not the one base64 text of some bytes. */
export function fromBase64(text: string): Bytes {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new Error("base64");
  return bytes;
}

export function toBase64(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes));
}

export async function sha256(...parts: Bytes[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

// --- Trees (RFC 6962, 2.1)

export function leafHash(entry: Bytes): Promise<Bytes> {
  return sha256(Uint8Array.of(0), entry);
}

function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(Uint8Array.of(1), left, right);
}

/** The largest power of two that is smaller. Not by bits: sizes have more than 32. */
function split(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

export async function root(hashes: Bytes[]): Promise<Bytes> {
  const [only] = hashes;
  if (!only) return sha256();
  if (hashes.length === 1) return only;
  const k = split(hashes.length);
  return nodeHash(await root(hashes.slice(0, k)), await root(hashes.slice(k)));
}

/** The root to which a proof of inclusion leads (RFC 9162, 2.1.3.2); null where it cannot be one. */
export async function rootByProof(leaf: Bytes, index: number, size: number, proof: Bytes[]): Promise<Bytes | null> {
  if (index >= size) return null;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const each of proof) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = await nodeHash(each, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = await nodeHash(hash, each);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : null;
}

/** A file of the log is not there, or is not as its name says. */
export class MissingTile extends Error {}

/** A log of `size` entries, from its tiles. What it says is worth what its roots are. */
export class Tree {
  private readonly tiles = new Map<string, Promise<Bytes>>();
  constructor(private readonly size: number, private readonly source: Source) {}

  /** The root, with this leaf where the log's own stands. */
  async rootWith(leaf: Bytes, index: number, start = 0, end = this.size): Promise<Bytes> {
    if (end - start === 1) return leaf;
    const middle = start + split(end - start);
    return index < middle
      ? nodeHash(await this.rootWith(leaf, index, start, middle), await this.range(middle, end))
      : nodeHash(await this.range(start, middle), await this.rootWith(leaf, index, middle, end));
  }

  /** The roots of its first `earlier` entries and of all: of the same hashes, so that the later vouches for both. */
  async heads(earlier: number, start = 0, end = this.size): Promise<{ earlier: Bytes; later: Bytes }> {
    if (earlier === end - start) {
      const hash = await this.range(start, end);
      return { earlier: hash, later: hash };
    }
    const k = split(end - start);
    if (earlier <= k) {
      const left = await this.heads(earlier, start, start + k);
      return { earlier: left.earlier, later: await nodeHash(left.later, await this.range(start + k, end)) };
    }
    const left = await this.range(start, start + k);
    const right = await this.heads(earlier - k, start + k, end);
    return { earlier: await nodeHash(left, right.earlier), later: await nodeHash(left, right.later) };
  }

  private async range(start: number, end: number): Promise<Bytes> {
    const size = end - start;
    let level = 0;
    while (2 ** level < size) level += 1;
    if (2 ** level === size && start % size === 0) return this.node(level, start / size);
    const middle = start + split(size);
    return nodeHash(await this.range(start, middle), await this.range(middle, end));
  }

  private async node(level: number, index: number): Promise<Bytes> {
    const tileLevel = Math.floor(level / 8);
    const count = 2 ** (level % 8);
    const first = index * count;
    const tile = await this.tile(tileLevel, Math.floor(first / tileWidth));
    const at = first % tileWidth;
    const hashes = Array.from({ length: count }, (_, i) => tile.subarray(32 * (at + i), 32 * (at + i + 1)));
    return root(hashes);
  }

  private tile(level: number, index: number): Promise<Bytes> {
    const name = `${level} ${index}`;
    const known = this.tiles.get(name) ?? this.readTile(level, index);
    this.tiles.set(name, known);
    return known;
  }

  /** A partial one that is gone is cut from the full one that followed it. */
  private async readTile(level: number, index: number): Promise<Bytes> {
    const width = Math.min(tileWidth, Math.floor(this.size / tileWidth ** level) - index * tileWidth);
    let path = String(index % 1000).padStart(3, "0");
    for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
      path = `x${String(rest % 1000).padStart(3, "0")}/${path}`;
    }
    const full = `tile/${level}/${path}`;
    const partial = width < tileWidth ? await this.source(`${full}.p/${width}`) : null;
    const tile = partial ?? await this.source(full);
    if (!tile || tile.length !== 32 * (partial ? width : tileWidth)) throw new MissingTile(full);
    return tile.subarray(0, 32 * width);
  }
}

// --- Checkpoints, signed

export interface Head {
  origin: string;
  size: number;
  root: Bytes;
}

export interface Note {
  text: string;
  signatures: { name: string; bytes: Bytes }[];
}

export function parseNote(note: string): Note {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) throw new Error("note");
  const signatures = note.slice(end + 2, -1).split("\n").map((line) => {
    const [mark, name, encoded, more] = line.split(" ");
    if (mark !== "—" || !name || !encoded || more !== undefined) throw new Error("signature");
    return { name, bytes: fromBase64(encoded) };
  });
  return { text: note.slice(0, end + 1), signatures };
}

export function headOf(note: Note): Head {
  const [origin, size, hash] = note.text.split("\n");
  if (!origin || !size || !hash || !/^(0|[1-9]\d{0,14})$/.test(size)) throw new Error("checkpoint");
  return { origin, size: Number(size), root: fromBase64(hash) };
}

/** `cannot`: this browser knows no Ed25519. */
export type Judgement = "signed" | "other key" | "wrong" | "cannot";

/** Whether the note is signed by a key written as "name+hash+base64" (signed-note). */
export async function judge(note: Note, verifierKey: string): Promise<Judgement> {
  const [, name, digits, encoded] = verifierKey.match(/^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/) ?? [];
  if (!name || !digits || !encoded) return "other key";
  const typed = fromBase64(encoded);
  const id = (await sha256(bytesOf(`${name}\n`), typed)).subarray(0, 4);
  const hex = Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (typed[0] !== 1 || typed.length !== 33 || hex !== digits) return "other key";
  const own = note.signatures.find((each) => each.name === name && same(each.bytes.subarray(0, 4), id));
  if (!own || headOf(note).origin !== name) return "other key";
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey("raw", typed.slice(1), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return "cannot";
  }
  const right = await crypto.subtle.verify({ name: "Ed25519" }, key, own.bytes.slice(4), bytesOf(note.text));
  return right ? "signed" : "wrong";
}

// --- Proofs in files

export interface ProofFile {
  extra: string;
  index: number;
  proof: Bytes[];
  checkpoint: string;
}

export function parseProofFile(text: string): ProofFile {
  const end = text.indexOf("\n\n");
  const [start, extra, index, ...proof] = text.slice(0, end).split("\n");
  const number = index?.match(/^index (0|[1-9]\d{0,14})$/)?.[1];
  if (end < 0 || start !== "c2sp.org/tlog-proof@v1" || !extra?.startsWith("extra ") || !number) throw new Error("proof");
  return {
    extra: new TextDecoder("utf-8", { fatal: true }).decode(fromBase64(extra.slice("extra ".length))),
    index: Number(number),
    proof: proof.map(fromBase64),
    checkpoint: text.slice(end + 2),
  };
}

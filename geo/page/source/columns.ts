// Packs of columns out of the page's scripts: base64, gzip, and the layout that `geo/page/columns.py` writes.

import { Prose } from "./prose.ts";

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;
type Kind = "u1" | "u2" | "u4" | "u4-" | "i4" | "i4+" | "f4" | "f8" | "text" | "prose";
/** ECMAScript 2026, which TypeScript's libraries do not have yet. */
const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

type Head = [name: string, kind: Kind, count: number, bytes: number][];

/** A column of texts. */
export interface Texts {
  readonly count: number;
  /** The text at a place; empty past the end. */
  at(place: number): string;
}

/** Texts in UTF-8, one after another; each is decoded when it is asked for. */
class PlainTexts implements Texts {
  readonly count: number;
  private readonly starts: Uint32Array;
  private readonly bytes: Uint8Array;
  private static readonly decoder = new TextDecoder();

  constructor(lengths: Uint32Array, bytes: Uint8Array) {
    this.count = lengths.length;
    this.bytes = bytes;
    this.starts = new Uint32Array(lengths.length + 1);
    for (let at = 0, start = 0; at < lengths.length; at++) this.starts[at + 1] = start += lengths[at] as number;
  }

  /** The text at a place; empty past the end. */
  at(place: number): string {
    return PlainTexts.decoder.decode(this.bytes.subarray(this.starts[place], this.starts[place + 1]));
  }
}

export interface Pack {
  numbers: Map<string, Numbers>;
  texts: Map<string, Texts>;
}

const SLICE = 1 << 20;

/** Bytes of a script of the page, unpacked; the main thread is let go between slices. */
export async function unpackBytes(id: string): Promise<ArrayBuffer> {
  const script = document.getElementById(id) ?? (await laterScript(id));
  if (script === null) throw new Error(`the page has no script #${id}`);
  const text = script.textContent ?? "";
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < text.length; at += SLICE) {
    parts.push(bytesOf(text.slice(at, at + SLICE)));
    if (text.length > SLICE) await rest();
  }
  // Written by hand: a blob would go through another process and back.
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const unpacked = new Response(readable).arrayBuffer();
  // Should writing fail, so does reading, which says why.
  for (const part of parts) writer.write(part).catch(() => {});
  writer.close().catch(() => {});
  return unpacked;
}

/** A script that stands behind the page's code, and may not have been read yet. */
async function laterScript(id: string): Promise<HTMLElement | null> {
  if (document.readyState === "loading") await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  return document.getElementById(id);
}

/** Let the browser do what waits: paint, input. */
export function rest(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  // Where the browser has it, it is many times as fast.
  if (fromBase64) return fromBase64.call(Uint8Array, base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/** The columns in a buffer. */
export function readPack(buffer: ArrayBuffer): Pack {
  const headBytes = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headBytes))) as Head;
  const pack: Pack = { numbers: new Map(), texts: new Map() };
  let at = 4 + headBytes;
  let before: Numbers = new Uint32Array();
  for (const [name, kind, count, bytes] of head) {
    at += (8 - (at % 8)) % 8;
    if (kind === "prose") pack.texts.set(name, new Prose(buffer, at, count, bytes));
    else if (kind === "text") pack.texts.set(name, textsOf(buffer, at, count, bytes));
    else pack.numbers.set(name, (before = numbersOf(kind, buffer, at, count, before)));
    at += bytes;
  }
  return pack;
}

function textsOf(buffer: ArrayBuffer, at: number, count: number, bytes: number): Texts {
  return new PlainTexts(new Uint32Array(buffer, at, count), new Uint8Array(buffer, at + 4 * count, bytes - 4 * count));
}

function numbersOf(kind: Exclude<Kind, "text" | "prose">, buffer: ArrayBuffer, at: number, count: number, before: Numbers): Numbers {
  switch (kind) {
    case "u1":
      return new Uint8Array(buffer, at, count);
    case "u2":
      return new Uint16Array(buffer, at, count);
    case "u4":
      return new Uint32Array(buffer, at, count);
    case "u4-":
      return new Uint32Array(buffer, at, count).map((difference, place) => difference + (before[place] as number));
    case "i4":
      return new Int32Array(buffer, at, count);
    case "i4+":
      return sums(new Int32Array(buffer, at, count));
    case "f4":
      return new Float32Array(buffer, at, count);
    case "f8":
      return new Float64Array(buffer, at, count);
  }
}

/** Differences as the values they add up to, in their place. */
function sums(differences: Int32Array): Int32Array {
  for (let at = 1; at < differences.length; at++) differences[at] = (differences[at] as number) + (differences[at - 1] as number);
  return differences;
}

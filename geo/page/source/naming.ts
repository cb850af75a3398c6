// Names made ready for the search: folded text to look into, and for each word that a name can be found by, how it goes on sounding.
import { keyOf } from "./likeness.ts";
import { fold } from "./names.ts";
import { readingsOf, wordsOf } from "./sounds.ts";

export interface Names {
  count: number;
  namesOf(item: number): readonly string[];
}

/** The names of some hundred items; all columns, no objects. */
export interface Chunk {
  /** Folded names, each followed by a line break. */
  text: string;
  /** Where each name begins in the text. */
  starts: Uint32Array;
  /** The item of each name. */
  items: Uint32Array;
  /** 1 for each letter of the text that begins a word. */
  wordStarts: Uint8Array;
  /** Sounds of the names (character codes), words parted by spaces. */
  sounds: Uint8Array;
  endings: Endings;
}

/** What is left of a name from a word on, for each of its words; columns. */
export interface Endings {
  item: Uint32Array;
  /** Its sounds: from one place in the chunk's up to another. */
  from: Uint32Array;
  to: Uint32Array;
  /** 1 where it is the whole name. */
  isWhole: Uint8Array;
  /** Its key, as in `likeness.ts`. */
  high: Uint32Array;
  low: Uint32Array;
  length: Uint8Array;
  beginning: Uint16Array;
}

type Five<T> = [T, T, T, T, T];

const ITEMS_A_CHUNK = 512;
/** A name is found by its first words. */
const WORDS_A_NAME = 5;
const ASCII = /^[\x00-\x7f]*$/;

/** Make chunks of all names, with a pause after each. */
export function* chunksOf(names: Names): Generator<void, Chunk[]> {
  const chunks: Chunk[] = [];
  for (let first = 0; first < names.count; first += ITEMS_A_CHUNK) {
    chunks.push(chunkOf(names, first, Math.min(names.count, first + ITEMS_A_CHUNK)));
    yield;
  }
  return chunks;
}

/** Character codes of sounds. */
export function codesOf(sounds: string): Uint8Array {
  const codes = new Uint8Array(sounds.length);
  for (let at = 0; at < sounds.length; at += 1) codes[at] = sounds.charCodeAt(at);
  return codes;
}

interface Draft {
  text: string;
  sounds: string;
  starts: number[];
  items: number[];
  wordStarts: number[];
  /** Item, from, to and whether it is the whole name, of each ending in turn. */
  endings: number[];
}

function chunkOf(names: Names, first: number, end: number): Chunk {
  const draft: Draft = { text: "", sounds: "", starts: [], items: [], wordStarts: [], endings: [] };
  for (let item = first; item < end; item += 1) {
    for (const name of names.namesOf(item)) addName(draft, item, wordsOf(name));
  }
  const wordStarts = new Uint8Array(draft.text.length);
  for (const at of draft.wordStarts) wordStarts[at] = 1;
  const sounds = codesOf(draft.sounds);
  return {
    text: draft.text,
    starts: Uint32Array.from(draft.starts),
    items: Uint32Array.from(draft.items),
    wordStarts,
    sounds,
    endings: endingsOf(draft.endings, sounds),
  };
}

function addName(draft: Draft, item: number, words: string[]): void {
  draft.starts.push(draft.text.length);
  draft.items.push(item);
  for (const word of words) {
    const folded = ASCII.test(word) ? word : foldWord(word);
    draft.wordStarts.push(draft.text.length);
    if (folded.startsWith("ال") && folded.length > 4) draft.wordStarts.push(draft.text.length + 2);
    draft.text += folded;
  }
  draft.text += "\n";
  for (const reading of readingsOf(words)) addEndings(draft, item, reading);
}

const foldedLetters = new Map<string, string>();

/** The same as `fold`, letter by letter with a memory: a fold looks at one letter at a time, once the case is settled. */
function foldWord(word: string): string {
  let folded = "";
  for (const letter of word) {
    let one = foldedLetters.get(letter);
    if (one === undefined) foldedLetters.set(letter, (one = fold(letter)));
    folded += one;
  }
  return folded;
}

function addEndings(draft: Draft, item: number, words: string[]): void {
  const sounds = words.join(" ");
  const to = draft.sounds.length + sounds.length;
  let from = draft.sounds.length;
  words.slice(0, WORDS_A_NAME).forEach((word, number) => {
    draft.endings.push(item, from, to, number === 0 ? 1 : 0);
    from += word.length + 1;
  });
  draft.sounds += sounds;
}

function endingsOf(draft: number[], sounds: Uint8Array): Endings {
  const count = draft.length / 4;
  const [item, from, to, high, low] = [0, 1, 2, 3, 4].map(() => new Uint32Array(count)) as Five<Uint32Array>;
  const [isWhole, length, beginning] = [new Uint8Array(count), new Uint8Array(count), new Uint16Array(count)];
  for (let at = 0; at < count; at += 1) {
    item[at] = draft[at * 4] as number;
    from[at] = draft[at * 4 + 1] as number;
    to[at] = draft[at * 4 + 2] as number;
    isWhole[at] = draft[at * 4 + 3] as number;
    const key = keyOf(sounds, from[at] as number, to[at] as number);
    high[at] = key.high;
    low[at] = key.low;
    length[at] = key.length;
    beginning[at] = key.beginning;
  }
  return { item, from, to, isWhole, high, low, length, beginning };
}

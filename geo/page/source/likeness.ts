// How alike two names sound: keys of consonants that leave few names to compare, and a distance in which vowels weigh little.

/** Consonants that scripts and spellings take for one another; their number here is their class in a key, from 1. */
const CLASSES = ["bp", "f", "dD", "tT", "hX", "jCZ", "kqgG", "l", "m", "n", "r", "sSc", "z", "0123456789"];
const CODES = 128;
/** The class of a sound by its character code; 0 for vowels, y, w, v, and the space between words, which keys leave out. */
const CLASS = new Uint8Array(CODES);
CLASSES.forEach((sounds, number) => {
  for (const sound of sounds) CLASS[sound.charCodeAt(0)] = number + 1;
});

/** The most classes that a key holds; the rest of a name is not in it. */
export const KEY_LENGTH = 16;
const HALF = KEY_LENGTH / 2;

/** The classes of a name's consonants, four bits each, from the top bits of `high` to the lowest of `low`. */
export interface Key {
  high: number;
  low: number;
  length: number;
  /** A bit for each class among the first `BEGINNING`. */
  beginning: number;
}

/** How many classes at the beginning of a name decide whether its key is looked at. */
const BEGINNING = 6;

/** The key of sounds (character codes) from one place up to another. */
export function keyOf(sounds: Uint8Array, from: number, to: number): Key {
  const key = { high: 0, low: 0, length: 0, beginning: 0 };
  for (let at = from; at < to && key.length < KEY_LENGTH; at += 1) {
    const code = CLASS[sounds[at] as number] as number;
    if (code === 0) continue;
    if (key.length < HALF) key.high |= code << (28 - 4 * key.length);
    else key.low |= code << (28 - 4 * (key.length - HALF));
    if (key.length < BEGINNING) key.beginning |= 1 << code;
    key.length += 1;
  }
  key.high >>>= 0;
  key.low >>>= 0;
  return key;
}

/**
 * A bit for each class that must be among the first of a name's, but for as many as there may be errors.
 *
 * With so many errors a class moves by no more places, so that those of the first places stay within the beginning.
 */
export function neededOf(key: Key, errors: number): number {
  let needed = 0;
  for (let at = 0; at < Math.min(key.length, BEGINNING - errors); at += 1) needed |= 1 << classAt(key.high, key.low, at);
  return needed;
}

/** The number of bits that are set. */
export function countBits(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Where each class occurs in a key, as bits, the first at the lowest bit. */
export function patternsOf(key: Key): Uint32Array {
  const patterns = new Uint32Array(KEY_LENGTH);
  for (let at = 0; at < key.length; at += 1) {
    const code = classAt(key.high, key.low, at);
    patterns[code] = (patterns[code] as number) | (1 << at);
  }
  return patterns;
}

function classAt(high: number, low: number, at: number): number {
  return at < HALF ? (high >>> (28 - 4 * at)) & 15 : (low >>> (28 - 4 * (at - HALF))) & 15;
}

/**
 * The fewest errors (a class left out, put in, taken for another, or two exchanged) that lead from a key to another, or to a
 * beginning of it. Bit-parallel (Hyyrö 2003); `patterns` are the first key's, and `length` its length.
 */
export function errorsUpTo(patterns: Uint32Array, length: number, high: number, low: number, otherLength: number, most: number): number {
  const last = 1 << (length - 1);
  let up = (1 << length) - 1;
  let down = 0;
  let same = 0;
  let before = 0;
  let score = length;
  let least = length;
  const end = Math.min(otherLength, length + most);
  for (let at = 0; at < end; at += 1) {
    const pattern = patterns[classAt(high, low, at)] as number;
    same = (((~same & pattern) << 1) & before) | (((pattern & up) + up) ^ up) | pattern | down;
    const plus = down | ~(same | up);
    const minus = same & up;
    if ((plus & last) !== 0) score += 1;
    else if ((minus & last) !== 0) score -= 1;
    const shifted = (plus << 1) | 1;
    up = (minus << 1) | ~(same | shifted);
    down = shifted & same;
    before = pattern;
    if (score < least) least = score;
  }
  return least;
}

// Hundredths of an error. What is not listed is a whole one.
const WHOLE = 100;
const WEAK: Record<string, number> = { a: 18, e: 18, i: 18, o: 18, u: 18, y: 15, w: 25, v: 40, h: 45, " ": 5 };
const VOWEL_FOR_VOWEL = 10;
const WITHIN_CLASS = 15;
const EXCHANGED = 60;
// prettier-ignore
const ALIKE: [string, number][] = [
  ["iy", 3], ["uw", 4], ["ow", 6], ["ou", 5], ["ei", 6], ["ey", 6], ["wi", 25], ["wy", 25], ["wa", 20], ["we", 20], ["uy", 20], ["vw", 5], ["vu", 25], ["vo", 30], ["va", 35], ["ve", 35], ["vi", 35],
  ["kq", 5], ["gG", 10], ["kg", 25], ["qg", 20], ["qG", 15], ["kG", 35], ["hX", 3], ["jZ", 5], ["jC", 12], ["bp", 20],
  ["dt", 40], ["Dz", 15], ["dz", 50], ["TD", 40], ["Dt", 45], ["Ts", 25], ["sz", 35], ["cs", 20], ["cC", 30], ["cz", 35], ["ct", 50], ["SC", 25], ["SZ", 30], ["gj", 40], ["kC", 45], ["kj", 60],
  ["hG", 40], ["hg", 45], ["Xk", 30], ["XG", 35], ["Xg", 40], ["fp", 40], ["fv", 30], ["bv", 30], ["mn", 50], ["yj", 40], ["nr", 90], ["lr", 80],
];

/** What leaving out or putting in a sound costs, by its character code. */
const GAP = new Uint8Array(CODES).fill(WHOLE);
/** What taking one sound for another costs: the codes of both, one times 128. */
const SWAP = new Uint8Array(CODES * CODES).fill(WHOLE);
for (const [sound, cost] of Object.entries(WEAK)) GAP[sound.charCodeAt(0)] = cost;
for (const one of "aeiouyw") for (const other of "aeiouyw") setSwap(one, other, VOWEL_FOR_VOWEL);
for (const sounds of CLASSES.slice(0, -1)) for (const one of sounds) for (const other of sounds) setSwap(one, other, WITHIN_CLASS);
for (const [pair, cost] of ALIKE) setSwap(pair.charAt(0), pair.charAt(1), cost);
for (let code = 0; code < CODES; code += 1) SWAP[code * CODES + code] = 0;

function setSwap(one: string, other: string, cost: number): void {
  SWAP[one.charCodeAt(0) * CODES + other.charCodeAt(0)] = cost;
  SWAP[other.charCodeAt(0) * CODES + one.charCodeAt(0)] = cost;
}

/** The longest sounds that are compared; what is beyond is left out. */
export const SOUNDS_LENGTH = 48;
const SPACE = " ".charCodeAt(0);
/** What a name costs that goes on after a word, or within one. */
const GOES_ON = 25;
const BREAKS_OFF = 50;
/** What a sound that only one of both begins with costs more. */
const FIRST = 12;
const SPAN = 8;
let row = new Int32Array(SOUNDS_LENGTH * 2);
let above = new Int32Array(SOUNDS_LENGTH * 2);
let twoAbove = new Int32Array(SOUNDS_LENGTH * 2);

/** Sounds that are looked for (character codes). Short ones must be whole words: too many names begin like them. */
export interface Query {
  codes: Uint8Array;
  isShort: boolean;
}

/**
 * How far sounds are from a name's (from one place up to another), or from a beginning of it, in hundredths of an error;
 * Infinity where it is more than `most`.
 */
export function distanceOfSounds(query: Query, sounds: Uint8Array, from: number, to: number, most: number): number {
  const { codes } = query;
  const width = Math.min(to - from, codes.length + SPAN);
  row[0] = 0;
  for (let at = 1; at <= width; at += 1) {
    row[at] = (row[at - 1] as number) + (GAP[sounds[from + at - 1] as number] as number) + (at === 1 ? FIRST : 0);
  }
  let leastAbove = 0;
  for (let line = 0; line < codes.length; line += 1) {
    [twoAbove, above, row] = [above, row, twoAbove];
    const least = fillRow(codes, line, sounds, from, width);
    // An exchange reaches over a row.
    if (least > most && leastAbove > most) return Infinity;
    leastAbove = least;
  }
  const breaksOff = query.isShort ? Infinity : BREAKS_OFF;
  let least = Infinity;
  for (let at = 1; at <= width; at += 1) {
    const rest = from + at === to ? 0 : sounds[from + at] === SPACE ? GOES_ON : breaksOff;
    least = Math.min(least, (row[at] as number) + rest);
  }
  return least <= most ? least : Infinity;
}

/** Work out a row of the distances' table; its least value. */
function fillRow(codes: Uint8Array, line: number, sounds: Uint8Array, from: number, width: number): number {
  const code = codes[line] as number;
  const gap = (GAP[code] as number) + (line === 0 ? FIRST : 0);
  const codeBefore = line === 0 ? -1 : (codes[line - 1] as number);
  row[0] = (above[0] as number) + gap;
  let least = row[0];
  for (let at = 1; at <= width; at += 1) {
    const other = sounds[from + at - 1] as number;
    let cost = (above[at - 1] as number) + (SWAP[code * CODES + other] as number);
    cost = Math.min(cost, (above[at] as number) + gap, (row[at - 1] as number) + (GAP[other] as number));
    if (at > 1 && codeBefore === other && code === sounds[from + at - 2]) cost = Math.min(cost, (twoAbove[at - 2] as number) + EXCHANGED);
    row[at] = cost;
    if (cost < least) least = cost;
  }
  return least;
}

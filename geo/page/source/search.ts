// Ranked search over names in any script and loose spelling.
//
// The query is looked for as it is written (folded), and as it sounds. What sounds like it is found in two steps: keys of
// consonants leave few names, and those are ranked by a distance in which vowels weigh little. Errors of typing are allowed
// only where no name has the query as a whole word, and more of them the more consonants there are. Where nothing is found at
// all, the words of the query are looked for one by one.
import { type Key, type Query, SOUNDS_LENGTH, countBits, distanceOfSounds, errorsUpTo, keyOf, neededOf, patternsOf } from "./likeness.ts";
import { fold } from "./names.ts";
import { type Chunk, type Names, chunksOf, codesOf } from "./naming.ts";
import { atOnce, inSlices } from "./slices.ts";
import { readingsOf, wordsOf } from "./sounds.ts";

export interface Index {
  count: number;
  chunks: Chunk[];
}

/**
 * An item and how well it fits, the least best. From 0 on a name is the query, from 1 it begins with it, from 2 a word in it does,
 * from 3 the query is elsewhere in it; from 4 it sounds like the query, each whole error of sound being one more; from 8
 * only words of the query fit, the more and the rarer the better.
 */
export interface Found {
  item: number;
  rank: number;
}

const EXACT = 0;
const PREFIX = 1;
const WORD_PREFIX = 2;
const INSIDE = 3;
const SOUNDS_LIKE = 4;
const SOME_WORDS = 8;

/** Fewer letters are found as they are written only: too much sounds like them. */
const SHORTEST_SOUNDED = 3;

/** Make the index of names at once. */
export function makeIndex(names: Names): Index {
  return { count: names.count, chunks: atOnce(chunksOf(names)) };
}

/** Make the index of names without keeping the page waiting; rejects where the signal is aborted. */
export async function makeIndexInSlices(names: Names, milliseconds?: number, signal?: AbortSignal): Promise<Index> {
  return { count: names.count, chunks: await inSlices(chunksOf(names), milliseconds, signal) };
}

/** The items that fit a query, best first, and where they fit as well, in their order. An empty query finds all of them. */
export function search(index: Index, query: string, limit = Infinity): Found[] {
  const words = wordsOf(query);
  const ranks = ranksOf(index, words);
  if (words.length > 1 && !ranks.some((rank) => rank < Infinity)) rankByWords(index, words, ranks);
  return bestFirst(ranks, limit);
}

function ranksOf(index: Index, words: string[]): Float32Array {
  const folded = fold(words.join(" "));
  if (folded === "") return new Float32Array(index.count);
  const ranks = new Float32Array(index.count).fill(Infinity);
  let isWritten = false;
  for (const chunk of index.chunks) isWritten = rankWritten(chunk, folded, ranks) || isWritten;
  if (folded.length < SHORTEST_SOUNDED) return ranks;
  for (const way of soundedWays(words, !isWritten)) {
    for (const chunk of index.chunks) rankSounding(chunk, way, ranks);
  }
  return ranks;
}

/** Rank the names that have folded text in them; whether one is it, or has it as a whole word. */
function rankWritten({ text, starts, items, wordStarts }: Chunk, folded: string, ranks: Float32Array): boolean {
  let name = 0;
  let isWritten = false;
  for (let at = text.indexOf(folded); at !== -1; at = text.indexOf(folded, at + 1)) {
    while ((starts[name + 1] ?? Infinity) <= at) name += 1;
    const end = (starts[name + 1] ?? text.length) - 1;
    const start = starts[name] as number;
    const isEnd = at + folded.length === end || wordStarts[at + folded.length] === 1;
    const kind = at === start ? (at + folded.length === end ? EXACT : PREFIX) : wordStarts[at] === 1 ? WORD_PREFIX : INSIDE;
    isWritten ||= isEnd && kind !== INSIDE;
    // Of names that fit in the same way the shorter are nearer.
    const rank = kind + Math.min(99, end - start - folded.length) / 100;
    const item = items[name] as number;
    if (rank < (ranks[item] as number)) ranks[item] = rank;
  }
  return isWritten;
}

/** A way to sound the query, and how far from it a name may be. */
interface Way {
  query: Query;
  key: Key;
  patterns: Uint32Array;
  needed: number;
  /** Errors of the key. */
  errors: number;
  /** Hundredths of errors of sound. */
  most: number;
}

const SHORT_KEY = 2;
const LONG_KEY = 6;

function soundedWays(words: string[], withErrors: boolean): Way[] {
  const ways: Way[] = [];
  for (const reading of readingsOf(words)) {
    const codes = codesOf(reading.join(" ").slice(0, SOUNDS_LENGTH));
    const key = keyOf(codes, 0, codes.length);
    if (key.length === 0) continue;
    const isShort = key.length <= SHORT_KEY;
    const errors = isShort || !withErrors ? 0 : key.length < LONG_KEY ? 1 : 2;
    const most = isShort ? 20 + 10 * codes.length : Math.min(220, 35 + 15 * codes.length);
    ways.push({ query: { codes, isShort }, key, patterns: patternsOf(key), needed: neededOf(key, errors), errors, most });
  }
  return ways;
}

/** What it costs that a name is found by a later word than its first. */
const LATER_WORD = 10;

function rankSounding({ endings, sounds }: Chunk, way: Way, ranks: Float32Array): void {
  const { item, from, to, isWhole, high, low, length, beginning } = endings;
  const { key, patterns, query, needed, errors, most } = way;
  for (let at = 0; at < item.length; at += 1) {
    if (countBits(needed & ~(beginning[at] as number)) > errors) continue;
    const otherLength = length[at] as number;
    if (otherLength < key.length - errors) continue;
    if (errorsUpTo(patterns, key.length, high[at] as number, low[at] as number, otherLength, errors) > errors) continue;
    const rank = ranks[item[at] as number] as number;
    if (rank <= SOUNDS_LIKE) continue;
    const later = isWhole[at] === 1 ? 0 : LATER_WORD;
    const distance = distanceOfSounds(query, sounds, from[at] as number, to[at] as number, most - later) + later;
    if (SOUNDS_LIKE + distance / 100 < rank) ranks[item[at] as number] = SOUNDS_LIKE + distance / 100;
  }
}

const SHORTEST_WORD = 3;
const MOST_WORDS = 3;

/** Rank the items by the words of the query that are found in them; a word that is found in fewer items weighs more. */
function rankByWords(index: Index, words: string[], ranks: Float32Array): void {
  const wanted = words.filter((word) => word.length >= SHORTEST_WORD).slice(0, MOST_WORDS);
  const found = wanted.map((word) => ranksOf(index, [word]));
  const weights = found.map((word) => Math.log((index.count + 1) / (word.filter((rank) => rank < Infinity).length + 1)) ** 2);
  const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  for (let item = 0; item < ranks.length; item += 1) {
    let share = 0;
    let worst = -1;
    found.forEach((word, number) => {
      const rank = word[item] as number;
      if (rank === Infinity) share += (weights[number] as number) / whole;
      else worst = Math.max(worst, rank);
    });
    if (worst >= 0) ranks[item] = SOME_WORDS + share + worst / 100;
  }
}

// Ranks and items are sorted as one number each, which is several times faster than sorting objects.
const STEPS_A_RANK = 1000;
const ITEMS = 2 ** 30;

function bestFirst(ranks: Float32Array, limit: number): Found[] {
  const keyed = new Float64Array(ranks.length);
  let count = 0;
  for (let item = 0; item < ranks.length; item += 1) {
    const rank = ranks[item] as number;
    if (rank < Infinity) keyed[count++] = Math.round(rank * STEPS_A_RANK) * ITEMS + item;
  }
  const sorted = keyed.subarray(0, count).sort().subarray(0, Math.min(count, limit));
  return Array.from(sorted, (value) => ({ item: value % ITEMS, rank: Math.floor(value / ITEMS) / STEPS_A_RANK }));
}

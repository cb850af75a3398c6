// Texts as the numbers of their words, as `geo/page/columns.py` writes columns of prose.

/** Numbers below are a byte; others are two. */
const SHORT = 160;

/** Texts whose words come again; each is put together when it is asked for. */
export class Prose {
  readonly count: number;
  private readonly counts: DataView;
  private readonly words: string[];
  private readonly codes: Uint8Array;
  /** Where each text begins in the codes. */
  private readonly starts: Uint32Array;

  constructor(buffer: ArrayBuffer, at: number, count: number, bytes: number) {
    this.count = count;
    this.counts = new DataView(buffer, at, 2 * count);
    const spelled = new DataView(buffer).getUint32(at + 2 * count, true);
    const first = at + 2 * count + 4;
    this.words = new TextDecoder().decode(new Uint8Array(buffer, first, spelled)).split(" ");
    this.codes = new Uint8Array(buffer, first + spelled, bytes - 2 * count - 4 - spelled);
    this.starts = new Uint32Array(count + 1);
    for (let place = 0, start = 0; place < count; place++) {
      for (let word = this.counts.getUint16(2 * place, true); word > 0; word--) start += (this.codes[start] as number) < SHORT ? 1 : 2;
      this.starts[place + 1] = start;
    }
  }

  /** The text at a place; empty past the end. */
  at(place: number): string {
    const words: string[] = [];
    for (let code = this.starts[place] as number; code < (this.starts[place + 1] as number); code++) {
      const byte = this.codes[code] as number;
      const number = byte < SHORT ? byte : SHORT + (byte - SHORT) * 256 + (this.codes[++code] as number);
      words.push(this.words[number] as string);
    }
    return words.join(" ");
  }
}

// What all parts of the page share: the data, the words, the state, and what the state shows.
import type { Atlas } from "./atlas.ts";
import type { Evidence } from "./evidence.ts";
import type { Shown, Showing } from "./shown.ts";
import type { Store } from "./state.ts";
import { type AllWords, Words, readWords } from "./words.ts";

export class Model {
  readonly atlas: Atlas;
  readonly evidence: Evidence;
  readonly store: Store;
  private readonly allWords: AllWords;
  /** The address of the present view, from its # on: the browser's own may lag behind it, or not be ours to write. */
  readonly address: () => string;
  private readonly showing: Showing;
  private said: Words;

  constructor(atlas: Atlas, evidence: Evidence, store: Store, allWords: AllWords, showing: Showing, address: () => string) {
    this.atlas = atlas;
    this.evidence = evidence;
    this.store = store;
    this.allWords = allWords;
    this.showing = showing;
    this.address = address;
    this.said = new Words(allWords, store.state.language, atlas);
  }

  /** The words of the reader's language. */
  get words(): Words {
    const { language } = this.store.state;
    if (this.said.language !== language) this.said = new Words(this.allWords, language, this.atlas);
    return this.said;
  }

  /** Have the words of a language at hand, before the state may name it; undefined where they are there already. */
  learn(language: string): Promise<void> | undefined {
    if (this.allWords[language]) return undefined;
    return readWords(language).then((groups) => void (this.allWords[language] = groups));
  }

  get shown(): Shown {
    return this.showing.of(this.store.state);
  }

  /** The presence whose evidence is open. */
  get open(): number | undefined {
    return this.atlas.find(this.store.state.open);
  }

  /** The name of a presence's site, and of its operator. */
  nameOf(presence: number): { site: string; operator: string } {
    const { atlas, words } = this;
    return {
      site: atlas.siteName(atlas.siteOf[presence] as number, words.language),
      operator: words.operator(atlas.operatorOf[presence] as number),
    };
  }
}

// The evidence of a presence: its statements with their reports. Packs of them are unpacked when one is asked for.
import type { Atlas, Publisher, When } from "./atlas.ts";
import { type Pack, readPack, unpackBytes } from "./columns.ts";

/** One statement with its report. */
export interface Statement {
  /** The statement's number in the page. */
  number: number;
  id: string;
  status: string;
  about: When;
  since: When | undefined;
  until: When | undefined;
  published: When | undefined;
  /** BCP 47, or empty. */
  language: string;
  origin: string;
  publisher: Publisher | undefined;
  via: Publisher | undefined;
  title: string;
  link: string;
  archived: string;
  strength: Record<string, string>;
  note: string;
}

/** The statements of reports that were out by a day; all of them where none is asked for, or the page holds no others. */
export function outBy(statements: Statement[], knownBy: number | undefined, { head }: Atlas): Statement[] {
  if (knownBy === undefined || knownBy === head.knownBy) return statements;
  return statements.filter(({ published }) => published !== undefined && published.latest <= knownBy);
}

export class Evidence {
  private readonly atlas: Atlas;
  private readonly packs = new Map<number, Promise<Pack>>();

  constructor(atlas: Atlas) {
    this.atlas = atlas;
  }

  /** The statements of a presence, in the order of the days they speak of. */
  async of(presence: number): Promise<Statement[]> {
    const { statementFirst } = this.atlas;
    const [first, end] = [statementFirst[presence] as number, statementFirst[presence + 1] as number];
    const found = [];
    for (let number = first; number < end; number++) found.push(await this.statement(number));
    return found;
  }

  private async statement(number: number): Promise<Statement> {
    const { atlas } = this;
    const { chunk, statuses, languages, publishers } = atlas.head;
    const at = number % chunk;
    const pack = await this.pack(Math.floor(number / chunk));
    const text = (name: string): string => pack.texts.get(name)?.at(at) ?? "";
    const code = (name: string): number => atlas.numbers(`statement_${name}`)[number] as number;
    const about = atlas.whenOf("about", number);
    if (about === undefined) throw new Error(`statement ${number} speaks of no date`);
    const strength = text("strength");
    return {
      number,
      id: text("id") || `row-${pack.numbers.get("row")?.[at] ?? number + 1}`,
      status: statuses[code("status_codes")] ?? "",
      about,
      since: atlas.whenOf("since", number),
      until: atlas.whenOf("until", number),
      published: atlas.whenOf("published", number),
      language: languages[code("language_codes")] ?? "",
      origin: atlas.texts("origin_name").at(code("origin_codes")),
      publisher: publishers[code("publisher_codes_or_0") - 1],
      via: publishers[code("via_codes_or_0") - 1],
      title: text("title"),
      link: text("link"),
      archived: text("archived"),
      strength: strength === "" ? {} : (JSON.parse(strength) as Record<string, string>),
      note: text("note"),
    };
  }

  private pack(number: number): Promise<Pack> {
    const found = this.packs.get(number) ?? unpackBytes(`evidence-${number}`).then(readPack);
    this.packs.set(number, found);
    return found;
  }
}

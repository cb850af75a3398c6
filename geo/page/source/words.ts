// The page's words, in the language that the reader has chosen.
import type { Atlas, When } from "./atlas.ts";
import { isOpen } from "./atlas.ts";
import { unpackBytes } from "./columns.ts";
import { dayOf, numberOf } from "./days.ts";

interface DateWords {
  direction: "ltr" | "rtl";
  day: string;
  month: string;
  months: string[];
  standalone: string[];
}
export type Groups = Record<string, Record<string, string>> & { dates: DateWords };
/** Those of the languages that have been read. */
export type AllWords = Record<string, Groups>;

/** Read the words of one language out of the page. */
export async function readWords(language: string): Promise<Groups> {
  return JSON.parse(new TextDecoder().decode(await unpackBytes(`words-${language}`))) as Groups;
}

/** Fill the braces of a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Letters that run from left to right; letters that run from right to left, and isolates that are there already. */
const LEFT_TO_RIGHT = /[A-Za-z\u00c0-\u02af\u0370-\u052f]/;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u2066-\u2069]/;

/** Foreign names for a sentence that runs from right to left, each in an isolate (Unicode Standard Annex 9, section 2.4). */
function isolated(values: Record<string, string | number>): Record<string, string | number> {
  const each = Object.entries(values).map(([name, value]) => {
    const text = String(value);
    return [name, LEFT_TO_RIGHT.test(text) && !RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : value] as const;
  });
  return Object.fromEntries(each);
}

/** The words of one language; says what `geo/page/wording.py` says. */
export class Words {
  readonly language: string;
  private readonly groups: Groups;
  private readonly atlas: Atlas;

  constructor(all: AllWords, language: string, atlas: Atlas) {
    const groups = all[language];
    if (groups === undefined) throw new Error(`the words of ${language} have not been read`);
    this.language = language;
    this.groups = groups;
    this.atlas = atlas;
  }

  get direction(): "ltr" | "rtl" {
    return this.groups.dates.direction;
  }

  /** A text of the language's file, its braces filled in. */
  say(group: string, key: string, values: Record<string, string | number> = {}): string {
    const text = this.groups[group]?.[key];
    if (text === undefined) throw new Error(`the language ${this.language} has no ${group}.${key}`);
    return fill(text, this.direction === "rtl" ? isolated(values) : values);
  }

  /** A word of a list that data can add to: itself where the language has none for it. */
  word(group: string, key: string): string {
    return this.groups[group]?.[key] ?? key;
  }

  listed(items: string[]): string {
    return items.join(this.say("list_of", "separator"));
  }

  /** A count with the thousands marked, in digits that all the page's texts have. */
  count(number: number): string {
    return number < 10_000 ? String(number) : String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  }

  country(code: string): string {
    return this.groups["countries"]?.[code] ?? code;
  }

  languageName(tag: string): string {
    return this.atlas.head.languageNames[this.language]?.[tag] ?? tag;
  }

  operator(code: number): string {
    const operator = this.atlas.operators[code];
    if (operator === undefined) return "";
    const { names, id } = operator;
    const own = names[this.language] ?? names[this.language.split("-")[0] ?? ""];
    return own ?? this.groups["countries"]?.[id] ?? names["en"] ?? id;
  }

  /** A date in words, at its own precision. */
  date({ text, earliest, latest }: When): string {
    const [first = "", last] = text.split("/");
    if (last !== undefined) {
      if (isOpen(earliest)) return this.say("date", "before", { date: this.point(last, latest) });
      if (isOpen(latest)) return this.say("date", "after", { date: this.point(first, earliest) });
      return this.say("date", "span", { first: this.point(first, earliest), last: this.point(last, latest) });
    }
    if (text.includes("X")) return this.say("date", "span", { first: yearOf(earliest), last: yearOf(latest) });
    return this.point(text, earliest);
  }

  /** A day in words. */
  day(day: number): string {
    return this.pattern("day", dayOf(day));
  }

  private point(text: string, day: number): string {
    const bare = text.replace(/[~?%]$/, "");
    // A marked date is as precise as its digits; its own days reach further.
    const said = this.precisely(bare, day);
    return bare === text ? said : this.say("date", "about", { date: said });
  }

  private precisely(text: string, day: number): string {
    const dashes = text.split("-").length - 1;
    if (dashes === 0) return /^\d{4}$/.test(text) ? String(Number(text)) : yearOf(day);
    return this.pattern(dashes === 1 ? "month" : "day", dashes === 1 ? `${text}-01` : text);
  }

  private pattern(precision: "day" | "month", iso: string): string {
    const [year = "", month = "", day = ""] = iso.split("-");
    const { months, standalone } = this.groups.dates;
    const at = Number(month) - 1;
    return fill(this.groups.dates[precision], {
      day: Number(day),
      month: months[at] ?? month,
      standalone: standalone[at] ?? month,
      year: Number(year),
    });
  }
}

function yearOf(day: number): string {
  return String(Number(dayOf(day).slice(0, 4)));
}

/** A day as a number, or undefined where text is none. */
export function dayNumber(text: string | null | undefined): number | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const number = numberOf(text);
  return !Number.isNaN(number) && dayOf(number) === text ? number : undefined;
}

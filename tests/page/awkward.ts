// Something to take away, as awkward as data can be: for the tests of every form in which it goes out.
import type { Taken, TakenPresence, TakenSource } from "../../geo/page/source/taken.ts";

/** Texts that have broken files before. */
export const AWKWARD = [
  "=HYPERLINK(\"https://example.org\",\"x\")",
  " +1",
  "\t@SUM(A1)",
  "'=quoted already",
  "'tis an apostrophe",
  "＝1+1",
  "\u200B-1",
  "-",
  "two\r\nlines, \"quoted\"",
  "<b onclick=\"x\">&amp;</b> ]]> $[name] <script>",
  "100 % of {braces} \\ $5 & #1 a_b ~ ^ }",
  "قامشلو: قاعدة",
  "🛩 è e\u0301",
  "\tindented",
];
/** A control character, half a surrogate pair, a character that is none. */
export const BROKEN = "a\u0000b\uD800c\uFFFEd\u000Be";

export function source(part: Partial<TakenSource> = {}): TakenSource {
  return { id: "2026-01-26-one#1", stateRun: false, language: "ar", about: "2026-01-26", status: "present", side: "supporting", ...part };
}

export function presence(part: Partial<TakenPresence> = {}): TakenPresence {
  return {
    id: "qamishli-RUS",
    site: "qamishli",
    name: "Qamishli",
    kind: "airport",
    host: "SYR",
    hostName: "Syria",
    operator: "RUS",
    operatorName: "Russia",
    latitude: 37.0206,
    longitude: 41.1914,
    withinKm: 1.5,
    certainty: "conflict",
    reports: 1,
    origins: 1,
    verdict: "Reports contradict each other.",
    sources: [source()],
    ...part,
  };
}

export function taken(presences: TakenPresence[] = [presence()], part: Partial<Taken> = {}): Taken {
  return {
    title: "Foreign military presence, as reported",
    edition: "0123456789ab",
    on: "2026-01-30",
    view: "#on=2026-01-30&site=qamishli",
    licence: "CC BY 4.0",
    attribution: "© OpenStreetMap contributors",
    language: "en",
    presences,
    ...part,
  };
}

/** Every awkward text in every place that a text can have, a report each. */
export function awkward(): Taken {
  const sources = [...AWKWARD, BROKEN].map((text, at) =>
    source({ id: `${text}#1`, title: text, publisher: text, note: text, via: text, published: ["2019", "2015/2019-11", "2019~", "201X", "2026-01-26", "../2019"][at % 6] as string, address: `https://example.org/a b{c}%20d_e?x=1&y=${at}#:~:text=first,last` }),
  );
  const texts = [...AWKWARD, BROKEN].map((text, at) => presence({ id: `place-${at}`, name: text, verdict: text, sources: [source({ about: "2015/2019-11" })] }));
  return taken([presence({ name: AWKWARD.join(" "), sources }), ...texts, presence({ id: "silent", sources: [], latitude: -33.9, longitude: -70.25 })], {
    attribution: AWKWARD.join(" "),
    knownBy: "2026-02-28",
  });
}

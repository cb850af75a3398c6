// The evidence of one presence: the facts, who says so and who repeats whom, each statement with its report.
import { type Answer, NOTHING } from "./atlas.ts";
import { citing } from "./citing.ts";
import { find, joined, link, make } from "./dom.ts";
import { type Statement, outBy } from "./evidence.ts";
import type { Model } from "./model.ts";
import { disagreementsOf, sinceOf } from "./starts.ts";
import { sayAnswer } from "./verdicts.ts";
import { voicesOf } from "./voices.ts";

export class Panel {
  private readonly model: Model;
  readonly element = make("div", { class: "evidence", role: "region" });
  private shown = "";

  constructor(model: Model) {
    this.model = model;
  }

  /** Show the evidence of a presence as of the state, or nothing. */
  show(presence: number | undefined): void {
    const { words, shown, store } = this.model;
    if (presence === undefined) {
      this.element.remove();
      this.shown = "";
      return;
    }
    const answer = shown.answers[presence] as number;
    const key = [presence, answer, words.language, store.state.on, store.state.knownBy].join(" ");
    if (key === this.shown) return;
    const other = !this.shown.startsWith(`${presence} `);
    this.shown = key;
    if (other) this.element.replaceChildren();
    void this.model.evidence.of(presence).then((statements) => {
      if (this.shown === key) this.draw(presence, answer, statements);
    });
  }

  private draw(presence: number, answer: number, statements: Statement[]): void {
    const { words, atlas } = this.model;
    const id = atlas.idOf(presence);
    const { site, operator } = this.model.nameOf(presence);
    this.element.id = `evidence-${encodeURIComponent(id)}`;
    this.element.setAttribute("aria-label", words.say("list", "evidence", { operator, site }));
    const known = this.known(statements);
    const kept = [...this.element.querySelectorAll("details[open]")].map((details) => details.className);
    this.element.replaceChildren(
      this.facts(presence, answer, known),
      ...disagreementsOf(this.model, presence, known).map((text) => make("p", { class: "disagreement" }, text)),
      ...voicesOf(this.model, answer === NOTHING ? undefined : atlas.answers[answer], statements),
      this.table(answer === NOTHING ? undefined : atlas.answers[answer], statements, known),
      this.place(presence),
      citing(this.model, presence, statements),
    );
    for (const name of kept) this.element.querySelector<HTMLDetailsElement>(`details.${name}`)?.setAttribute("open", "");
  }

  /** The statements of reports that were out by the day the reader gave. */
  private known(statements: Statement[]): Statement[] {
    return outBy(statements, this.model.store.state.knownBy, this.model.atlas);
  }

  private facts(presence: number, answer: number, statements: Statement[]): HTMLElement {
    const { words, atlas } = this.model;
    const said = sayAnswer(atlas, words, presence, answer);
    const facts: [string, string, string][] = [
      ["status", words.say("list", "status"), said.status],
      ["last_reported", words.say("list", "last_reported"), said.lastReported],
      ["counts", words.say("list", "counts"), said.counts],
      ["since", words.say("list", "since"), sinceOf(this.model, statements)],
    ];
    const told = facts.filter(([, , text]) => text !== "");
    return make("dl", { class: "facts" }, ...told.map(([field, label, text]) => make("div", {}, make("dt", {}, label), make("dd", { "data-field": field }, text))));
  }

  private table(answer: Answer | undefined, statements: Statement[], known: Statement[]): HTMLElement {
    const { words } = this.model;
    const head = ["about", "says", "source", "note"].map((key) => make("th", { role: "columnheader", scope: "col" }, words.say("evidence", key)));
    const rows = statements.map((statement, at) => this.row(statement, sideOf(answer, at), known.includes(statement)));
    const table = make(
      "table",
      { role: "table" },
      make("caption", {}, words.say("evidence", "caption")),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...head)),
      make("tbody", { role: "rowgroup" }, ...rows),
    );
    return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": words.say("evidence", "caption") }, table);
  }

  private row(statement: Statement, side: "supporting" | "opposing" | undefined, known: boolean): HTMLElement {
    const { words } = this.model;
    const told = known ? (side === undefined ? "" : words.say("evidence", side)) : words.say("evidence", "not_yet_out");
    const says = this.says(statement).map((text) => make("span", { class: "said" }, text));
    return make(
      "tr",
      { role: "row", "data-statement": statement.id, "data-side": known ? side : undefined, "data-unknown": !known },
      make("th", { role: "rowheader", scope: "row" }, words.date(statement.about), " ", make("span", { class: "side" }, told)),
      make("td", { role: "cell" }, ...joined(says, words.say("list_of", "separator"))),
      make("td", { role: "cell" }, this.title(statement), this.source(statement)),
      make("td", { role: "cell", class: "note", lang: "en", dir: "auto" }, statement.note),
    );
  }

  private says({ status, since, until, strength }: Statement): string[] {
    const { words } = this.model;
    const said = [words.word("status", status)];
    if (since) said.push(words.say("evidence", "since", { date: words.date(since) }));
    if (until) said.push(words.say("evidence", "until", { date: words.date(until) }));
    for (const unit of Object.keys(strength).sort()) {
      said.push(words.say("evidence", "strength", { count: strength[unit] ?? "", unit: words.word("unit", unit) }));
    }
    return said;
  }

  private title({ title, link: address, language }: Statement): HTMLElement {
    const text = title === "" ? this.model.words.say("evidence", "untitled") : title;
    const attributes = { lang: language || undefined, dir: "auto" };
    return address === "" ? make("cite", attributes, text) : link(address, attributes, text);
  }

  private source(statement: Statement): HTMLElement {
    const { words } = this.model;
    const { publisher, via, published, language, archived } = statement;
    const parts: Node[] = [];
    const say = (text: string, className?: string): void => void parts.push(make("bdi", { class: className }, text));
    if (publisher) say(publisher.name, "publisher");
    if (publisher?.country) say(words.country(publisher.country), "country");
    if (language) say(words.languageName(language), "language");
    if (publisher?.stateRun) say(words.say("evidence", "state_run"), "state-run");
    say(published ? words.say("evidence", "published", { date: words.date(published) }) : words.say("evidence", "undated"));
    if (via) say(words.say("evidence", "via", { origin: via.name }), "via");
    if (statement.link === "") say(words.say("evidence", "no_address"));
    if (archived) parts.push(link(archived, {}, words.say("evidence", "archived")));
    return make("span", { class: "source" }, ...joined(parts, words.say("list_of", "separator")));
  }

  private place(presence: number): HTMLElement {
    const { words, atlas } = this.model;
    const site = atlas.siteOf[presence] as number;
    const more = atlas.more(site);
    const where = words.say("list", more ? "where_value" : "where_plain", {
      kind: words.word("kind", atlas.head.kinds[atlas.kind[site] as number] ?? ""),
      host: words.country(atlas.head.hosts[atlas.host[site] as number] ?? ""),
      latitude: String(Number((atlas.latitude[site] as number).toFixed(4))),
      longitude: String(Number((atlas.longitude[site] as number).toFixed(4))),
      within_km: String(Number((atlas.withinKm[site] as number).toPrecision(6))),
      reason: more?.reason ?? "",
    });
    const list = make("dl", { class: "place" }, make("dt", {}, words.say("list", "where")), make("dd", {}, where));
    if (more) {
      find(list, "dd").append(". ", make("bdi", {}, words.say("list", "where_source", { source: more.source })));
      const also = otherNames(more, atlas.siteName(site, words.language));
      const names = also.map(([language, spelling]) => make("bdi", { lang: language }, spelling));
      if (names.length > 0) list.append(make("dt", {}, words.say("list", "also")), make("dd", { class: "spellings" }, ...joined(names, " · ")));
    }
    return list;
  }
}

function sideOf(answer: Answer | undefined, at: number): "supporting" | "opposing" | undefined {
  return answer?.supporting.includes(at) ? "supporting" : answer?.opposing.includes(at) ? "opposing" : undefined;
}

/** Every other name of a site with its language, each once. */
function otherNames({ names, spellings }: { names: Record<string, string>; spellings: Record<string, string[]> }, shown: string): [string, string][] {
  const found = new Map<string, string>();
  for (const [language, name] of Object.entries(names)) if (!found.has(name)) found.set(name, language);
  for (const [language, each] of Object.entries(spellings)) for (const name of each) if (!found.has(name)) found.set(name, language);
  found.delete(shown);
  return [...found].map(([name, language]) => [language, name]);
}

// The layer for anybody's folium map: marks, areas and evidence as popups. Leaflet is folium's own.
import * as L from "leaflet";
import type { Certainty } from "./atlas.ts";
import { link } from "./dom.ts";
import { drawMark } from "./marks.ts";

interface EvidenceRow {
  about: string;
  says: string;
  title: string;
  source: string;
  /** Empty where no address is known. */
  link: string;
  note: string | null;
}
/** One operator at one site, with its answer and evidence in words: `geo/page/layer.py` writes it. Degrees are WGS 84. */
interface Entry {
  name: string;
  operator: string;
  colour: number;
  kind: string;
  latitude: number;
  longitude: number;
  withinKm: number;
  certainty: Certainty;
  certaintyName: string;
  verdict: string;
  evidence: EvidenceRow[];
}
interface LayerData {
  /** How a mark is called, with braces to fill in. */
  mark: string;
  entries: Entry[];
}

/** The presences on the data's day as one Leaflet layer. */
export function layer({ mark, entries }: LayerData): L.FeatureGroup {
  const group = L.featureGroup();
  for (const entry of entries) {
    const place: L.LatLngTuple = [entry.latitude, entry.longitude];
    const values: Record<string, string> = { site: entry.name, operator: entry.operator, certainty: entry.certaintyName };
    const name = mark.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
    const html = document.createElement("span");
    html.append(drawMark(entry.kind, entry.colour, entry.certainty));
    const icon = L.divIcon({ html, className: "presence-pin", iconSize: [28, 28] });
    const marker = L.marker(place, { icon, title: name, alt: name });
    marker.on("add", () => marker.getElement()?.setAttribute("aria-label", name));
    marker.bindPopup(popupOf(entry), { maxWidth: 360, maxHeight: 320 });
    group.addLayer(L.circle(place, { radius: entry.withinKm * 1000, interactive: false, weight: 1 }));
    group.addLayer(marker);
  }
  return group;
}

function paragraph(className: string, text: string): HTMLParagraphElement {
  const element = document.createElement("p");
  element.className = className;
  element.textContent = text;
  return element;
}

function popupOf(entry: Entry): HTMLElement {
  const popup = document.createElement("div");
  popup.className = "presence-popup";
  popup.dir = document.documentElement.dir || "auto";
  popup.append(paragraph("name", `${entry.name}, ${entry.operator}`), paragraph("verdict", entry.verdict));
  for (const row of entry.evidence) popup.append(evidenceOf(row));
  return popup;
}

function evidenceOf(row: EvidenceRow): HTMLElement {
  const element = document.createElement("div");
  element.className = "statement";
  element.append(paragraph("about", `${row.about}: ${row.says}`));
  const source = paragraph("source", "");
  const title = row.link === "" ? document.createElement("cite") : link(row.link, {});
  title.textContent = row.title;
  title.dir = "auto";
  source.append(title, ` (${row.source})`);
  element.append(source);
  if (row.note !== null) element.append(paragraph("note", row.note));
  return element;
}

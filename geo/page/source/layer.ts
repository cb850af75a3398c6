// The layer for anybody's folium map: marks, areas and evidence as popups. Leaflet is folium's own.
import * as L from "leaflet";
import { drawMark } from "./marks.ts";
import { type Entry, type Payload, answerOn, certaintyOn, fill } from "./payload.ts";

interface EvidenceRow {
  about: string;
  says: string;
  title: string;
  source: string;
  link: string | null;
  note: string | null;
}
interface LayerData extends Payload {
  evidence: Record<string, EvidenceRow[]>;
}

/** The presences on the data's day as one Leaflet layer. */
export function layer(data: LayerData): L.FeatureGroup {
  const group = L.featureGroup();
  for (const entry of data.entries) {
    const certainty = certaintyOn(entry, data.on);
    if (certainty === "none") continue;
    const place: L.LatLngTuple = [entry.latitude, entry.longitude];
    const name = fill(data.words.map.mark, {
      site: entry.name,
      operator: entry.operatorName,
      certainty: data.words.certainty[certainty],
    });
    const html = document.createElement("span");
    html.append(drawMark(entry.kind, entry.colour, certainty));
    const icon = L.divIcon({ html, className: "presence-pin", iconSize: [28, 28] });
    const marker = L.marker(place, { icon, title: name, alt: name });
    marker.on("add", () => marker.getElement()?.setAttribute("aria-label", name));
    marker.bindPopup(popupOf(entry, data), { maxWidth: 360, maxHeight: 320 });
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

function popupOf(entry: Entry, data: LayerData): HTMLElement {
  const popup = document.createElement("div");
  popup.className = "presence-popup";
  popup.dir = document.documentElement.dir || "auto";
  const verdict = answerOn(entry, data.on)?.texts[0];
  popup.append(paragraph("name", `${entry.name}, ${entry.operatorName}`));
  popup.append(paragraph("verdict", verdict === undefined ? "" : (data.texts[verdict] ?? "")));
  for (const row of data.evidence[entry.id] ?? []) popup.append(evidenceOf(row));
  return popup;
}

function evidenceOf(row: EvidenceRow): HTMLElement {
  const element = document.createElement("div");
  element.className = "statement";
  element.append(paragraph("about", `${row.about}: ${row.says}`));
  const source = paragraph("source", "");
  const title = document.createElement(row.link === null ? "cite" : "a");
  title.textContent = row.title;
  title.dir = "auto";
  if (title instanceof HTMLAnchorElement && row.link !== null) {
    title.href = row.link;
    title.target = "_blank";
    title.rel = "noopener noreferrer";
  }
  source.append(title, ` (${row.source})`);
  element.append(source);
  if (row.note !== null) element.append(paragraph("note", row.note));
  return element;
}

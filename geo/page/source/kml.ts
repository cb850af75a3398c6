// OGC KML 2.2 of what is shown: folders of presences, of the areas that their places lie in, and of dated statements.
import { ringPoints, turnNearest } from "./distance.ts";
import { readDate } from "./edtf.ts";
import { type Properties, isPlaced, propertiesOfDataset, propertiesOfPresence, propertiesOfStatement, questionOf } from "./properties.ts";
import type { Taken, TakenPresence } from "./taken.ts";
import { escapeXml } from "./text.ts";

// How each certainty is drawn: colour and opacity as aabbggrr, as KML has them, and the size of the pin.
const STYLES: Record<string, [colour: string, scale: number]> = {
  yes: ["ff1e26b3", 1.1],
  no: ["ffffffff", 0.9],
  maybe: ["801e26b3", 0.9],
  conflict: ["ff00a5ff", 1.1],
  none: ["80808080", 0.7],
};
const AREA_LOOK = "<LineStyle><color>ff524a44</color><width>1.5</width></LineStyle><PolyStyle><color>26524a44</color></PolyStyle>";
const AREA_CORNERS = 48;

/** Presences are dated with the day asked about, statements with the time they speak of; these are hidden at first. */
export function writeKml(taken: Taken): string {
  const shared = { ...questionOf(taken), ...propertiesOfDataset(taken) };
  const about = [taken.title, `Edition ${taken.edition}`, taken.licence, taken.attribution].filter((text) => text !== "");
  const placed = taken.presences.filter(isPlaced);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2">',
    `<Document><name>${escapeXml(`${taken.title}, ${taken.on}`)}</name>${described(about)}`,
    ...styles(),
    extended(shared),
    folder("Presences", taken.presences.map((presence) => presenceMark(presence, taken))),
    folder("Areas", placed.filter(({ withinKm }) => withinKm > 0).map(areaMark)),
    folder("Statements", taken.presences.flatMap(statementMarks)),
    "</Document>",
    "</kml>",
  ];
  return `${lines.join("\n")}\n`;
}

function styles(): string[] {
  // The balloon holds the description alone, which is escaped; left to itself it would take the name for HTML.
  const balloon = "<BalloonStyle><text>$[description]</text></BalloonStyle>";
  const pins = Object.entries(STYLES).map(([certainty, [colour, scale]]) => {
    return `<Style id="${certainty}"><IconStyle><color>${colour}</color><scale>${scale}</scale></IconStyle>${balloon}</Style>`;
  });
  return [...pins, `<Style id="area">${AREA_LOOK}${balloon}</Style>`];
}

function folder(name: string, marks: string[]): string {
  return [`<Folder><name>${name}</name>`, ...marks, "</Folder>"].join("\n");
}

function presenceMark(presence: TakenPresence, { on }: Taken): string {
  const lines = [nameOf(presence), `${on}: ${presence.verdict}`, `Place known within ${presence.withinKm} km.`, ...presence.sources.map(sayStatement)];
  const look = `#${Object.hasOwn(STYLES, presence.certainty) ? presence.certainty : "none"}`;
  return placemark(nameOf(presence), lines, timeOf(on), look, propertiesOfPresence(presence), pointOf(presence));
}

function areaMark(presence: TakenPresence): string {
  const ring = ringPoints(presence, presence.withinKm, AREA_CORNERS).map(({ latitude, longitude }) => position(turnNearest(longitude, 0), latitude));
  // Counter-clockwise, as an outer boundary has to be.
  const closed = [...ring, ring[0]].reverse().join(" ");
  const area = `<Polygon><outerBoundaryIs><LinearRing><coordinates>${closed}</coordinates></LinearRing></outerBoundaryIs></Polygon>`;
  const lines = [nameOf(presence), `The place lies within ${presence.withinKm} km.`];
  const { presence: id = "", site = "", within_km = 0 } = propertiesOfPresence(presence);
  return placemark(nameOf(presence), lines, "", "#area", { presence: id, site, within_km }, area);
}

function statementMarks(presence: TakenPresence): string[] {
  const { presence: id = "", site = "", operator = "" } = propertiesOfPresence(presence);
  return presence.sources.map((source) => {
    const properties = { presence: id, site, operator, ...propertiesOfStatement(source) };
    const lines = [nameOf(presence), sayStatement(source)];
    return placemark(nameOf(presence), lines, timeOf(source.about), "#none", properties, pointOf(presence), false);
  });
}

/** A placemark with its parts in the order that the schema of KML wants. */
function placemark(name: string, lines: string[], time: string, look: string, properties: Properties, geometry: string, isVisible = true): string {
  const hidden = isVisible ? "" : "<visibility>0</visibility>";
  return `<Placemark><name>${escapeXml(name)}</name>${hidden}${described(lines)}${time}<styleUrl>${look}</styleUrl>${extended(properties)}${geometry}</Placemark>`;
}

function nameOf({ name, operatorName }: TakenPresence): string {
  return `${name}, ${operatorName}`;
}

function sayStatement({ about, status, title, publisher, address, note }: TakenPresence["sources"][number]): string {
  const source = [title, publisher].filter((text) => text !== undefined).join(", ");
  return [`${about}: ${status}`, source, note, address].filter((text) => text !== undefined && text !== "").join(" · ");
}

/** Lines of plain text. Viewers read a description as HTML, and put other values in for `$[`: so it is escaped twice. */
function described(lines: string[]): string {
  const html = lines.map((line) => escapeXml(line).replaceAll("$[", "&#36;[")).join("<br>");
  return `<description>${escapeXml(html)}</description>`;
}

function extended(properties: Properties): string {
  const data = Object.entries(properties).map(([name, value]) => {
    const text = Array.isArray(value) ? value.join("; ") : String(value);
    return `<Data name="${name}"><value>${escapeXml(text)}</value></Data>`;
  });
  return `<ExtendedData>${data.join("")}</ExtendedData>`;
}

/** The time of a date, where KML can say it without making it more certain: nothing for `2019~`, `201X`. */
function timeOf(date: string): string {
  const read = readDate(date);
  if (read === undefined || read.isUnsure) return "";
  const [first, last] = date.split("/") as [string, string?];
  if (last === undefined) return `<TimeStamp><when>${first}</when></TimeStamp>`;
  const begin = first === ".." ? "" : `<begin>${first}</begin>`;
  const end = last === ".." ? "" : `<end>${last}</end>`;
  return `<TimeSpan>${begin}${end}</TimeSpan>`;
}

function pointOf(presence: TakenPresence): string {
  return isPlaced(presence) ? `<Point><coordinates>${position(presence.longitude, presence.latitude)}</coordinates></Point>` : "";
}

/** Longitude and latitude in degrees; KML has no exponents. */
function position(longitude: number, latitude: number): string {
  return [longitude, latitude].map((degrees) => degrees.toFixed(7).replace(/\.?0+$/, "")).join(",");
}

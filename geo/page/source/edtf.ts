// Dates as reports have them (EDTF, ISO 8601-2) taken apart, for formats that want numbers. Nothing is sharpened.

/** Year, month, day: as many as the date has. */
export type DateParts = [year: number] | [year: number, month: number] | [year: number, month: number, day: number];

/** A date, or an interval of two ends, of which one can be open; and whether any of it is marked `~`, `?` or `%`. */
export interface DateRead {
  ends: [DateParts] | [first: DateParts | undefined, last: DateParts | undefined];
  isUnsure: boolean;
}

const POINT = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?[~?%]?$/;

/** Read a date; undefined for what numbers cannot say (`201X`) and for what is none. */
export function readDate(text: string): DateRead | undefined {
  const points = text.split("/");
  const ends = points.map((point) => (points.length === 2 && point === ".." ? undefined : partsOf(point)));
  const isRead = ends.every((end, at) => end !== undefined || points[at] === "..");
  if (!isRead || ends.length > 2 || ends.every((end) => end === undefined)) return undefined;
  return { ends: ends as DateRead["ends"], isUnsure: /[~?%]/.test(text) };
}

function partsOf(point: string): DateParts | undefined {
  const found = POINT.exec(point);
  return found ? (found.slice(1).flatMap((part) => (part === undefined ? [] : Number(part))) as DateParts) : undefined;
}

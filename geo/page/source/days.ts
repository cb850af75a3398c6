// Days as text (YYYY-MM-DD, which sorts as time does) and as numbers for the slider (days since 1970-01-01).

const MILLISECONDS = 86_400_000;

/** The number of a day. */
export function numberOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MILLISECONDS);
}

/** The day of a number. */
export function dayOf(number: number): string {
  return new Date(number * MILLISECONDS).toISOString().slice(0, 10);
}

/** Whether text is a day of the calendar. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(numberOf(text)) && dayOf(numberOf(text)) === text;
}

/** A day in the words of a language, as the build writes it; as it is where the browser knows no such language. */
export function inWords(day: string, language: string): string {
  const locale = language === "en" ? "en-GB" : language;
  // Asked for a language that it lacks, a browser would silently answer in its own.
  if (Intl.DateTimeFormat.supportedLocalesOf(locale).length === 0) return day;
  const style = { dateStyle: "long", timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" } as const;
  return new Intl.DateTimeFormat(locale, style).format(new Date(`${day}T00:00:00Z`));
}

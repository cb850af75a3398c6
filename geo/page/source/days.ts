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
  const when = new Date(`${day}T00:00:00Z`);
  const locale = language === "en" ? "en-GB" : language;
  try {
    return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC", calendar: "gregory" }).format(when);
  } catch {
    return day;
  }
}

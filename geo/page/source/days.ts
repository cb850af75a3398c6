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

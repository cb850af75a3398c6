// Folding of names for comparison: the same as `geo/names.py`, held to it by tests/data/folding.json.

// prettier-ignore
const LETTERS: Record<string, string> = {
  "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ک": "ك", "گ": "ك", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه",
  "ۆ": "و", "ۇ": "و", "ڵ": "ل", "ڕ": "ر", "ڤ": "ف", "ٱ": "ا", "ء": "", "ـ": "",
  "ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
  "ь": "", "ъ": "", "і": "и", "є": "е", "ґ": "г",
  "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "",
};

/** The letters and digits of a text, without case, marks, or the variants that writers mix up. */
export function fold(text: string): string {
  const letters = text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return Array.from(letters, (letter) => LETTERS[letter] ?? letter).join("");
}

/** Whether folded text is part of one of some folded names. */
export function matches(folded: string, names: string[]): boolean {
  return names.some((name) => name.includes(folded));
}

// Text that any format can carry: clean characters, XML, and ASCII for names of files and keys.

const REPLACEMENT = "\uFFFD";

/** A text of XML 1.0 characters (section 2.2) only: control characters and lone surrogates become U+FFFD. */
export function clean(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, REPLACEMENT);
}

/** A clean text on one line, without space at its ends. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, " ").trim();
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as XML content or as the value of an attribute; a parser gives back every character, line ends included. */
export function escapeXml(text: string): string {
  return clean(text).replace(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character] ?? `&#${character.charCodeAt(0)};`);
}

/** A text in ASCII letters, digits, dots and single hyphens: what can be spelled so is, the rest is left out. */
export function slugOf(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^A-Za-z0-9.]+/g, "-");
  return plain.replace(/^[-.]+|[-.]+$/g, "");
}

/** Whether an address opens a page of the web. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

/** An address as it stands, but that what no address has, and what would end it in a text or in BibTeX, is percent-encoded. */
export function addressText(address: string): string {
  return clean(address).replace(/[\s{}\\"<>^`|]/g, (character) => encodeURIComponent(character));
}

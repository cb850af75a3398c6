// A strict reader of the XML that we write (no DTD, no CDATA, no comments): for tests, which node has no parser for.

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** The text directly in it. */
  text: string;
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const NAME = "[A-Za-z_][\\w:.-]*";
const TOKEN = new RegExp(`<(/)?(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/)?>|([^<]+)`, "gy");

/** Read a document; throws where it is not well-formed. */
export function readXml(document: string): XmlElement {
  const allowed = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
  if (!allowed.test(document)) throw new Error("a character that XML forbids");
  const body = document.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>/, "");
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < body.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(body);
    if (found === null) throw new Error(`not well-formed: ${body.slice(at, at + 80)}`);
    take(found, open);
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "") throw new Error("not one element, closed");
  return root.children[0] as XmlElement;
}

function take([, end, name = "", attributes = "", empty, text]: RegExpExecArray, open: XmlElement[]): void {
  const parent = open.at(-1) as XmlElement;
  if (text !== undefined) {
    if (text.includes("]]>")) throw new Error("]]> in text");
    parent.text += plain(text);
  } else if (end) {
    if (parent.name !== name) throw new Error(`</${name}> ends <${parent.name}>`);
    open.pop();
  } else {
    const pairs = [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, plain(value)] as const);
    if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error(`an attribute of <${name}> twice`);
    const element = { name, attributes: Object.fromEntries(pairs), children: [], text: "" };
    parent.children.push(element);
    if (!empty) open.push(element);
  }
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/&(?:#(\d+)|(\w+));|&/g, (whole, number?: string, name = "") => {
    if (number !== undefined) return String.fromCodePoint(Number(number));
    if (NAMED[name] === undefined) throw new Error(`an ampersand that is no entity: ${whole}`);
    return NAMED[name];
  });
}

/** All elements of a name, in their order. */
export function all(root: XmlElement, name: string): XmlElement[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap((child) => all(child, name))];
}

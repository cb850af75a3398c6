// Making and finding elements. Text goes in as text; nothing here takes markup.

export function find<T extends Element = HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
}

type Attributes = Record<string, string | boolean | undefined>;

/** An element with attributes (`true` is an empty one, `undefined` and `false` none) and children. */
export function make<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** The same for SVG. */
export function makeSvg<K extends keyof SVGElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: Node[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
}

/** A link that opens beside the page, only ever to the web. */
export function link(address: string, attributes: Attributes, ...children: (Node | string)[]): HTMLAnchorElement | HTMLElement {
  if (!/^https?:\/\//i.test(address)) return make("span", attributes, ...children);
  return make("a", { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** Children with a text between each two. */
export function joined(children: Node[], separator: string): (Node | string)[] {
  return children.flatMap((child, at) => (at === 0 ? [child] : [separator, child]));
}

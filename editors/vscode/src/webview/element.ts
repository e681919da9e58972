// Makes elements. Text goes in as text and attributes as attributes: nothing that comes
// from a source is ever read as HTML.

type Content = (Node | string)[];

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...content: Content
): HTMLElementTagNameMap[Name] {
  return filled(document.createElement(name), attributes, content);
}

export function drawn<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | number> = {},
  ...content: Content
): SVGElementTagNameMap[Name] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, content);
}

function filled<Made extends Element>(made: Made, attributes: Record<string, string | number>, content: Content): Made {
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(value));
  }
  made.append(...content);
  return made;
}

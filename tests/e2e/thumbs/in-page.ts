/**
 * Small questions about an element, asked inside the page. The functions of this folder are sent there as source text:
 * they use each other and the page, and nothing else of a module.
 */

/** True for what a person can see: not hidden, not transparent, and not only for screen readers. */
export function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (width <= 1.5 || height <= 1.5) return false;
  if (element.closest('[inert], .visually-hidden, .mantine-VisuallyHidden-root') !== null)
    return false;
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** Words by which a person finds the element again. */
export function nameOf(element: Element): string {
  const field = element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? '') : '';
  const words = element.getAttribute('aria-label') ?? (element.textContent || field || element.id);
  const short = words.replaceAll(/\s+/g, ' ').trim().slice(0, 40);
  const style = (element.getAttribute('class') ?? '').split(' ').slice(0, 2).join('.');
  return `"${short}" <${element.tagName.toLowerCase()}.${style}>`;
}

/** Colour as the screen shows it: red, green and blue from 0 to 255, and its cover from 0 to 1. */
export function paintOf(colour: string): [number, number, number, number] {
  const page = window as unknown as { paints?: Map<string, [number, number, number, number]> };
  page.paints ??= new Map();
  const known = page.paints.get(colour);
  if (known !== undefined) return known;
  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (brush === null) throw new Error('no canvas');
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, cover = 0] = brush.getImageData(0, 0, 1, 1).data;
  const paint: [number, number, number, number] = [red, green, blue, cover / 255];
  page.paints.set(colour, paint);
  return paint;
}

/** A colour laid over another that covers everything. */
export function laidOver(colour: string, ground: readonly number[]): number[] {
  const [red, green, blue, cover] = paintOf(colour);
  return [red, green, blue].map((part, at) => part * cover + (ground[at] ?? 0) * (1 - cover));
}

/** Colour behind an element: that of its own ground (`own`) or of what it stands on. */
export function groundOf(element: Element | null): number[] {
  if (element === null) return [255, 255, 255];
  const { backgroundColor } = getComputedStyle(element);
  return laidOver(backgroundColor, groundOf(element.parentElement));
}

/** Contrast of two colours by WCAG 2.2: 1 to 21. */
export function contrastOf(one: readonly number[], other: readonly number[]): number {
  const light = (colour: readonly number[]) =>
    colour
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, at) => sum + part * ([0.2126, 0.7152, 0.0722][at] ?? 0), 0);
  const [low = 0, high = 0] = [light(one), light(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The element that draws the edge of a field: itself, or a box close around it. */
export function frameOf(control: Element): Element {
  let framed: Element | null = control;
  for (let up = 0; up < 4 && framed !== null; up += 1) {
    const { borderBottomWidth, borderBottomColor } = getComputedStyle(framed);
    const isDrawn = Number.parseFloat(borderBottomWidth) > 0 && paintOf(borderBottomColor)[3] > 0;
    if (isDrawn) return framed;
    framed = framed.parentElement;
  }
  return control;
}

import { isSeen, nameOf } from './in-page.ts';

/** Texts of the screen whose letters are smaller than `least` pixels, one line each with their size. */
export function smallTexts(least: number, excepted: string): string[] {
  const found = new Set<string>();
  const judge = (element: Element, text: string) => {
    if (element.closest(excepted) !== null || !isSeen(element)) return;
    const size = lettersOf(element);
    if (size < least - 0.05) {
      found.add(`text of ${size.toFixed(1)} px: "${text.slice(0, 40)}" in ${nameOf(element)}`);
    }
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    if (text !== '' && node.parentElement !== null) judge(node.parentElement, text);
  }
  for (const field of document.querySelectorAll('input, textarea, select')) {
    const hasLetters = !field.matches('[type=checkbox], [type=radio], [type=range], [type=file]');
    if (hasLetters) judge(field, 'field');
  }
  return [...found];
}

/** Height of an element's letters on the screen, in CSS pixels; a drawing may be shown smaller than it is drawn. */
export function lettersOf(element: Element): number {
  const size = Number.parseFloat(getComputedStyle(element).fontSize);
  const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.d ?? 1) : 1;
  return size * scale;
}

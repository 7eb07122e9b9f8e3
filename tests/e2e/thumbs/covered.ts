import { isSeen, nameOf } from './in-page.ts';

/**
 * Controls and texts over which something else lies, at any place to which the screen can be scrolled; one line each,
 * with what lies over it. What is only beyond the edge of its room is scrolled to, and not covered.
 */
export function coveredParts(excepted: string): string[] {
  const found = new Set<string>();
  const room = document.querySelector('main') ?? document.documentElement;
  const before = room.scrollTop;
  const step = Math.max(60, room.clientHeight / 3);
  const look = () => {
    for (const part of partsOfScreen()) {
      const over = part.closest(excepted) === null ? coverOf(part) : null;
      if (over !== null) found.add(`${nameOf(part)} lies under ${nameOf(over)}`);
    }
  };
  for (let top = 0; ; top += step) {
    room.scrollTo({ top, behavior: 'instant' });
    look();
    if (top + room.clientHeight >= room.scrollHeight) break;
  }
  room.scrollTo({ top: before, behavior: 'instant' });
  return [...found];
}

/** Parts that a person reads or presses: controls, and elements with words of their own. */
export function partsOfScreen(): Element[] {
  const top = [...document.querySelectorAll('[role=dialog]')].at(-1);
  return [...(top ?? document.body).querySelectorAll('*')].filter((element) => {
    const isControl = element.matches(
      'a[href], button, input:not([type=hidden]), select, textarea',
    );
    const hasWords = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
    return (isControl || hasWords) && !element.matches('script, style, title') && isSeen(element);
  });
}

/** The element that lies over the middle of what is shown of a part; null where nothing does. */
export function coverOf(part: Element): Element | null {
  const { left, right, top, bottom } = shownOf(part);
  const wide = (room: Element | null) => (room?.clientWidth ?? 0) > 0.9 * innerWidth;
  if (right - left < 6 || bottom - top < 6) return null;
  const x = (left + right) / 2;
  for (const y of [top + 2, (top + bottom) / 2, bottom - 2]) {
    const hit = document.elementFromPoint(x, y);
    if (hit === null || hit.contains(part) || part.contains(hit)) continue;
    if (hit.closest('label')?.contains(part) || hit.closest('label')?.control === part) continue;
    // A dialog or a record that is the screen floats over nothing.
    if (wide(hit.closest('[role=dialog], aside'))) continue;
    // A link that takes its whole row reaches beyond its own words, and is seen through.
    const own = hit.getBoundingClientRect();
    if (x < own.left || x > own.right || y < own.top || y > own.bottom) continue;
    // Words and their sign, or the parts of one field, share their place.
    if (hit.closest('button, a, label, .mantine-InputWrapper-root')?.contains(part)) continue;
    return hit;
  }
  return null;
}

/** The part of an element that the screen and all rooms around it show. */
export function shownOf(part: Element): {
  left: number;
  right: number;
  top: number;
  bottom: number;
} {
  // Of words within a sentence, the first line.
  let { left, right, top, bottom } = part.getClientRects()[0] ?? part.getBoundingClientRect();
  const cut = (frame: { left: number; right: number; top: number; bottom: number }) => {
    left = Math.max(left, frame.left);
    right = Math.min(right, frame.right);
    top = Math.max(top, frame.top);
    bottom = Math.min(bottom, frame.bottom);
  };
  cut({ left: 0, right: innerWidth, top: 0, bottom: innerHeight });
  for (let around = part.parentElement; around !== null; around = around.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(around);
    if (overflowX !== 'visible' || overflowY !== 'visible') cut(around.getBoundingClientRect());
  }
  return { left, right, top, bottom };
}

/** Parts of the first such room that somebody has to scroll to; one line each. */
export function outOfSight(room: string, parts: string): string[] {
  return [...(document.querySelector(room)?.querySelectorAll(parts) ?? [])]
    .filter(isSeen)
    .filter((part) => {
      const { top, bottom } = part.getBoundingClientRect();
      const shown = shownOf(part);
      return shown.top > top + 1 || shown.bottom < bottom - 1;
    })
    .map((part) => `out of sight: ${nameOf(part)}`);
}

/** Words that a room of fixed size cuts off, and that nobody can scroll to; one line each. */
export function cutWords(): string[] {
  return partsOfScreen()
    .filter((part) => !part.matches('input, select, textarea') && isCut(part))
    .map((part) => `cut off: ${nameOf(part)}`);
}

export function isCut(part: Element): boolean {
  const words = document.createRange();
  for (const node of part.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE || node.textContent?.trim() === '') continue;
    words.selectNode(node);
    const { left, right, top, bottom } = words.getBoundingClientRect();
    for (let around: Element | null = part; around !== null; around = around.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(around);
      if (/auto|scroll/.test(`${overflowX} ${overflowY}`) || textOverflow === 'ellipsis') break;
      // A sheet that somebody can pull up.
      if (around.matches('[data-height=low]')) break;
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const frame = around.getBoundingClientRect();
      // The line of a letter is higher than the letter.
      if (left < frame.left - 2 || right > frame.right + 2) return true;
      if (top < frame.top - 6 || bottom > frame.bottom + 6) return true;
    }
  }
  return false;
}

/** Buttons and fields that cannot be used and do not say why: nothing that describes them is seen; one line each. */
export function dumbControls(): string[] {
  const dead = [
    ...document.querySelectorAll('button, input, select, textarea, [role=button]'),
  ].filter(
    (one) =>
      (one.matches(':disabled') || one.getAttribute('aria-disabled') === 'true') &&
      // Nothing lies further in that way, which its words say.
      !one.hasAttribute('data-end') &&
      isSeen(one),
  );
  return dead
    .filter((one) => {
      const ids = (one.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '');
      return !ids.some((id) => document.getElementById(id)?.textContent?.trim());
    })
    .map((one) => `cannot be used, and does not say why: ${nameOf(one)}`);
}

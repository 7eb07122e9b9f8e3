import { frameOf, isSeen, nameOf } from './in-page.ts';

/** Targets that a thumb can miss: narrower or lower than `least` pixels, one line each with their size. */
export function smallTargets(least: number, excepted: string): string[] {
  const all =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option], [role=menuitem], [role=switch], [role=slider]';
  const found = new Set<string>();
  for (const target of document.querySelectorAll(all)) {
    if (target.closest(excepted) !== null || !isTarget(target)) continue;
    const isChoice = target.matches('[type=radio], [type=checkbox]');
    // A press on the frame of a field takes the field.
    const isField = target.matches('input, textarea, select') && !isChoice;
    const { width, height } = (isField ? frameOf(target) : target).getBoundingClientRect();
    if (!isChoice && width >= least - 0.5 && height >= least - 0.5) continue;
    const hit = hitSize(target, least);
    // Another part of the screen lies over it: it is measured where it is uncovered.
    if (hit.width === 0) continue;
    if (hit.width < least - 1 || hit.height < least - 1) {
      found.add(`target of ${hit.width} × ${hit.height} px: ${nameOf(target)}`);
    }
    if (isChoice && !reachesItsLabel(target)) {
      found.add(`gap between a choice and its words: ${nameOf(target)}`);
    }
  }
  return [...found];
}

/** True for what a thumb aims at. A link within a sentence is as high as its line: WCAG 2.2, 2.5.8, "inline". */
export function isTarget(element: Element): boolean {
  if (element.matches('[type=file], [tabindex="-1"][aria-hidden=true]')) return false;
  const shown =
    isSeen(element) ||
    (element instanceof HTMLInputElement && [...(element.labels ?? [])].some(isSeen));
  if (!shown) return false;
  const around = element.parentElement?.textContent?.trim().length ?? 0;
  const inSentence = getComputedStyle(element).display === 'inline' && element.matches('a, button');
  return !(inSentence && around > (element.textContent?.trim().length ?? 0));
}

/** True where a press at a spot of the screen reaches the target, by itself or by its label. */
export function hits(target: Element, x: number, y: number): boolean {
  const hit = document.elementFromPoint(x, y);
  if (hit === null) return false;
  return target.contains(hit) || hit.closest('label')?.control === target;
}

/** Width and height around the middle of a target within which a press reaches it, pixels, at most about `most`. */
export function hitSize(target: Element, most: number): { width: number; height: number } {
  return inSight(target, ({ x, y }) => {
    const reach = (dx: number, dy: number) => {
      let steps = 0;
      while (steps < most && hits(target, x + dx * (steps + 1), y + dy * (steps + 1))) steps += 1;
      return steps;
    };
    if (!hits(target, x, y)) return { width: 0, height: 0 };
    return { width: reach(-1, 0) + reach(1, 0) + 1, height: reach(0, -1) + reach(0, 1) + 1 };
  });
}

/** True where every spot between a choice and the middle of its words chooses it. */
export function reachesItsLabel(target: Element): boolean {
  const label = target instanceof HTMLInputElement ? target.labels?.[0] : undefined;
  if (label === undefined) return true;
  return inSight(target, ({ x, y }) => {
    const words = label.getBoundingClientRect();
    const end = Math.min((words.left + words.right) / 2, innerWidth - 1);
    const step = end > x ? 1 : -1;
    for (let at = x; step * (end - at) > 0; at += step) if (!hits(target, at, y)) return false;
    return true;
  });
}

/** Asks something about a target while it stands in sight, and moves everything back afterwards. */
export function inSight<Answer>(
  target: Element,
  ask: (middle: { x: number; y: number }) => Answer,
): Answer {
  const moved: [Element, number, number][] = [];
  for (let room = target.parentElement; room !== null; room = room.parentElement) {
    moved.push([room, room.scrollTop, room.scrollLeft]);
  }
  const label = target instanceof HTMLInputElement ? (target.labels?.[0] ?? target) : target;
  const shown = isSeen(target) ? target : label;
  shown.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const { left, right, top, bottom } = shown.getBoundingClientRect();
  const answer = ask({ x: (left + right) / 2, y: (top + bottom) / 2 });
  for (const [room, top, left] of moved) room.scrollTo({ top, left, behavior: 'instant' });
  return answer;
}

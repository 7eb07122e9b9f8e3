import { isSeen, nameOf } from './in-page.ts';

/**
 * Buttons that end a dialog, and ways to the screens, that stand in the upper half of the phone, where the thumb of the
 * hand that holds it does not reach; one line each.
 */
export function outOfReach(): string[] {
  // On its side the phone is held with two.
  if (innerWidth > innerHeight) return [];
  const ends = [...document.querySelectorAll('[role=dialog] button[type=submit]')].filter(isSeen);
  const ways = [...document.querySelectorAll('nav > ul > li > [data-status=active]')].filter(
    isSeen,
  );
  return [...ends.slice(-1), ...ways]
    .filter((target) => {
      const { top, bottom } = target.getBoundingClientRect();
      return (top + bottom) / 2 < innerHeight / 2;
    })
    .map((target) => `out of reach of the thumb: ${nameOf(target)}`);
}

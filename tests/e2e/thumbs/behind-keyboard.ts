import { frameOf, isSeen, nameOf } from './in-page.ts';

/**
 * Fields of the dialogs and sheets that stand open which the screen, made low by a keyboard, does not show whole once
 * they have the focus, and those beside which no button that records is left; one line each.
 */
export async function behindKeyboard(): Promise<string[]> {
  const found: string[] = [];
  for (const room of openRooms()) {
    for (const field of fieldsOf(room)) {
      // A field that has the focus already would not be scrolled to.
      field.blur();
      field.focus();
      if (!(await comesToLight(frameOf(field))))
        found.push(`hidden by the keyboard: ${nameOf(field)}`);
      const records = [...room.querySelectorAll('button[data-variant=filled]')];
      if (records.length > 0 && !records.some(isUncovered)) {
        found.push(`no button beside the keyboard: ${nameOf(field)}`);
      }
    }
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }
  return found;
}

/** Dialogs and sheets of the screen in which letters can be typed. */
export function openRooms(): Element[] {
  const rooms = [...document.querySelectorAll('[role=dialog], aside[data-step]')];
  return rooms.filter((room) => fieldsOf(room).length > 0);
}

/** Fields in which letters are typed; those that open a list or a calendar lay it over the buttons for a while. */
export function fieldsOf(room: Element): HTMLElement[] {
  const all = room.querySelectorAll<HTMLElement>(
    'textarea, input:not([type=hidden], [type=file], [type=radio], [type=checkbox], [type=range], [aria-haspopup], [readonly])',
  );
  return [...all].filter(isSeen);
}

/** True once an element is uncovered; the page has a hundred frames to scroll and to draw itself anew. */
export async function comesToLight(element: Element): Promise<boolean> {
  for (let frames = 0; frames < 100 && !isUncovered(element); frames += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return isUncovered(element);
}

/** True where the upper and the lower edge of an element are on the screen, and nothing lies over them. */
export function isUncovered(element: Element): boolean {
  const { left, width, top, bottom } = element.getBoundingClientRect();
  const middle = left + width / 2;
  // A long field of words is seen where its first line is.
  const low = Math.min(bottom, top + 44) - 4;
  return [top + 4, low].every((height) => {
    const hit = document.elementFromPoint(middle, height);
    return (
      hit !== null && (element.contains(hit) || hit.contains(element) || isLabelOf(hit, element))
    );
  });
}

/** True for the words of a field, and for the sign within its frame. */
export function isLabelOf(hit: Element, element: Element): boolean {
  return (
    hit.closest('label')?.control === element ||
    hit.closest('.mantine-Input-wrapper')?.contains(element) === true
  );
}

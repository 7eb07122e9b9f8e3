import type { KeyboardEvent } from 'react';

/**
 * Takes the one option that the typed words leave, when Enter is pressed in a searchable list. With several options, or
 * none, the words stay and so does the list: a form is never sent without a choice that somebody has typed.
 */
export function takeOnlyMatch(event: KeyboardEvent<HTMLInputElement>): void {
  if (!keepForm(event)) return;
  const list = document.getElementById(event.currentTarget.getAttribute('aria-controls') ?? '');
  const options = list?.querySelectorAll<HTMLElement>('[data-combobox-option]');
  const [only] = options ?? [];
  if (only === undefined || options?.length !== 1) return;
  // Mantine takes a marked option itself; a press on a chosen one would take the choice back.
  if (only.matches('[data-combobox-selected], [data-combobox-active]')) return;
  only.click();
}

/**
 * Keeps the arrow keys from a list that answers earlier words. Mantine counts on in it without marking anything, and
 * Enter would take what lies at that place of the next list.
 */
export function ignoreArrows(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  event.stopPropagation();
}

/** Keeps Enter from sending the form while a list is open below typed words. Tells whether it did. */
export function keepForm(event: KeyboardEvent<HTMLInputElement>): boolean {
  const { currentTarget: field, nativeEvent: press } = event;
  // 229: the key belongs to an input method; Safari no longer calls that composing.
  if (press.key !== 'Enter' || press.isComposing || press.keyCode === 229) return false;
  const isOpen = field.getAttribute('aria-expanded') === 'true';
  if (!isOpen || field.readOnly || field.value === '') return false;
  event.preventDefault();
  return true;
}

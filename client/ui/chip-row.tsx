import type { KeyboardEvent } from 'react';

import classes from './chip-row.module.css';

export type Chip = { key: string; label: string; pressed: boolean; onPress: () => void };

/** A row of choices that goes sideways where there is no room: one stop of the Tab key, arrows within. */
export function ChipRow({ label, chips }: { label: string; chips: readonly Chip[] }) {
  const first = chips.findIndex((chip) => chip.pressed);
  return (
    <fieldset className={classes.row} aria-label={label}>
      {chips.map(({ key, label: words, pressed, onPress }, index) => (
        <button
          key={key}
          type="button"
          className={classes.chip}
          aria-pressed={pressed}
          tabIndex={index === Math.max(0, first) ? 0 : -1}
          onClick={onPress}
          onKeyDown={moveWithin}
        >
          {words}
        </button>
      ))}
    </fieldset>
  );
}

function moveWithin(event: KeyboardEvent<HTMLElement>): void {
  const row = event.currentTarget.closest('fieldset');
  const buttons = [...(row?.querySelectorAll('button') ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const next = buttons[Math.min(Math.max(to, 0), buttons.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

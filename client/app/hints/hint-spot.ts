import { useEffect, useState } from 'react';

import type { HintName } from '#client/ui/hinted.ts';

import { nextHint } from './hints-of.ts';

/** A control on the screen that a hint speaks of: its box in pixels of the window. */
export type HintSpot = {
  name: HintName;
  /** Place in the order of the role's hints. */
  at: number;
  /** Hints from this one to the last, those left out whose control is missing. */
  left: number;
  box: { left: number; top: number; width: number; height: number };
};

/**
 * Follows the control of the next hint from a place in the order on, while the page moves and changes. Null while
 * none is there, or while the reader is busy with something else.
 */
export function useHintSpot(
  names: readonly HintName[],
  from: number,
  ready: boolean,
): HintSpot | null {
  const [spot, setSpot] = useState<HintSpot | null>(null);
  useEffect(
    function followControl() {
      if (!ready) return undefined;
      let frame = 0;
      let shown: HintSpot | null = null;
      const follow = () => {
        const now = spotNow(names, from, shown);
        if (!isSame(shown, now)) setSpot(now);
        shown = now;
        frame = requestAnimationFrame(follow);
      };
      follow();
      return () => cancelAnimationFrame(frame);
    },
    [names, from, ready],
  );
  return spot;
}

function spotNow(
  names: readonly HintName[],
  from: number,
  before: HintSpot | null,
): HintSpot | null {
  if (before === null && isBusy()) return null;
  // A hint that is shown stays, also when the control of an earlier one has come meanwhile.
  const stays = before !== null && before.at >= from && controlOf(before.name) !== null;
  const next = nextHint(names, stays ? before.at : from, (name) => controlOf(name) !== null);
  const control = next === null ? null : controlOf(next.name);
  if (next === null || control === null) return null;
  if (next.name !== before?.name) control.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = control.getBoundingClientRect();
  return { ...next, box: { left, top, width, height } };
}

/** The first control of that name which can be seen: navigation is drawn twice, for desks and for phones. */
function controlOf(name: HintName): Element | null {
  const drawn = document.querySelectorAll(`[data-hint="${name}"]`);
  return [...drawn].find((one) => one.getClientRects().length > 0) ?? null;
}

/** True while the page has no heading yet, the reader writes, or a dialog is open. */
function isBusy(): boolean {
  return (
    document.querySelector('#main h1') === null ||
    document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true ||
    document.querySelector('[aria-modal="true"]') !== null
  );
}

function isSame(a: HintSpot | null, b: HintSpot | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.name === b.name &&
    a.left === b.left &&
    a.box.left === b.box.left &&
    a.box.top === b.box.top &&
    a.box.width === b.box.width &&
    a.box.height === b.box.height
  );
}

import { Box, Button, Flex, Popover } from '@mantine/core';
import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useId, useState, type CSSProperties, type KeyboardEvent } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { HintName } from '#client/ui/hinted.ts';
import shared from '#client/ui/shared.module.css';

import classes from './hint-guide.module.css';
import { nextHint } from './hints-of.ts';

/** A page that fetched nothing for so long shows all that it will show. */
const REST_MILLISECONDS = 400;
/** Space between a control and the ring around it, in pixels. */
const RING_GAP = 4;
/** Over the page and its header, under every dialog. */
const LAYER = 190;
/** Given here: Mantine's own roles would also mark the ring, which is no button. */
const AS_DIALOG = { role: 'dialog' } as const;
const BESIDE_CONTROL = {
  opened: true,
  trapFocus: true,
  withArrow: true,
  withRoles: false,
  closeOnEscape: false,
  closeOnClickOutside: false,
  // The control may be on its way into view: a hidden card would lose the focus.
  hideDetached: false,
  position: 'bottom',
  shadow: 'md',
  width: 'min(320px, calc(100vw - 24px))',
  zIndex: LAYER,
  transitionProps: { duration: 0 },
  middlewares: { flip: true, shift: { padding: 12 } },
} as const;

/** Shows hints one after the other beside the controls that they speak of; the page stays usable meanwhile. */
export default function HintGuide({
  names,
  onDone,
}: {
  names: readonly HintName[];
  onDone: () => void;
}) {
  const [from, setFrom] = useState(0);
  const [passed, setPassed] = useState(0);
  const spot = useHintSpot(names, from, useRestedPage());
  useFocusBefore(spot !== null);
  if (spot === null) return null;
  const last = spot.left === 1;
  const goOn = () => {
    if (last) onDone();
    else {
      setFrom(spot.at + 1);
      setPassed(passed + 1);
    }
  };
  // A new card for each hint: its button takes the focus, and readers of screens say its words.
  return <HintCard key={spot.name} spot={spot} passed={passed} onNext={goOn} onSkip={onDone} />;
}

function HintCard({
  spot,
  passed,
  onNext,
  onSkip,
}: {
  spot: HintSpot;
  passed: number;
  onNext: () => void;
  onSkip: () => void;
}) {
  const { hints: own } = useText();
  const format = useFormat();
  const id = useId();
  const { left, name } = spot;
  const last = left === 1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onSkip();
  };
  return (
    <Popover {...BESIDE_CONTROL}>
      <Popover.Target>
        <div className={classes.ring} style={ringAround(spot.box)} />
      </Popover.Target>
      <Popover.Dropdown
        {...AS_DIALOG}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-more`}
        className={classes.card}
        onKeyDown={onKeyDown}
      >
        <p className={shared.note}>
          {own.place({
            number: format.number(passed + 1, 0),
            total: format.number(passed + left, 0),
          })}
        </p>
        <Box id={`${id}-title`} component="h2" fz="lg" lh="lg">
          {own.title[name]}
        </Box>
        <p id={`${id}-more`}>{own.more[name]}</p>
        <Flex gap="xs" justify="flex-end" wrap="wrap" mt="xs">
          {!last && (
            <Button variant="subtle" mih={44} px={8} onClick={onSkip}>
              {own.skipAll}
            </Button>
          )}
          <Button mih={44} data-autofocus onClick={onNext}>
            {last ? own.done : own.next}
          </Button>
        </Flex>
      </Popover.Dropdown>
    </Popover>
  );
}

function ringAround({ left, top, width, height }: HintSpot['box']): CSSProperties {
  return {
    zIndex: LAYER,
    left: left - RING_GAP,
    top: top - RING_GAP,
    width: width + 2 * RING_GAP,
    height: height + 2 * RING_GAP,
  };
}

/** True once the page has loaded what it shows. */
function useRestedPage(): boolean {
  const fetching = useIsFetching();
  const [rested, setRested] = useState(false);
  useEffect(
    function waitForRest() {
      if (fetching > 0 || rested) return undefined;
      const timer = setTimeout(() => setRested(true), REST_MILLISECONDS);
      return () => clearTimeout(timer);
    },
    [fetching, rested],
  );
  return rested;
}

/** Returns the focus, when the hints are over, to where it was before the first of them. */
function useFocusBefore(shown: boolean): void {
  const [began, setBegan] = useState(false);
  if (shown && !began) setBegan(true);
  useEffect(
    function returnFocus() {
      if (!began) return undefined;
      const before = document.activeElement;
      return () => {
        if (before instanceof HTMLElement && before.isConnected) {
          before.focus({ preventScroll: true });
        }
      };
    },
    [began],
  );
}

/** A control on the screen that a hint speaks of: its box in pixels of the window. */
type HintSpot = {
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
function useHintSpot(names: readonly HintName[], from: number, ready: boolean): HintSpot | null {
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

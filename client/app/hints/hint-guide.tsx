import { Button, Popover } from '@mantine/core';
import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useId, useState, type CSSProperties, type KeyboardEvent } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { HintName } from '#client/ui/hinted.ts';

import classes from './hint-guide.module.css';
import { useHintSpot, type HintSpot } from './hint-spot.ts';

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
        <p className={classes.place}>
          {own.place({
            number: format.number(passed + 1, 0),
            total: format.number(passed + left, 0),
          })}
        </p>
        <h2 id={`${id}-title`} className={classes.title}>
          {own.title[name]}
        </h2>
        <p id={`${id}-more`}>{own.more[name]}</p>
        <div className={classes.acts}>
          {!last && (
            <Button variant="subtle" mih={44} px={8} onClick={onSkip}>
              {own.skipAll}
            </Button>
          )}
          <Button mih={44} data-autofocus onClick={onNext}>
            {last ? own.done : own.next}
          </Button>
        </div>
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

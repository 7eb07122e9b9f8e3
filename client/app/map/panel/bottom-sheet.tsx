import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';

import classes from './bottom-sheet.module.css';

export const SHEET_HEIGHTS = ['low', 'half', 'full'] as const;
export type SheetHeight = (typeof SHEET_HEIGHTS)[number];

/** Pixels of the sheet that always show, as in the style sheet: the handle and the tabs, with a first row in a high room. */
const LOW_SHEET = { least: 90, share: 0.28, most: 144 };
/** Height that a full sheet leaves free: the search field. */
const FULL_LEAVES_PIXELS = 68;
const A_TAP_PIXELS = 6;

/** Height of a sheet in a room, pixels; a room of 0 is one that was not measured yet. */
export function sheetPixels(height: SheetHeight, room: number): number {
  switch (height) {
    case 'low':
      if (room === 0) return LOW_SHEET.most;
      return Math.min(
        LOW_SHEET.most,
        Math.max(LOW_SHEET.least, Math.round(room * LOW_SHEET.share)),
      );
    case 'half':
      return Math.round(room / 2);
    case 'full':
      return room - FULL_LEAVES_PIXELS;
  }
}

/** The panel of a phone: three heights, by dragging, by tapping the handle or by arrow keys. */
export function BottomSheet({
  height,
  onHeight,
  children,
}: {
  height: SheetHeight;
  onHeight: (height: SheetHeight) => void;
  children: ReactNode;
}) {
  const text = useText();
  const sheet = useRef<HTMLElement>(null);
  const room = () => sheet.current?.parentElement?.clientHeight ?? window.innerHeight;
  const { dragged, start, move, end } = useSheetDrag(height, room, onHeight);
  const step = (by: number) => {
    const next = SHEET_HEIGHTS[SHEET_HEIGHTS.indexOf(height) + by];
    if (next !== undefined) onHeight(next);
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    step(event.key === 'ArrowUp' ? 1 : -1);
  };

  return (
    <section
      ref={sheet}
      className={classes.sheet}
      aria-label={text.map.sheet}
      data-height={height}
      style={dragged === null ? undefined : { height: dragged, transition: 'none' }}
    >
      <button
        type="button"
        className={classes.handle}
        aria-label={height === 'full' ? text.map.sheetLower : text.map.sheetTaller}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
        onClick={() => {
          if (dragged === null)
            onHeight(height === 'full' ? 'low' : height === 'low' ? 'half' : 'full');
        }}
        onKeyDown={byKey}
      />
      {children}
    </section>
  );
}

/** The handle in the hand: the sheet follows it, and rests at the nearest of its heights. */
function useSheetDrag(
  height: SheetHeight,
  room: () => number,
  onHeight: (height: SheetHeight) => void,
) {
  const [dragged, setDragged] = useState<number | null>(null);
  const grip = useRef<{ y: number; from: number; moved: boolean } | null>(null);
  const start = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { y: event.clientY, from: sheetPixels(height, room()), moved: false };
  };
  const move = (event: PointerEvent<HTMLButtonElement>) => {
    if (grip.current === null) return;
    const up = grip.current.y - event.clientY;
    if (Math.abs(up) > A_TAP_PIXELS) grip.current.moved = true;
    if (!grip.current.moved) return;
    const wanted = grip.current.from + up;
    const [low, full] = [sheetPixels('low', room()), sheetPixels('full', room())];
    setDragged(Math.min(Math.max(wanted, low), full));
  };
  const end = () => {
    const moved = grip.current?.moved === true;
    grip.current = null;
    if (!moved || dragged === null) return;
    setDragged(null);
    const distance = (name: SheetHeight) => Math.abs(sheetPixels(name, room()) - dragged);
    onHeight(SHEET_HEIGHTS.toSorted((a, b) => distance(a) - distance(b))[0] ?? 'low');
  };
  return { dragged, start, move, end };
}

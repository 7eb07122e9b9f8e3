import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';

import { useCan } from '#client/api/me.ts';
import type { ModeName } from '#client/map/modes/modes.ts';
import type { ViewSearch } from '#client/register/view-search.ts';

import { mapPadding } from './map-padding.ts';
import { sheetPixels, type SheetHeight } from './panel/bottom-sheet.tsx';
import { useTimeRoom } from './use-time.ts';

/** Panels that stand open on the screen, and the room that they leave of the map. */
export function useLayout(search: ViewSearch) {
  const phone = useWidthBelow('47.99em');
  // Too narrow for list, map and record side by side: the style sheet then hides the list, and the map keeps its half.
  const narrow = useWidthBelow('89.99em');
  const { ref: room, height } = useElementSize();
  const [sheet, setSheet] = useState<SheetHeight>('low');
  const mode = useMapMode(search);
  const drawing = mode !== 'look';
  const panelOpen = search.panel !== 'closed';
  const recordOpen = drawing || search.id !== undefined;
  const timeOpen = search.time === 'open' && !drawing;
  const { ref: timeRoom, pixels: timePixels } = useTimeRoom(timeOpen);
  const recordLow = phone && !drawing && search.id !== undefined && search.record === 'low';
  const sheetShown = recordLow || sheet === 'full' ? 'half' : sheet;
  const sheetInset = phone ? sheetPixels(sheetShown, height) : 0;
  const bottomInset = sheetInset + timePixels;
  const padding = mapPadding({
    phone,
    listBeside: panelOpen && !(narrow && recordOpen),
    recordBeside: recordOpen,
    bottomInset,
  });
  return {
    phone,
    room,
    mode,
    selecting: selectingOf(search),
    drawing,
    panelOpen,
    recordOpen,
    /** The record of a phone leaves the upper half to the map. */
    recordLow,
    timeOpen,
    timeRoom,
    sheet,
    setSheet,
    /** Shows the list of a phone where only its edge was seen. */
    raiseSheet: () => {
      if (sheet === 'low') setSheet('half');
    },
    /** Height of the sheet over the lower edge of the map, pixels. */
    sheetInset,
    /** The same with the time slider upon it. */
    bottomInset,
    padding,
  };
}
export type Layout = ReturnType<typeof useLayout>;

const SELECTING = ['lasso', 'polygon', 'circle'] as const;

/** The way in which an area is being chosen; null while none is. */
function selectingOf({ draw }: ViewSearch): (typeof SELECTING)[number] | null {
  return SELECTING.find((tool) => tool === draw) ?? null;
}

/** Mode of the register's map, named by the address and allowed to the reader. */
function useMapMode({ draw, id }: ViewSearch): Extract<ModeName, 'look' | 'draw' | 'measure'> {
  const mayPropose = useCan('points:propose');
  if (draw === 'measure') return 'measure';
  const draws = draw === 'edit' ? id !== undefined : draw === 'new' && mayPropose;
  return draws ? 'draw' : 'look';
}

function useWidthBelow(width: string): boolean {
  return useMediaQuery(`(max-width: ${width})`, undefined, { getInitialValueInEffect: false });
}

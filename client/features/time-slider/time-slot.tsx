import { Box } from '@mantine/core';
import { Suspense, type ReactNode, type Ref } from 'react';

import type { IsoDate } from '#server/contract/time.ts';

import type { Filter } from '#client/register/filter.ts';
import classes from './time-slot.module.css';

/** Props between the map and the slider that plays its days. */
export type TimeSliderProps = {
  filter: Filter;
  /** State of the map: `shown` when it shows the day of the filter already. */
  state: 'shown' | 'waiting' | 'failed';
  /** Null: today. */
  onDate: (date: IsoDate | null) => void;
  onKnownAt: (date: IsoDate | null) => void;
  /** A period that was brushed over the bars; null: none any more. */
  onPeriod: (period: { from: IsoDate; to: IsoDate } | null) => void;
  /** Two evenings side by side, or no longer. */
  onCompare: () => void;
  /** The days that are likely to be asked for next, the likeliest first. */
  onAhead: (days: readonly (IsoDate | null)[]) => void;
  /** The reader has just opened it: the keys are theirs. */
  takesFocus: boolean;
  onClose: () => void;
};

/** Slot of the time slider: over the lower edge of the map, above the sheet of a phone. */
export function TimeSlot({
  ref,
  bottomInset,
  children,
}: {
  ref: Ref<HTMLDivElement>;
  /** Height of a sheet over the lower edge, pixels. */
  bottomInset: number;
  children: ReactNode;
}) {
  return (
    <Box ref={ref} className={classes.slot} __vars={{ '--sheet': `${bottomInset}px` }}>
      <Suspense fallback={null}>{children}</Suspense>
    </Box>
  );
}

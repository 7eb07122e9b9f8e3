import { memo, useMemo } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useTokens } from '#client/ui/use-tokens.ts';
import type { PointStatus } from '#server/contract/point.ts';
import { HAPPENINGS, type Happening, type Timeline } from '#server/contract/timeline.ts';

import { barsOf } from './histogram-bars.ts';
import type { DateRange } from './slider-dates.ts';
import classes from './time-slider.module.css';
import { useBinName } from './use-bin-name.ts';

/** Status of a point after each kind of event; its sign and colour stand for the event. */
export const BECAME: Record<Happening, PointStatus> = {
  listed: 'active',
  eliminated: 'eliminated',
  handed_over: 'handed_over',
  recurrence_confirmed: 'recurring',
};

const SCALE = 1_000;
/** Share of a bar's width that is filled, so that neighbours stay apart. */
const FILLED = 0.82;

/** Bars of what happened when; drawn anew only when they change, and not with every step. */
export const Histogram = memo(function Histogram({
  timeline,
  first,
  last,
}: { timeline: Timeline } & DateRange) {
  const tokens = useTokens();
  const bars = useMemo(() => barsOf(timeline, { first, last }), [timeline, first, last]);
  return (
    <svg
      className={classes.bars}
      viewBox={`0 0 ${SCALE} ${SCALE}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bars.map((bar) =>
        bar.parts.map((part) => (
          <rect
            key={`${bar.from}-${part.name}`}
            x={bar.x * SCALE}
            y={part.y * SCALE}
            width={Math.max(1, bar.width * FILLED * SCALE)}
            height={part.height * SCALE}
            fill={tokens.status[BECAME[part.name]]}
          />
        )),
      )}
    </svg>
  );
});

/** The bars in numbers, for those who cannot see them. */
export const HistogramTable = memo(function HistogramTable({ timeline }: { timeline: Timeline }) {
  const { timeSlider: own } = useText();
  const format = useFormat();
  const binName = useBinName(timeline.bin);
  return (
    <table className="visually-hidden">
      <caption>{own.table}</caption>
      <thead>
        <tr>
          <th scope="col">{own.period}</th>
          {HAPPENINGS.map((name) => (
            <th key={name} scope="col">
              {own.happened[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {timeline.bins.map((bin) => (
          <tr key={bin.from}>
            <th scope="row">{binName(bin.from)}</th>
            {HAPPENINGS.map((name) => (
              <td key={name}>{format.number(bin[name], 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

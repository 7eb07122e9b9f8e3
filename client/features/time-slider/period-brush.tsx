import { Box } from '@mantine/core';
import { useRef, useState, type PointerEvent, type ReactNode } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { dateAtShare, shareOf, type DateRange, type Period } from './slider-dates.ts';
import brush from './period-brush.module.css';
import classes from './time-slider.module.css';

/** The line of days as a choice of a period: drag over the bars, or move both ends by keys. */
export function PeriodBrush({
  period,
  range,
  day,
  onPeriod,
  children,
}: {
  /** Null: none is chosen, and the ends stand at those of the line. */
  period: Period | null;
  range: DateRange;
  /** The evening that the map shows. */
  day: IsoDate;
  onPeriod: (period: Period) => void;
  children: ReactNode;
}) {
  const { timeSlider: own } = useText();
  const format = useFormat();
  const { shown, choose } = useChoice(period, onPeriod);
  const { drawn, drag } = useDrag(range, choose);
  const { from, to } = drawn ?? shown ?? { from: range.first, to: range.last };
  return (
    <div className={classes.line}>
      <div className={classes.track} data-brush {...drag}>
        {children}
        <Box
          className={brush.brushed}
          data-chosen={shown !== null || drawn !== null}
          __vars={{
            '--from': String(shareOf(from, range)),
            '--to': String(shareOf(to, range)),
          }}
        />
        <Box className={brush.shown} __vars={{ '--share': String(shareOf(day, range)) }} />
        <End
          label={own.periodFrom}
          day={from}
          range={range}
          onDay={(day) => choose({ from: day < to ? day : to, to })}
        />
        <End
          label={own.periodTo}
          day={to}
          range={range}
          onDay={(day) => choose({ from, to: day > from ? day : from })}
        />
      </div>
      <div className={classes.ends} aria-hidden="true">
        <span>{format.date(range.first)}</span>
        <span>{own.periodIs({ from: format.date(from), to: format.date(to) })}</span>
        <span>{format.date(range.last)}</span>
      </div>
    </div>
  );
}

/** One end of the period, moved by keys. */
function End({
  label,
  day,
  range,
  onDay,
}: {
  label: string;
  day: IsoDate;
  range: DateRange;
  onDay: (day: IsoDate) => void;
}) {
  const format = useFormat();
  return (
    <input
      type="range"
      className={brush.end}
      aria-label={label}
      aria-valuetext={format.date(day)}
      min={dayNumber(range.first)}
      max={dayNumber(range.last)}
      step={1}
      value={dayNumber(day)}
      onChange={(event) => onDay(dateOfDay(event.currentTarget.valueAsNumber))}
    />
  );
}

/**
 * Shows a chosen period at once. The address of the page changes a moment later; a key that is pressed before that
 * moves on from what was chosen, and not from the period before it.
 */
function useChoice(period: Period | null, onPeriod: (period: Period) => void) {
  const before = period === null ? '' : `${period.from} ${period.to}`;
  const [choice, setChoice] = useState<{ before: string; period: Period } | null>(null);
  if (choice !== null && choice.before !== before) setChoice(null);
  const choose = (next: Period) => {
    setChoice({ before, period: next });
    onPeriod(next);
  };
  return { shown: choice?.before === before ? choice.period : period, choose };
}

/**
 * The period under a drag, which counts when the pointer is let go. The last move may not be on the screen yet, so its
 * period is kept beside what is drawn.
 */
function useDrag(range: DateRange, onPeriod: (period: Period) => void) {
  const [start, setStart] = useState<IsoDate | null>(null);
  const [drawn, setDrawn] = useState<Period | null>(null);
  const newest = useRef<Period | null>(null);
  const draw = (period: Period | null) => {
    newest.current = period;
    setDrawn(period);
  };
  const dayUnder = (event: PointerEvent<HTMLElement>): IsoDate => {
    const box = event.currentTarget.getBoundingClientRect();
    return dateAtShare((event.clientX - box.left) / box.width, range);
  };
  const drag = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setStart(dayUnder(event));
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (start === null) return;
      const [from = start, to = start] = [start, dayUnder(event)].toSorted();
      draw({ from, to });
    },
    onPointerUp: () => {
      if (newest.current !== null) onPeriod(newest.current);
      setStart(null);
      draw(null);
    },
    onPointerCancel: () => {
      setStart(null);
      draw(null);
    },
  };
  return { drawn, drag };
}

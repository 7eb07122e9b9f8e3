import { Box } from '@mantine/core';
import type { KeyboardEvent, ReactNode, Ref } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { dateAfterKey, shareOf, type DateRange } from './slider-dates.ts';
import classes from './time-slider.module.css';

type Steered = {
  date: IsoDate;
  range: DateRange;
  onDate: (date: IsoDate) => void;
  onPlay: () => void;
};

/** The line of days: a place on it by pointer, steps by keys; `children` lie under the handle. */
export function SliderTrack({
  ref,
  date,
  range,
  valueText,
  onDate,
  onPlay,
  children,
}: Steered & {
  ref: Ref<HTMLInputElement>;
  valueText: string;
  children: ReactNode;
}) {
  const { timeSlider: own } = useText();
  const format = useFormat();
  return (
    <div className={classes.line}>
      <div className={classes.track}>
        {children}
        <input
          ref={ref}
          type="range"
          className={classes.input}
          aria-label={own.track}
          aria-describedby="time-slider-keys"
          aria-valuetext={valueText}
          min={dayNumber(range.first)}
          max={dayNumber(range.last)}
          step={1}
          value={dayNumber(date)}
          onChange={(event) => onDate(dateOfDay(event.currentTarget.valueAsNumber))}
          onKeyDown={keysOf({ date, range, onDate, onPlay })}
        />
        <Box className={classes.handle} __vars={{ '--share': String(shareOf(date, range)) }} />
      </div>
      <div className={classes.ends} aria-hidden="true">
        <span>{format.date(range.first)}</span>
        <span>{format.date(range.last)}</span>
      </div>
      <p id="time-slider-keys" className="visually-hidden">
        {own.keys}
      </p>
    </div>
  );
}

/** Space plays; arrows, page keys, Home and End lead to other days of the range. */
function keysOf({ date, range, onDate, onPlay }: Steered) {
  return (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === ' ') {
      event.preventDefault();
      onPlay();
      return;
    }
    const next = dateAfterKey(event.key, event.shiftKey, date, range);
    if (next === null) return;
    event.preventDefault();
    onDate(next);
  };
}

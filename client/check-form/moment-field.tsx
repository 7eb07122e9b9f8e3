import { Box, Button } from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import { IconClock } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import { instantAt, timeOf } from './check-values.ts';
import classes from './check-form.module.css';

/** Field for the moment of the check: now, until the person enters another one. */
export function MomentField({
  value,
  said,
  error,
  onChange,
}: {
  value: IsoInstant | null;
  /** True when the person has entered another moment than now. */
  said: boolean;
  error: ReactNode;
  onChange: (instant: IsoInstant | null) => void;
}) {
  const { checks: text } = useText();
  const format = useFormat();
  if (!said) {
    const at = value === null ? '' : format.dateTime(value);
    return (
      <div className={classes.fact}>
        <IconClock size={20} stroke={1.6} aria-hidden="true" />
        <p>
          <Box component="span" c="dimmed" mr={4}>
            {text.moment}
          </Box>{' '}
          {text.momentNow({ at })}
        </p>
        <Button
          variant="subtle"
          size="compact-md"
          mih={44}
          aria-label={`${text.momentChange}: ${text.moment}`}
          onClick={() => onChange(value)}
        >
          {text.momentChange}
        </Button>
      </div>
    );
  }
  return <MomentEntry value={value} error={error} onChange={onChange} />;
}

function MomentEntry({
  value,
  error,
  onChange,
}: {
  value: IsoInstant | null;
  error: ReactNode;
  onChange: (instant: IsoInstant | null) => void;
}) {
  const { checks: text } = useText();
  const [day, setDay] = useState(() => (value === null ? today() : civilDate(value)));
  const [time, setTime] = useState(() => (value === null ? '' : timeOf(value)));
  const take = (nextDay: string, nextTime: string) => {
    setDay(nextDay);
    setTime(nextTime);
    onChange(instantAt(nextDay, nextTime));
  };
  return (
    <div className={classes.moment} data-faulty={error !== undefined}>
      <DateField
        label={text.momentDay}
        maxDate={today()}
        value={day}
        error={error}
        size="md"
        onChange={(next) => take(next ?? '', time)}
      />
      <TimeInput
        label={text.momentTime}
        value={time}
        error={error !== undefined}
        size="md"
        onChange={(event) => take(day, event.currentTarget.value)}
      />
    </div>
  );
}

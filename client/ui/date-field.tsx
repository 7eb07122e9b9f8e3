import { DateInput, type DateInputProps } from '@mantine/dates';
import { useMediaQuery } from '@mantine/hooks';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';

import type { IsoDate } from '#server/contract/time.ts';

// Lets a typed `1/3/2026` be read day first; without it the browser would read a month.
dayjs.extend(customParseFormat);

const FORMATS = ['DD/MM/YYYY', 'D/M/YYYY', 'DD/MM/YY', 'YYYY-MM-DD'];

function parse(typed: string): IsoDate | null {
  const date = dayjs(typed.trim(), FORMATS, true);
  return date.isValid() ? date.format('YYYY-MM-DD') : null;
}

/**
 * A civil date, typed or picked, as `YYYY-MM-DD`; null while there is none. Above a keyboard of a phone the calendar has
 * no room beside the field: it comes when the keyboard goes.
 */
export function DateField(props: Omit<DateInputProps, 'valueFormat' | 'dateParser'>) {
  const low = useMediaQuery('(max-width: 30em) and (max-height: 31.24em)', false, {
    getInitialValueInEffect: false,
  });
  return (
    <DateInput
      valueFormat="DD/MM/YYYY"
      placeholder="dd/mm/yyyy"
      dateParser={parse}
      popoverProps={{ withinPortal: true, disabled: low }}
      {...props}
    />
  );
}

import 'dayjs/locale/vi';

import { Button } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { IconCalendar } from '@tabler/icons-react';

import { today } from '#client/i18n/today.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './filter-form.module.css';

dayjs.extend(customParseFormat);

const EARLIEST: IsoDate = '1990-01-01';
const TYPED_FORMATS = ['DD/MM/YYYY', 'D/M/YYYY', 'DD-MM-YYYY', 'YYYY-MM-DD'];

/** The evening whose state is shown; typed or picked, day first. Null is today. */
export function DateChoice({
  value,
  onChange,
}: {
  value: IsoDate | null;
  onChange: (date: IsoDate | null) => void;
}) {
  const text = useText();
  const { language } = useLanguage();
  const now = today();
  return (
    <div className={classes.date}>
      <DateInput
        className={classes.grow}
        label={text.pointsList.asOf}
        description={text.pointsList.asOfMore}
        value={value ?? now}
        onChange={(date) => onChange(date === null || date >= now ? null : date)}
        locale={language}
        firstDayOfWeek={1}
        valueFormat="DD/MM/YYYY"
        dateParser={(typed) => {
          const parsed = dayjs(typed, TYPED_FORMATS, true);
          return parsed.isValid() ? parsed.format('YYYY-MM-DD') : null;
        }}
        minDate={EARLIEST}
        maxDate={now}
        leftSection={<IconCalendar size={16} stroke={1.6} aria-hidden="true" />}
        previousLabel={text.pointsList.previousMonth}
        nextLabel={text.pointsList.nextMonth}
      />
      <Button variant="default" disabled={value === null} onClick={() => onChange(null)}>
        {text.pointsList.today}
      </Button>
    </div>
  );
}

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';

import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { SheetWeek } from '#server/contract/weekly-sheet.ts';

import { useWeekName } from './week-name.ts';
import classes from './weekly-sheets.module.css';

/** One week back or forward, or the week of any day up to today. */
export function WeekChoice({
  week,
  today,
  onChoose,
}: {
  week: SheetWeek;
  today: IsoDate;
  onChoose: (day: IsoDate) => void;
}) {
  const { weeklySheets: own } = useText();
  const name = useWeekName();
  const last = addDays(week.firstOn, 7) > today;
  return (
    <fieldset className={classes.week}>
      <legend className="visually-hidden">{own.week}</legend>
      <Tooltip label={own.previousWeek}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={own.previousWeek}
          onClick={() => onChoose(addDays(week.firstOn, -7))}
        >
          <IconChevronLeft size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <p className={classes.weekName} aria-live="polite">
        <strong>{name(week).number}</strong>
        <span>{name(week).days}</span>
      </p>
      <Tooltip label={own.nextWeek}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={own.nextWeek}
          disabled={last}
          onClick={() => onChoose(addDays(week.firstOn, 7))}
        >
          <IconChevronRight size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <DateField
        className={classes.day}
        aria-label={own.pickWeek}
        value={null}
        maxDate={today}
        onChange={(day) => {
          if (day !== null) onChoose(day);
        }}
      />
    </fieldset>
  );
}

import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';

import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { addDays, type IsoDate, type IsoInstant } from '#server/contract/time.ts';

import classes from './changes-strip.module.css';

const EARLIEST: IsoDate = '1990-01-01';

/** The time since which changes count: the last visit, yesterday, a week, or a day of one's own. */
export function SinceChoice({
  day,
  visit,
  onDay,
}: {
  /** Null: since the last visit. */
  day: IsoDate | null;
  /** End of the last visit; null on the first one. */
  visit: IsoInstant | null;
  onDay: (day: IsoDate | null) => void;
}) {
  const { visits: own } = useText();
  const { language } = useLanguage();
  const format = useFormat();
  const [picking, setPicking] = useState(false);
  const now = today();
  const [yesterday, week] = [addDays(now, -1), addDays(now, -7)];
  const title =
    day === null && visit !== null
      ? own.title({ time: format.dateTime(visit) })
      : own.sinceDay({ date: format.date(day ?? week) });
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <UnstyledButton className={classes.since}>
            {title}
            <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {visit !== null && (
            <Menu.Item onClick={() => onDay(null)}>
              {own.title({ time: format.dateTime(visit) })}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => onDay(yesterday)}>{own.yesterday}</Menu.Item>
          <Menu.Item onClick={() => onDay(week)}>{own.week}</Menu.Item>
          <Menu.Item onClick={() => setPicking(true)}>{own.ownDay}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {picking && (
        <DateField
          className={classes.day ?? ''}
          size="xs"
          aria-label={own.ownDay}
          value={day ?? week}
          minDate={EARLIEST}
          maxDate={now}
          locale={language}
          firstDayOfWeek={1}
          onChange={(chosen) => {
            if (chosen !== null) onDay(chosen);
          }}
        />
      )}
    </>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import type { CheckSchedule, CheckScheduleList } from '#server/contract/check.ts';

import classes from './checks.module.css';
import { checkSchedulesQuery } from './queries.ts';
import { ScheduleForm } from './schedule-form.tsx';

/** Before this nothing was ever recorded: the default has always held. */
const FROM_THE_START = '1900-01-01';

/** Schedules of checks of closed places, each with its origin, and the form that sets a new one. */
export function CheckSchedules() {
  const { checks: text } = useText();
  const schedules = useQuery(checkSchedulesQuery);
  const [setting, setSetting] = useState(false);
  const list = schedules.data;
  return (
    <Section title={text.schedule} lead={text.scheduleLead}>
      <ErrorNotice error={schedules.error} />
      {schedules.isPending && <LoadingRows rows={3} />}
      {list !== undefined && (
        <>
          <ul className={classes.schedules}>
            {list.items.map((schedule) => (
              <ScheduleLine key={schedule.validFrom} schedule={schedule} list={list} />
            ))}
          </ul>
          {setting ? (
            <ScheduleForm list={list} onClose={() => setSetting(false)} />
          ) : (
            <Button onClick={() => setSetting(true)}>{text.scheduleNew}</Button>
          )}
        </>
      )}
    </Section>
  );
}

function ScheduleLine({ schedule, list }: { schedule: CheckSchedule; list: CheckScheduleList }) {
  const { checks: text } = useText();
  const format = useFormat();
  const { validFrom } = schedule;
  const inForce = validFrom === list.inForceFrom;
  return (
    <li className={classes.schedule} data-in-force={inForce}>
      <p className={classes.scheduleHead}>
        <strong>{text.scheduleDays({ days: schedule.days.map(String).join(', ') })}</strong>
        <span>
          {validFrom === FROM_THE_START
            ? text.scheduleFromStart
            : text.scheduleFrom({ date: format.date(validFrom) })}
          {inForce && `, ${text.scheduleInForce}`}
          {validFrom > list.inForceFrom && `, ${text.scheduleWaiting}`}
        </span>
      </p>
      <p className={classes.small}>
        {text.scheduleMore({
          lead: format.days(schedule.leadDays),
          retry: format.days(schedule.retryDays),
          watch: format.days(schedule.watchDays),
        })}
      </p>
      <p className={classes.small}>{text.scheduleOrigin({ origin: schedule.origin })}</p>
      {schedule.setBy !== null && (
        <p className={classes.small}>
          {text.scheduleSetBy({ name: schedule.setBy, at: format.dateTime(schedule.setAt) })}
        </p>
      )}
    </li>
  );
}

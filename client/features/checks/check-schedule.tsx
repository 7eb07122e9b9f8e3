import { Button, Flex, NumberInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { Form } from '#client/forms/form.tsx';
import { FormRefusal } from '#client/forms/propose-instead.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import {
  type CheckSchedule,
  type CheckScheduleList,
  NewCheckSchedule,
} from '#server/contract/check.ts';
import { isIsoDate } from '#server/contract/time.ts';
import shared from '#client/ui/shared.module.css';

import classes from './checks.module.css';
import { checkSchedulesQuery } from './queries.ts';

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
          <Flex component="ul" direction="column" gap="xs" mb="md">
            {list.items.map((schedule) => (
              <ScheduleLine key={schedule.validFrom} schedule={schedule} list={list} />
            ))}
          </Flex>
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
      <Flex
        component="p"
        className={classes.scheduleHead}
        gap="0 12px"
        justify="space-between"
        wrap="wrap"
      >
        <strong>{text.scheduleDays({ days: schedule.days.map(String).join(', ') })}</strong>
        <span>
          {validFrom === FROM_THE_START
            ? text.scheduleFromStart
            : text.scheduleFrom({ date: format.date(validFrom) })}
          {inForce && `, ${text.scheduleInForce}`}
          {validFrom > list.inForceFrom && `, ${text.scheduleWaiting}`}
        </span>
      </Flex>
      <p className={shared.note}>
        {text.scheduleMore({
          lead: format.days(schedule.leadDays),
          retry: format.days(schedule.retryDays),
          watch: format.days(schedule.watchDays),
        })}
      </p>
      <p className={shared.note}>{text.scheduleOrigin({ origin: schedule.origin })}</p>
      {schedule.setBy !== null && (
        <p className={shared.note}>
          {text.scheduleSetBy({ name: schedule.setBy, at: format.dateTime(schedule.setAt) })}
        </p>
      )}
    </li>
  );
}

/** A new schedule, begun from the one in force. */
function ScheduleForm({ list, onClose }: { list: CheckScheduleList; onClose: () => void }) {
  const text = useText();
  const format = useFormat();
  const own = text.checks;
  const write = useNewSchedule(list, onClose);
  const { field } = write;
  const days = { min: 0, allowDecimal: false, allowNegative: false, hideControls: true } as const;
  return (
    <Stack gap="md" renderRoot={(root) => <Form {...root} {...write.formProps} />}>
      <TextInput
        label={own.days}
        description={own.daysMore}
        inputMode="numeric"
        {...field('days')}
      />
      <div className={classes.numbers}>
        <NumberInput label={own.leadDays} {...days} {...field('leadDays')} />
        <NumberInput label={own.retryDays} {...days} {...field('retryDays')} />
        <NumberInput label={own.watchDays} {...days} {...field('watchDays')} />
      </div>
      <DateField
        label={own.validFrom}
        description={own.validFromMore}
        minDate={today()}
        {...field('validFrom')}
      />
      <TextInput label={own.origin} description={own.originMore} {...field('origin')} />
      <RecordPreview lines={linesOf(write.values, text, format)} />
      <p className={shared.note}>{own.scheduleFlags}</p>
      <FormRefusal write={write} />
      <Flex gap="xs" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {text.common.cancel}
        </Button>
        <Button type="submit" loading={write.pending}>
          {own.setSchedule}
        </Button>
      </Flex>
    </Stack>
  );
}

/** Writes the schedule, says from which day it is in force, and closes. */
function useNewSchedule(list: CheckScheduleList, onClose: () => void) {
  const { checks: own } = useText();
  const format = useFormat();
  return useWrite({
    draft: 'schedule of checks',
    initial: valuesOf(list),
    schema: NewCheckSchedule,
    body: (values) => ({ ...values, days: readDays(values.days) }),
    at: { days: 'days' },
    words: {
      days: own.daysWrong,
      leadDays: own.numberMissing,
      retryDays: own.numberMissing,
      watchDays: own.numberMissing,
      validFrom: own.validFromMissing,
      origin: own.originMissing,
    },
    send: (json, once) => call(api['check-schedules'].$post({ json }, once)),
    propose: (act) => ({ kind: 'check_schedule', act }),
    onDone(_, { validFrom }) {
      const date = format.date(validFrom ?? today());
      notifications.show({ message: own.scheduleSet({ date }) });
      onClose();
    },
    keep: (client, after) => void client.setQueryData(checkSchedulesQuery.queryKey, after),
    refresh: pointsChanged,
  });
}

function valuesOf({ items, inForceFrom }: CheckScheduleList): ScheduleValues {
  const inForce = items.find(({ validFrom }) => validFrom === inForceFrom);
  return {
    days: inForce?.days.join(', ') ?? '',
    leadDays: inForce?.leadDays ?? '',
    retryDays: inForce?.retryDays ?? '',
    watchDays: inForce?.watchDays ?? '',
    validFrom: today(),
    origin: '',
  };
}

function linesOf(
  values: ScheduleValues,
  { checks: own }: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
) {
  const { validFrom, origin } = values;
  return [
    {
      label: own.days,
      value:
        readDays(values.days)
          ?.toSorted((a, b) => a - b)
          .join(', ') ?? '…',
    },
    {
      label: own.validFrom,
      value: validFrom !== null && isIsoDate(validFrom) ? format.date(validFrom) : '…',
    },
    { label: own.origin, value: origin.trim() || '…' },
  ];
}

/** Values of the form of a schedule, as they were typed. */
type ScheduleValues = {
  days: string;
  leadDays: number | string;
  retryDays: number | string;
  watchDays: number | string;
  validFrom: string | null;
  origin: string;
};

/** `7, 30 ,90` as numbers; null when something else stands between them. */
export function readDays(typed: string): number[] | null {
  const parts = typed.split(/[,;\s]+/).filter((part) => part !== '');
  const days = parts.map(Number);
  return parts.every((part) => /^\d+$/.test(part)) && days.length > 0 ? days : null;
}

import { Button, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { Section } from '#client/ui/page.tsx';
import type { DayOffBody } from '#server/contract/tip-clock.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { useSetDay } from './queries.ts';
import classes from './tip-clocks.module.css';

const KINDS = ['holiday', 'worked', 'plain'] as const;

/** The days that differ from the plain week, a year at a time. */
export function DaysOff({ days, mayChange }: { days: readonly DayOffBody[]; mayChange: boolean }) {
  const { tipClocks: own } = useText();
  const format = useFormat();
  const now = today().slice(0, 4);
  const years = [
    ...new Set([...days.map(({ day }) => day.slice(0, 4)), now, String(Number(now) + 1)]),
  ].toSorted((a, b) => a.localeCompare(b));
  const [year, setYear] = useState(now);
  const shown = days.filter(({ day }) => day.startsWith(year));
  return (
    <Section
      title={own.days}
      lead={own.daysLead}
      aside={
        <Select
          aria-label={own.year}
          allowDeselect={false}
          w={110}
          value={year}
          data={years}
          onChange={(value) => setYear(value ?? now)}
        />
      }
    >
      {mayChange && <DayForm onSet={(day) => setYear(day.slice(0, 4))} />}
      {shown.length === 0 ? (
        <p>{own.noDays}</p>
      ) : (
        <DataTable label={own.days} head={[own.day, own.dayKind, own.dayName]}>
          {shown.map(({ day, kind, name }) => (
            <tr key={day} data-day={day}>
              <td>{format.date(day)}</td>
              <td>{own.dayKinds[kind]}</td>
              <td>{name}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  );
}

type Values = { day: IsoDate | null; kind: DayOffBody['kind']; name: string };

function DayForm({ onSet }: { onSet: (day: IsoDate) => void }) {
  const { tipClocks: own } = useText();
  const format = useFormat();
  const setDay = useSetDay();
  const form = useForm<Values>({
    initialValues: { day: null, kind: 'holiday', name: '' },
    validate: {
      day: (day) => (day === null ? own.dayMissing : null),
      name: (name) => (name.trim() === '' ? own.dayNameMissing : null),
    },
  });
  return (
    <form
      className={classes.dayForm}
      noValidate
      onSubmit={form.onSubmit(({ day, kind, name }) => {
        if (day === null) return;
        setDay.mutate(
          { day, kind, name: name.trim() },
          {
            onSuccess({ moved }) {
              notifications.show({ message: own.moved({ count: format.number(moved, 0) }) });
              onSet(day);
              form.reset();
            },
          },
        );
      })}
    >
      <DateField label={own.day} withAsterisk {...form.getInputProps('day')} />
      <Select
        label={own.dayKind}
        allowDeselect={false}
        data={KINDS.map((value) => ({ value, label: own.dayKinds[value] }))}
        {...form.getInputProps('kind')}
      />
      <TextInput label={own.dayName} withAsterisk maxLength={100} {...form.getInputProps('name')} />
      <Button type="submit" loading={setDay.isPending}>
        {own.setDay}
      </Button>
      <ErrorNotice error={setDay.error} />
    </form>
  );
}

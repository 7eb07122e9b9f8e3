import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { TIPS_KEY } from '#client/api/tips.ts';
import { tipClocksQuery } from '#client/features/tips/queries.ts';
import { Form } from '#client/forms/form.tsx';
import { FormRefusal } from '#client/forms/propose-instead.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { IsoDate } from '#server/contract/time.ts';
import { DayOffBody } from '#server/contract/tip-clock.ts';

import { RuleTable } from './rule-table.tsx';
import classes from './tip-clocks.module.css';

/** Until when tips are to be handled, by which papers, and which days count. */
export default function TipClocksScreen() {
  const { tipClocks: own } = useText();
  const format = useFormat();
  const mayChange = useCan('settings:manage');
  const clocks = useQuery(tipClocksQuery);
  return (
    <Page title={own.title} lead={own.lead}>
      <ErrorNotice error={clocks.error} onRetry={() => void clocks.refetch()} />
      {clocks.isPending && <LoadingRows rows={8} />}
      {clocks.data !== undefined && (
        <>
          {!mayChange && <Notice>{own.readOnly}</Notice>}
          {clocks.data.unknownYears.length > 0 && (
            <Notice title={own.unknownYears({ years: clocks.data.unknownYears.join(', ') })}>
              {own.unknownYearsMore}
            </Notice>
          )}
          <p>{own.dueSoon({ days: format.days(clocks.data.dueSoonDays) })}</p>
          <RuleTable rules={clocks.data.rules} mayChange={mayChange} />
          <DaysOff days={clocks.data.daysOff} mayChange={mayChange} />
        </>
      )}
    </Page>
  );
}

/** The days that differ from the plain week, a year at a time. */
function DaysOff({ days, mayChange }: { days: readonly DayOffBody[]; mayChange: boolean }) {
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
        <EmptyLine title={own.noDays} next="daysOff" />
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

function DayForm({ onSet }: { onSet: (day: IsoDate) => void }) {
  const { tipClocks: own } = useText();
  const format = useFormat();
  const write = useWrite({
    draft: 'day off',
    initial: { day: null as IsoDate | null, kind: 'holiday', name: '' },
    schema: DayOffBody,
    words: { day: own.dayMissing, name: own.dayNameMissing },
    send: (json, once) => call(api['tip-clocks'].days.$post({ json }, once)),
    propose: (act) => ({ kind: 'day_off', act }),
    said: ({ moved }) => own.moved({ count: format.number(moved, 0) }),
    refresh: [tipClocksQuery.queryKey, TIPS_KEY],
    onDone: (_, { day }) => onSet(day ?? today()),
    startsAnew: true,
  });
  const { field } = write;
  return (
    <Form className={classes.dayForm} {...write.formProps}>
      <DateField label={own.day} {...field('day')} />
      <Select
        label={own.dayKind}
        allowDeselect={false}
        data={DayOffBody.shape.kind.options.map((value) => ({
          value,
          label: own.dayKinds[value],
        }))}
        {...field('kind')}
      />
      <TextInput label={own.dayName} {...field('name')} />
      <Button type="submit" loading={write.pending}>
        {own.setDay}
      </Button>
      <FormRefusal write={write} />
    </Form>
  );
}

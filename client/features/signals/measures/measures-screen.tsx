import { Button, Flex, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useText, useFormat, useLanguage } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { type SignalParameter, NewRematch } from '#server/contract/signal-parameters.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { MeasureFields } from './measure-fields.tsx';
import { changedLines, measureLines, sinceWords } from './measure-lines.ts';
import { measuresQuery } from './queries.ts';
import { RematchPanel } from './rematch-panel.tsx';
import classes from './signal-measures.module.css';

const OVER = ['applied', 'cancelled', 'failed'];

/** Screen of the parameters with which signals are matched to closed places, and of the preview of other values. */
export default function MeasuresScreen() {
  const { signalMeasures: own } = useText();
  const mayChange = useCan('settings:manage');
  const measures = useQuery(measuresQuery);
  const [changing, setChanging] = useState<SignalParameter | null>(null);
  const latest = measures.data?.latest ?? null;
  const open = latest !== null && !OVER.includes(latest.state);
  return (
    <Page title={own.title} lead={own.lead}>
      <ErrorNotice error={measures.error} onRetry={() => void measures.refetch()} />
      {measures.isPending && <LoadingRows rows={8} />}
      {!mayChange && <Notice>{own.readOnly}</Notice>}
      {measures.data !== undefined && (
        <>
          {mayChange && latest !== null && (
            <RematchPanel
              rematch={latest}
              inForce={measures.data.inForce.find(({ key }) => key === latest.key)}
            />
          )}
          {measures.data.inForce.map((measure) => (
            <MeasureSection
              key={measure.key}
              measure={measure}
              versions={measures.data.all.filter(({ key }) => key === measure.key)}
              today={measures.data.today}
              change={mayChange ? { blocked: open, start: () => setChanging(measure) } : null}
            />
          ))}
        </>
      )}
      {changing !== null && <ChangeDialog measure={changing} onClose={() => setChanging(null)} />}
    </Page>
  );
}

/** Another value for one measure: tried out first, applied by a second step and not before. */
function ChangeDialog({ measure, onClose }: { measure: SignalParameter; onClose: () => void }) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { signalMeasures: own } = text;
  const { key } = measure;
  const write = useWrite({
    draft: `measure ${key}`,
    initial: { value: measure.value, validFrom: today() as IsoDate | null, origin: '' },
    schema: NewRematch,
    body: (values) => ({ ...values, key }),
    words: { validFrom: own.dayMissing },
    check: ({ origin }) => ({ origin: origin.trim() === '' ? own.originMissing : null }),
    send: (json, once) => call(api['signal-rematches'].$post({ json }, once)),
    said: own.tryStarted,
    refresh: [measuresQuery.queryKey],
    onDone: onClose,
  });
  const { field, form, values } = write;
  // The form keeps the value of this key alone; a spread would forget that they fit.
  const draft = { ...measure, value: values.value } as SignalParameter;
  const changed = changedLines(measure, draft, { text, format, language });
  return (
    <WriteDialog
      write={write}
      title={own.changeFor({ measure: own.measure[key] })}
      lead={own.changeLead}
      lines={[
        ...(changed.length === 0 ? [{ label: own.measure[key], value: own.unchanged }] : changed),
        {
          label: own.validFrom,
          value: values.validFrom === null ? '' : format.date(values.validFrom),
        },
        { label: own.origin, value: values.origin.trim() },
      ]}
      confirm={own.tryIt}
      blocked={changed.length === 0 ? own.unchanged : null}
      onClose={onClose}
    >
      <MeasureFields
        draft={draft}
        field={field}
        onChange={(value) => form.setFieldValue('value', value)}
      />
      <DateField
        label={own.validFrom}
        description={own.validFromMore}
        minDate={today()}
        {...field('validFrom')}
      />
      <TextInput label={own.origin} description={own.originMore} {...field('origin')} />
    </WriteDialog>
  );
}

/** One measure as it holds, with its origin and first day, and what held before or will hold. */
function MeasureSection({
  measure,
  versions,
  today,
  change,
}: {
  measure: SignalParameter;
  /** Every value that it has had or will have. */
  versions: readonly SignalParameter[];
  today: IsoDate;
  /** Null for who only reads; blocked while another change is being looked into. */
  change: { blocked: boolean; start: () => void } | null;
}) {
  const { signalMeasures: own } = useText();
  const name = own.measure[measure.key];
  const others = versions.filter(({ validFrom }) => validFrom !== measure.validFrom);
  return (
    <Section
      title={name}
      lead={own.measureLead[measure.key]}
      aside={
        change !== null && (
          <Button
            variant="default"
            aria-label={own.changeFor({ measure: name })}
            disabled={change.blocked}
            data-change-measure={measure.key}
            onClick={change.start}
          >
            {own.changeIt}
          </Button>
        )
      }
    >
      <Version measure={measure} />
      {others.length > 0 && (
        <details className={classes.others}>
          <summary>{own.versions}</summary>
          {others.map((other) => (
            <div key={other.validFrom} className={classes.other}>
              <strong>{other.validFrom > today ? own.later : own.earlier}</strong>
              <Version measure={other} />
            </div>
          ))}
        </details>
      )}
    </Section>
  );
}

function Version({ measure }: { measure: SignalParameter }) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { signalMeasures: own } = text;
  const words = { text, format, language };
  return (
    <div data-measure={measure.key} data-since={measure.validFrom}>
      <Flex component="dl" className={classes.lines} direction="column">
        {measureLines(measure, words).map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </Flex>
      <p className={classes.origin}>
        {own.holds({ since: sinceWords(measure.validFrom, words) })} {own.origin}: {measure.origin}
        {measure.setBy !== null && ` ${own.setBy({ name: measure.setBy })}`}
      </p>
    </div>
  );
}

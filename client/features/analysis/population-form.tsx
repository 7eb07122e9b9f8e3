import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { Form } from '#client/forms/form.tsx';
import { FormRefusal } from '#client/forms/propose-instead.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { PopulationsBody } from '#server/contract/comparison.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { ANALYSIS_KEY } from './queries.ts';
import { readPopulations } from './read-populations.ts';

/** Denominators of new points: pasted lines, with their source and their day. */
export function PopulationForm() {
  const { analysis } = useText();
  const format = useFormat();
  const [saved, setSaved] = useState<number | null>(null);
  const badLine = (rows: string) => {
    const line = rows.trim() === '' ? null : readPopulations(rows).badLine;
    return line === null ? null : analysis.populationBad({ line: String(line) });
  };
  const write = useWrite({
    draft: 'populations',
    initial: { items: '', source: '', countedOn: today() as IsoDate | null },
    schema: PopulationsBody,
    body: (values) => ({ ...values, items: readPopulations(values.items).items }),
    check: ({ items }) => ({ items: badLine(items) }),
    send: (json, once) => call(api.analysis.populations.$post({ json }, once)),
    propose: (act) => ({ kind: 'populations', act }),
    refresh: [ANALYSIS_KEY],
    onDone: ({ communes }) => setSaved(communes),
    startsAnew: true,
  });
  const { field, values } = write;
  return (
    <Section title={analysis.populationTitle} lead={analysis.populationLead}>
      <Form style={{ display: 'grid', gap: 12, maxWidth: 520 }} {...write.formProps}>
        <Textarea
          label={analysis.populationRows}
          placeholder="00070; 150000"
          minRows={5}
          autosize
          {...field('items')}
          error={badLine(values.items) ?? field('items').error}
        />
        <TextInput label={analysis.populationSource} {...field('source')} />
        <DateField label={analysis.populationDay} {...field('countedOn')} />
        <FormRefusal write={write} />
        {saved !== null && (
          <Notice kind="good">
            <p>{analysis.populationSaved({ count: format.number(saved) })}</p>
          </Notice>
        )}
        <div>
          <Button type="submit" loading={write.pending}>
            {analysis.populationSave}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

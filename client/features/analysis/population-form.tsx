import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';

import { readPopulations } from './read-populations.ts';
import { useEnterPopulations } from './queries.ts';

/** Where the denominators of new points come from: pasted lines, with their source and their day. */
export function PopulationForm() {
  const { analysis } = useText();
  const format = useFormat();
  const [rows, setRows] = useState('');
  const [source, setSource] = useState('');
  const [countedOn, setCountedOn] = useState<string | null>(today());
  const enter = useEnterPopulations();
  const read = readPopulations(rows);
  const bad = rows.trim() !== '' && read.badLine !== null;
  return (
    <Section title={analysis.populationTitle} lead={analysis.populationLead}>
      <form
        style={{ display: 'grid', gap: 12, maxWidth: 520 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (countedOn === null || read.badLine !== null) return;
          enter.mutate({ source, countedOn, items: read.items }, { onSuccess: () => setRows('') });
        }}
      >
        <Textarea
          label={analysis.populationRows}
          placeholder="00070; 150000"
          minRows={5}
          autosize
          required
          value={rows}
          error={bad ? analysis.populationBad({ line: String(read.badLine) }) : null}
          onChange={(event) => setRows(event.currentTarget.value)}
        />
        <TextInput
          label={analysis.populationSource}
          required
          minLength={3}
          maxLength={300}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <DateField label={analysis.populationDay} value={countedOn} onChange={setCountedOn} />
        <ErrorNotice error={enter.error} />
        {enter.data !== undefined && (
          <Notice kind="good">
            <p>{analysis.populationSaved({ count: format.number(enter.data.communes) })}</p>
          </Notice>
        )}
        <div>
          <Button
            type="submit"
            loading={enter.isPending}
            disabled={read.items.length === 0 || read.badLine !== null || countedOn === null}
          >
            {analysis.populationSave}
          </Button>
        </div>
      </form>
    </Section>
  );
}

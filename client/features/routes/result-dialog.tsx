import { Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { CHECK_OBSTACLES, CheckObstacle } from '#server/contract/check.ts';
import { CheckResult } from '#server/contract/point.ts';

import { forgetArrival } from './arrivals.ts';
import { BusinessFields } from './business-fields.tsx';
import { FieldDialog } from './field-dialog.tsx';
import { isWhole, resultEntry, type ResultContext } from './result-entry.ts';
import { resultLines } from './result-lines.ts';
import { useFieldSubmit } from './use-field-submit.ts';
import { WordsField } from './words-field.tsx';

/** What happened at a stop; without a network it is kept on the device. */
export function ResultDialog({
  context,
  entry = null,
  onClose,
}: {
  context: ResultContext;
  entry?: Entry | null;
  onClose: () => void;
}) {
  const text = useText();
  const { field } = text.routes;
  const [values, setValues] = useState(context.values);
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const lines = resultLines(context, values, text);
  const sending = useFieldSubmit({
    entry,
    said: field.recorded,
    onDone() {
      forgetArrival(context.stop.id);
      onClose();
    },
  });
  return (
    <FieldDialog
      title={`${context.stop.code ?? ''} ${context.stop.name}`}
      lines={lines}
      confirm={field.record}
      whole={isWhole(context.stop, values)}
      sending={sending}
      onSubmit={() => sending.mutate(resultEntry({ ...context, values }, { lines, text }))}
      onClose={onClose}
    >
      <Radio.Group
        label={field.choose}
        value={values.result}
        onChange={(chosen) => set({ result: CheckResult.parse(chosen) })}
      >
        <Stack gap={0}>
          {CheckResult.options.map((result) => (
            <Radio key={result} value={result} label={field.results[result]} size="md" py={11} />
          ))}
        </Stack>
      </Radio.Group>
      {values.result === 'could_not_check' && (
        <>
          <Select
            label={field.obstacle}
            withAsterisk
            allowDeselect={false}
            size="md"
            data={CHECK_OBSTACLES.map((value) => ({
              value,
              label: text.checks.obstacles[value],
            }))}
            value={values.obstacle}
            onChange={(chosen) => set({ obstacle: CheckObstacle.parse(chosen) })}
          />
          <WordsField
            label={field.reason}
            required={values.obstacle === 'other'}
            value={values.reason}
            onChange={(reason) => set({ reason })}
          />
        </>
      )}
      {context.stop.business && values.result !== null && values.result !== 'could_not_check' && (
        <BusinessFields values={values} required={context.stop.objectId != null} onChange={set} />
      )}
      <WordsField label={field.note} value={values.note} onChange={(note) => set({ note })} />
    </FieldDialog>
  );
}

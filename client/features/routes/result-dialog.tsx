import { Radio, Select, Stack, Textarea } from '@mantine/core';

import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import type { Entry, EntryLine } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { CHECK_OBSTACLES } from '#server/contract/check.ts';
import { CheckResult } from '#server/contract/point.ts';
import { RecordStopResult, type FieldRouteList } from '#server/contract/route-result.ts';

import { forgetArrival } from './arrivals.ts';
import { BusinessFields } from './business-fields.tsx';
import { FIELD_KEY } from './field-queries.ts';
import {
  needsInspection,
  resultBody,
  resultEntry,
  type ResultContext,
  type ResultValues,
} from './result-entry.ts';
import { resultLines } from './result-lines.ts';

type Given = { context: ResultContext; entry?: Entry | null; onClose: () => void };

/** Records the result of a stop, or keeps it on the device. */
function useResult(
  { context, entry = null, onClose }: Given,
  linesOf: (values: ResultValues) => EntryLine[],
) {
  const text = useText();
  const { field: own } = text.routes;
  const { stop } = context;
  const submit = useSubmit<FieldRouteList>(entry);
  return useWrite({
    initial: context.values,
    schema: RecordStopResult,
    body: (values) => resultBody(context, values),
    words: { result: own.choose },
    check: (values) => ({
      inspection: needsInspection(stop, values) ? own.choose : null,
    }),
    send: (body, _, values) =>
      submit(resultEntry({ ...context, values }, body, { lines: linesOf(values), text })),
    said: own.recorded,
    kept: own.kept,
    keep: (client, list) => void client.setQueryData(FIELD_KEY, list),
    onDone() {
      forgetArrival(stop.id);
      onClose();
    },
  });
}

/** Dialog for the result of a stop; without a network it is kept on the device. */
export function ResultDialog(given: Given) {
  const { context, onClose } = given;
  const text = useText();
  const { field: own } = text.routes;
  const { stop } = context;
  const linesOf = (values: ResultValues) => resultLines(context, values, text);
  const write = useResult(given, linesOf);
  const { field, values } = write;
  const hindered = values.result === 'could_not_check';
  return (
    <WriteDialog
      write={write}
      title={`${stop.code ?? ''} ${stop.name}`}
      lines={linesOf(values)}
      confirm={own.record}
      onClose={onClose}
    >
      <div data-faulty={Boolean(field('result').error)}>
        <Radio.Group label={own.choose} {...field('result')} withAsterisk={false}>
          <Stack gap={0}>
            {CheckResult.options.map((result) => (
              <Radio key={result} value={result} label={own.results[result]} size="md" py={11} />
            ))}
          </Stack>
        </Radio.Group>
      </div>
      {hindered && (
        <>
          <Select
            label={own.obstacle}
            allowDeselect={false}
            size="md"
            data={CHECK_OBSTACLES.map((value) => ({
              value,
              label: text.checks.obstacles[value],
            }))}
            {...field('obstacle')}
            withAsterisk
          />
          <Textarea
            label={own.reason}
            autosize
            minRows={2}
            {...field('reason')}
            withAsterisk={values.obstacle === 'other'}
          />
        </>
      )}
      {stop.business && values.result !== null && !hindered && (
        <BusinessFields write={write} required={stop.objectId != null} />
      )}
      <Textarea label={own.note} autosize minRows={2} {...field('note')} />
    </WriteDialog>
  );
}

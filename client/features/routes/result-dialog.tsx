import { Button, Group, Modal, Radio, Select, Stack, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import { CHECK_OBSTACLES, CheckObstacle } from '#server/contract/check.ts';
import { CheckResult } from '#server/contract/point.ts';
import type { FieldRouteList } from '#server/contract/route-result.ts';

import { forgetArrival } from './arrivals.ts';
import { BusinessFields } from './business-fields.tsx';
import { FIELD_KEY } from './field-queries.ts';
import { isWhole, resultEntry, type ResultContext } from './result-entry.ts';
import { resultLines } from './result-lines.ts';

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
  const client = useQueryClient();
  const submit = useSubmit<FieldRouteList>(entry);
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const [values, setValues] = useState(context.values);
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const lines = resultLines(context, values, text);
  const sending = useMutation({
    networkMode: 'always',
    mutationFn: () => submit(resultEntry({ ...context, values }, { lines, text })),
    onSuccess: (list) => {
      forgetArrival(context.stop.id);
      if (list !== null) client.setQueryData(FIELD_KEY, list);
      // Said once, however many are kept one after the other.
      if (list === null) notifications.show({ id: 'route-kept', message: field.kept });
      else notifications.show({ message: field.recorded });
      onClose();
    },
  });
  return (
    <Modal
      opened
      fullScreen={phone ?? false}
      onClose={onClose}
      title={`${context.stop.code ?? ''} ${context.stop.name}`}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole(context.stop, values)) sending.mutate();
        }}
      >
        <Stack gap={16}>
          <Radio.Group
            label={field.choose}
            value={values.result}
            onChange={(chosen) => set({ result: CheckResult.parse(chosen) })}
          >
            <Stack gap={0}>
              {CheckResult.options.map((result) => (
                <Radio
                  key={result}
                  value={result}
                  label={field.results[result]}
                  size="md"
                  py={11}
                />
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
              <Textarea
                label={field.reason}
                withAsterisk={values.obstacle === 'other'}
                autosize
                minRows={2}
                maxLength={1_000}
                value={values.reason}
                onChange={(event) => set({ reason: event.currentTarget.value })}
              />
            </>
          )}
          {context.stop.business &&
            values.result !== null &&
            values.result !== 'could_not_check' && (
              <BusinessFields
                values={values}
                required={context.stop.objectId != null}
                onChange={set}
              />
            )}
          <Textarea
            label={field.note}
            autosize
            minRows={2}
            maxLength={1_000}
            value={values.note}
            onChange={(event) => set({ note: event.currentTarget.value })}
          />
          <RecordPreview lines={lines} />
          <ErrorNotice error={sending.error} />
          <Group justify="flex-end">
            <Button variant="default" size="md" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button
              type="submit"
              size="md"
              disabled={!isWhole(context.stop, values)}
              loading={sending.isPending}
            >
              {field.record}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import type { Filter } from '#client/register/filter.ts';
import { pointCountsQuery } from '#client/register/queries.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { ExportReceipt } from '#server/contract/export.ts';

import { recordExport, type ExportKind } from './record-export.ts';

const SHORTEST_PURPOSE = 5;

/** Asks for the purpose, writes it to the log, and only then lets `onRecorded` produce anything. */
export function PurposeForm({
  kind,
  filter,
  action,
  onRecorded,
  children,
}: {
  kind: ExportKind;
  filter: Filter;
  /** The word on the button. */
  action: string;
  onRecorded: (purpose: string, receipt: ExportReceipt) => void | Promise<void>;
  /** Another way, beside the button. */
  children?: React.ReactNode;
}) {
  const text = useText();
  const [purpose, setPurpose] = useState('');
  const [missing, setMissing] = useState(false);
  const { data: counts } = useQuery(pointCountsQuery(filter));
  const record = useMutation({
    mutationFn: async (words: string) => {
      const points = counts?.total ?? 0;
      const receipt = await recordExport({ kind, purpose: words, filter, points });
      await onRecorded(words, receipt);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = purpose.trim();
    setMissing(words.length < SHORTEST_PURPOSE);
    if (words.length >= SHORTEST_PURPOSE) record.mutate(words);
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label={text.map.exportPurpose}
        description={text.map.exportPurposeMore}
        error={missing ? text.map.exportPurposeMissing : null}
        value={purpose}
        maxLength={200}
        required
        data-autofocus
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      {record.isError && <ErrorNotice error={record.error} />}
      <Group justify="flex-end" mt={16} gap={8}>
        {children}
        <Button type="submit" loading={record.isPending} disabled={counts === undefined}>
          {action}
        </Button>
      </Group>
    </form>
  );
}

import { Button, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { newIdempotencyKey } from '#client/api/call.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { recordExport, type ExportKind } from '#client/api/exports.ts';
import { useText } from '#client/i18n/use-text.ts';

const SHORTEST_PURPOSE = 5;

/** Asks for the purpose, writes it to the log, and only then lets `onRecorded` produce anything. */
export function PurposeForm({
  kind,
  action,
  onRecorded,
  children,
}: {
  kind: ExportKind;
  /** The word on the button. */
  action: string;
  onRecorded: (purpose: string) => void | Promise<void>;
  /** Another way, beside the button. */
  children?: React.ReactNode;
}) {
  const text = useText();
  const [purpose, setPurpose] = useState('');
  const [missing, setMissing] = useState(false);
  const [key] = useState(newIdempotencyKey);
  const record = useMutation({
    mutationFn: async (words: string) => {
      await recordExport(kind, words, key);
      await onRecorded(words);
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
        <Button type="submit" loading={record.isPending}>
          {action}
        </Button>
      </Group>
    </form>
  );
}

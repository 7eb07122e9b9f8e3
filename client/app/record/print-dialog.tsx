import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useReturnFocus } from '#client/forms/use-return-focus.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { ExportReceipt } from '#server/contract/export.ts';

import { recordPrint } from '#client/register/record-queries.ts';

const SHORTEST_PURPOSE = 5;

export type PrintOrder = { purpose: string; receipt: ExportReceipt };

/** Asks what the print is for and logs it; only then may anything be printed. */
export function PrintDialog({
  onPrint,
  onClose,
}: {
  onPrint: (order: PrintOrder) => void;
  onClose: () => void;
}) {
  const text = useText();
  useReturnFocus();
  const [purpose, setPurpose] = useState('');
  const [missing, setMissing] = useState(false);
  const record = useMutation({
    mutationFn: async (words: string) => ({
      purpose: words,
      receipt: await recordPrint(words),
    }),
    onSuccess: onPrint,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = purpose.trim();
    setMissing(words.length < SHORTEST_PURPOSE);
    if (words.length >= SHORTEST_PURPOSE) record.mutate(words);
  };
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={text.pointDrawer.print}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <form onSubmit={submit} noValidate>
        <p style={{ marginBottom: 12 }}>{text.pointDrawer.printLead}</p>
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
        <ErrorNotice error={record.error} />
        <Group justify="flex-end" mt={16} gap={8}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" loading={record.isPending}>
            {text.pointDrawer.printNow}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

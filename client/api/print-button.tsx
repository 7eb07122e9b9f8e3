import { Button, Modal, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { ExportReceipt, ExportRequest } from '#server/contract/export.ts';

import { ErrorNotice } from './error-notice.tsx';
import { logExport } from './log-export.ts';
import { PaperMark } from './paper-mark.tsx';
import classes from './print-button.module.css';

const SHORTEST_PURPOSE = 5;
/** The dialog has left the page by then. */
const AFTER_CLOSING_MILLISECONDS = 300;

/**
 * Prints the page as it stands, or saves it as PDF: what for is asked, the log has it first,
 * and every page carries both.
 */
export function PrintButton({
  kind,
  view,
  points = 0,
}: {
  kind: ExportRequest['kind'];
  view: string;
  points?: number;
}) {
  const text = useText();
  const [opened, setOpened] = useState(false);
  const [printed, setPrinted] = useState<{ purpose: string; receipt: ExportReceipt } | null>(null);
  useEffect(
    function printOnce() {
      if (printed === null) return undefined;
      const timer = setTimeout(() => globalThis.print(), AFTER_CLOSING_MILLISECONDS);
      return () => clearTimeout(timer);
    },
    [printed],
  );
  return (
    <>
      <Button
        className="screen-only"
        variant="default"
        leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {text.common.print}
      </Button>
      <Modal
        className="screen-only"
        opened={opened}
        centered
        title={text.common.print}
        closeButtonProps={{ 'aria-label': text.common.close }}
        onClose={() => setOpened(false)}
      >
        <PurposeForm
          order={{ kind, points, view }}
          onRecorded={(purpose, receipt) => {
            setOpened(false);
            setPrinted({ purpose, receipt });
          }}
        />
      </Modal>
      {printed !== null && <PaperMark {...printed} />}
    </>
  );
}

function PurposeForm({
  order,
  onRecorded,
}: {
  order: Omit<ExportRequest, 'purpose'>;
  onRecorded: (purpose: string, receipt: ExportReceipt) => void;
}) {
  const text = useText();
  const [purpose, setPurpose] = useState('');
  const [missing, setMissing] = useState(false);
  const words = purpose.trim();
  const record = useMutation({
    mutationFn: (): Promise<ExportReceipt> => logExport({ ...order, purpose: words }),
    onSuccess: (receipt) => onRecorded(words, receipt),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(words.length < SHORTEST_PURPOSE);
    if (words.length >= SHORTEST_PURPOSE) record.mutate();
  };
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <p>{text.common.printLead}</p>
      <TextInput
        label={text.map.exportPurpose}
        description={text.map.exportPurposeMore}
        withAsterisk
        data-autofocus
        maxLength={200}
        value={purpose}
        error={missing ? text.map.exportPurposeMissing : null}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <ErrorNotice error={record.error} />
      <Button type="submit" className={classes.submit} loading={record.isPending}>
        {text.common.print}
      </Button>
    </form>
  );
}

import { Button, Modal, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { DOCUMENT_FORMATS, type ReportVersion, type ReportView } from '#server/contract/report.ts';

import { fetchDocument } from './queries.ts';
import classes from './reports.module.css';

const SHORTEST_PURPOSE = 5;

/** Takes a report out as a file: for what it is goes into the log and onto every page first. */
export function DocumentButton({ report, latest }: { report: ReportView; latest: ReportVersion }) {
  const text = useText();
  const own = text.reports;
  const [opened, setOpened] = useState(false);
  const [format, setFormat] = useState<(typeof DOCUMENT_FORMATS)[number]>('docx');
  const [open, setOpen] = useState(false);
  const [purpose, setPurpose] = useState('');
  const [tried, setTried] = useState(false);
  const publishable =
    report.commune === null && report.period.kind === 'year' && latest.state === 'approved';
  const short = purpose.trim().length < SHORTEST_PURPOSE;
  const fetching = useMutation({
    mutationFn: () =>
      fetchDocument(latest.id, {
        format,
        audience: publishable && open ? 'public' : 'internal',
        purpose: purpose.trim(),
      }),
    onSuccess({ blob, name }) {
      save(blob, name);
      notifications.show({ message: own.downloaded });
      setOpened(false);
    },
  });
  return (
    <>
      <Button
        className="screen-only"
        variant="default"
        leftSection={<IconFileDownload size={18} stroke={1.6} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {own.download}
      </Button>
      <Modal
        opened={opened}
        centered
        title={own.download}
        closeButtonProps={{ 'aria-label': text.common.close }}
        onClose={() => setOpened(false)}
      >
        <form
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (!short) fetching.mutate();
          }}
        >
          <SegmentedControl
            fullWidth
            aria-label={own.format}
            value={format}
            data={DOCUMENT_FORMATS.map((one) => ({ value: one, label: own.formats[one] }))}
            onChange={(chosen) =>
              setFormat(DOCUMENT_FORMATS.find((one) => one === chosen) ?? 'docx')
            }
          />
          {publishable && (
            <Switch
              label={own.forPublic}
              description={own.forPublicMore}
              checked={open}
              onChange={(event) => setOpen(event.currentTarget.checked)}
            />
          )}
          <TextInput
            label={text.map.exportPurpose}
            description={own.purposeMore}
            withAsterisk
            data-autofocus
            maxLength={300}
            value={purpose}
            error={tried && short ? text.map.exportPurposeMissing : null}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
          <ErrorNotice error={fetching.error} />
          <div className={classes.buttons}>
            <Button type="submit" loading={fetching.isPending}>
              {own.download}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

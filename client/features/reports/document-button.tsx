import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useState } from 'react';

import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { saveFile } from '#client/ui/save-file.ts';
import {
  DOCUMENT_FORMATS,
  ReportDocumentBody,
  type ReportVersion,
  type ReportView,
} from '#server/contract/report.ts';

import { fetchDocument } from './queries.ts';

type Given = { report: ReportView; latest: ReportVersion };

/** Takes a report out as a file: for what it is goes into the log and onto every page first. */
export function DocumentButton(given: Given) {
  const { reports: own } = useText();
  const [opened, setOpened] = useState(false);
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
      {opened && <DocumentDialog {...given} onClose={() => setOpened(false)} />}
    </>
  );
}

function DocumentDialog({ report, latest, onClose }: Given & { onClose: () => void }) {
  const { map, reports: own } = useText();
  const publishable =
    report.commune === null && report.period.kind === 'year' && latest.state === 'approved';
  const write = useWrite({
    initial: { format: 'docx', open: false, purpose: '' },
    schema: ReportDocumentBody,
    body: ({ open, ...values }) => ({
      ...values,
      audience: publishable && open ? 'public' : 'internal',
    }),
    words: { purpose: map.exportPurposeMissing },
    send: (json, once) => fetchDocument(latest.id, json, once),
    said: own.downloaded,
    onDone({ blob, name }) {
      saveFile(blob, name);
      onClose();
    },
  });
  const { form } = write;
  return (
    <WriteDialog write={write} title={own.download} confirm={own.download} onClose={onClose}>
      <SegmentedControl
        fullWidth
        aria-label={own.format}
        data={DOCUMENT_FORMATS.map((one) => ({ value: one, label: own.formats[one] }))}
        value={write.values.format}
        onChange={(format) => form.setFieldValue('format', format)}
      />
      {publishable && (
        <Switch
          label={own.forPublic}
          description={own.forPublicMore}
          {...form.getInputProps('open', { type: 'checkbox' })}
        />
      )}
      <TextInput
        label={map.exportPurpose}
        description={own.purposeMore}
        data-autofocus
        {...write.field('purpose')}
      />
    </WriteDialog>
  );
}

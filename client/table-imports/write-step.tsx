import { Button, Stack } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, type Text } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { ConfirmRecord, type RecordLine } from '#client/ui/record-preview.tsx';
import {
  type ImportMapping,
  type ImportPreview,
  ImportStatus,
} from '#server/contract/point-import.ts';

import { useImportText, useImportTarget } from './import-target.ts';
import { lacksDocument } from './mapping-edits.ts';
import { StoppedNotice } from './run-result.tsx';
import type { ImportRun } from './use-import-run.ts';
import classes from './table-imports.module.css';

/** The button that writes, what it will write, and why it may not. */
export function WriteStep({
  preview,
  mapping,
  checking,
  run,
  onWrite,
}: {
  preview: ImportPreview;
  mapping: ImportMapping;
  checking: boolean;
  run: ImportRun;
  onWrite: () => void;
}) {
  const text = useImportText();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const lines = useRecordLines(preview, mapping);
  const obstacle = useObstacle(preview, mapping);
  const label = text.imports.write({ count: format.number(preview.counts.added, 0) });
  return (
    <Section title={text.imports.writeStep}>
      <Stack className={classes.write} gap="sm" align="flex-start">
        <Unwritten run={run} />
        {obstacle === null ? (
          <Button
            leftSection={<IconDatabaseImport size={18} stroke={1.6} aria-hidden="true" />}
            disabled={checking}
            onClick={() => setAsking(true)}
          >
            {label}
          </Button>
        ) : (
          <Notice>{obstacle}</Notice>
        )}
      </Stack>
      <ConfirmRecord
        opened={asking && obstacle === null}
        title={label}
        lines={lines}
        confirm={label}
        onConfirm={() => {
          setAsking(false);
          onWrite();
        }}
        onClose={() => setAsking(false)}
      />
    </Section>
  );
}

/** Notice of an import that failed or was stopped; focus and screen readers are led to it. */
function Unwritten({ run }: { run: ImportRun }) {
  const box = useRef<HTMLDivElement>(null);
  const ended = run.phase === 'failed' || run.phase === 'stopped';
  useEffect(
    function goToNotice() {
      if (ended) box.current?.focus();
    },
    [ended],
  );
  if (!ended) return null;
  return (
    <div ref={box} tabIndex={-1}>
      {run.phase === 'failed' ? (
        <ErrorNotice error={run.error} />
      ) : (
        <StoppedNotice by={run.by} written={run.written} />
      )}
    </div>
  );
}

/** Reason why nothing can be written yet, as a sentence; null when it can. */
function useObstacle(preview: ImportPreview, mapping: ImportMapping): string | null {
  const { imports } = useImportText();
  if (preview.missingFields.length > 0) return imports.finishMapping;
  if (preview.counts.ready === 0) return `${imports.nothingReady}. ${imports.nothingReadyMore}`;
  if (preview.counts.added === 0) return `${imports.nothingNew} ${imports.everythingKnown}`;
  return lacksDocument(preview, mapping) ? imports.needDocument : null;
}

/** Lines that preview the records of an import. */
function useRecordLines(preview: ImportPreview, mapping: ImportMapping): RecordLine[] {
  const text = useImportText();
  const format = useFormat();
  const target = useImportTarget();
  const { imports, register } = text;
  const { counts, rows } = preview;
  const number = (count: number) => format.number(count, 0);
  const byHand = preview.addresses.rows.filter((row) => row.byHand?.outsideCity === false).length;
  // Only the first rows are known one by one, and known points among them are not written.
  const countable = rows.length === counts.added;
  const statuses = ImportStatus.options.flatMap((status) => {
    const count = rows.filter((row) => row.status === status).length;
    if (count === 0) return [];
    const name = register.status[status];
    return [countable ? imports.recordStatusOf({ status: name, count: number(count) }) : name];
  });
  return [
    { label: imports.recordFile, value: preview.fileName },
    { label: imports.recordAdded, value: number(counts.added) },
    // A business has no status and no paper that lists it.
    ...(target === 'businesses'
      ? []
      : [
          { label: imports.recordStatus, value: statuses.join('; ') },
          ...(rows.some(({ status }) => status !== 'proposed')
            ? [{ label: imports.recordClaims, value: imports.recordClaimsMore }]
            : []),
          { label: imports.recordDocument, value: documentOf(preview, mapping, text) },
        ]),
    ...(byHand === 0
      ? []
      : [
          {
            label: imports.recordByHand,
            value: imports.recordByHandOf({ count: number(byHand) }),
          },
        ]),
    { label: imports.recordPlaces, value: imports.recordPlacesMore },
    {
      label: imports.recordLeft,
      value: imports.recordLeftOf({
        refused: number(counts.refused),
        waiting: number(counts.needsConsent),
        known: number(counts.unchanged + counts.changed),
      }),
    },
  ];
}

function documentOf(preview: ImportPreview, mapping: ImportMapping, { imports }: Text): string {
  const at = mapping.columns.documentNumber;
  const number = mapping.defaults.documentNumber;
  if (at === undefined) return number ?? imports.documentNone;
  const column = preview.header[at] ?? '';
  return number === null
    ? imports.documentByColumn({ column })
    : imports.documentBoth({ column, number });
}

import { Button } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import type { ImportMapping, ImportPreview } from '#server/contract/point-import.ts';

import { useImportText } from './import-target.ts';
import { lacksDocument } from './mapping-edits.ts';
import { useRecordLines } from './record-lines.ts';
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
      <div className={classes.write}>
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
      </div>
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

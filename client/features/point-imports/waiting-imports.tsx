import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { fieldText } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { pointsChanged } from '#client/register/points-changed.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { ConfirmRecord, type RecordLine } from '#client/ui/record-preview.tsx';
import type { WaitingImport } from '#server/contract/import-claim.ts';

import classes from './point-imports.module.css';
import { acceptImport, waitingImportsQuery } from './queries.ts';

/** Tables whose claims wait for a second person; nothing where none waits. */
export function WaitingImports() {
  const { imports } = useText();
  const { language } = useLanguage();
  const waiting = useQuery(waitingImportsQuery).data ?? [];
  const [chosen, setChosen] = useState<WaitingImport | null>(null);
  const lines = useLines();
  if (waiting.length === 0) return null;
  return (
    <Section title={imports.waitingTitle} lead={imports.waitingLead}>
      <ul className={classes.waiting}>
        {waiting.map((run) => (
          <li key={run.runId} data-waiting-import={run.runId}>
            <dl className={classes.facts}>
              {lines(run).map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {run.whyNotAccept === null ? (
              <Button onClick={() => setChosen(run)}>{imports.accept}</Button>
            ) : (
              <p className={classes.note}>{fieldText(run.whyNotAccept, language)}</p>
            )}
          </li>
        ))}
      </ul>
      {chosen !== null && <AcceptDialog run={chosen} onClose={() => setChosen(null)} />}
    </Section>
  );
}

function AcceptDialog({ run, onClose }: { run: WaitingImport; onClose: () => void }) {
  const { imports } = useText();
  const format = useFormat();
  const client = useQueryClient();
  const lines = useLines();
  const accepting = useMutation({
    mutationFn: () => acceptImport(run.runId),
    onSuccess: async ({ accepted }) => {
      notifications.show({ message: imports.accepted({ count: format.number(accepted, 0) }) });
      onClose();
      await client.invalidateQueries({ queryKey: waitingImportsQuery.queryKey });
      await pointsChanged(client);
    },
  });
  return (
    <ConfirmRecord
      opened
      title={imports.accept}
      lines={lines(run)}
      confirm={imports.accept}
      pending={accepting.isPending}
      notice={<ErrorNotice error={accepting.error} />}
      onConfirm={() => accepting.mutate()}
      onClose={onClose}
    >
      <p>{imports.acceptMore}</p>
    </ConfirmRecord>
  );
}

/** Lines that say what accepting a table would make of its points. */
function useLines(): (run: WaitingImport) => RecordLine[] {
  const { imports, register } = useText();
  const format = useFormat();
  return (run) => [
    { label: imports.recordFile, value: run.fileName },
    { label: imports.waitingBy, value: `${run.importedBy}, ${format.dateTime(run.importedAt)}` },
    ...(['active', 'eliminated'] as const)
      .filter((status) => run[status] > 0)
      .map((status) => ({
        label: register.status[status],
        value: format.number(run[status], 0),
      })),
  ];
}

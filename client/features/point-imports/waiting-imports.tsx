import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { fieldText } from '#client/api/describe-error.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import classes from '#client/table-imports/table-imports.module.css';
import { Section } from '#client/ui/page.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { WaitingImport } from '#server/contract/import-claim.ts';

/** Tables whose claims wait for a second person, latest first. */
const waitingImportsQuery = queryOptions({
  queryKey: ['point-imports', 'waiting'],
  queryFn: async ({ signal }): Promise<WaitingImport[]> =>
    (await call(api['point-imports'].waiting.$get({}, { init: { signal } }))).items,
});

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
  const lines = useLines();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(api['point-imports'][':id'].accept.$post({ param: { id: String(run.runId) } }, once)),
    said: ({ accepted }) => imports.accepted({ count: format.number(accepted, 0) }),
    keep: (client) => pointsChanged(client),
    refresh: [waitingImportsQuery.queryKey],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={imports.accept}
      lead={imports.acceptMore}
      lines={lines(run)}
      confirm={imports.accept}
      onClose={onClose}
    />
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

import { Button, Flex } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { fieldText } from '#client/api/describe-error.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import { ImportHistory } from '#client/table-imports/history/import-history.tsx';
import { ImportScreen } from '#client/table-imports/import-screen.tsx';
import classes from '#client/table-imports/table-imports.module.css';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { WaitingImport } from '#server/contract/import-claim.ts';
import type { ImportWord } from '#server/contract/import-word.ts';
import shared from '#client/ui/shared.module.css';

/** Tables whose claims wait for a second person, latest first. */
const waitingImportsQuery = queryOptions({
  queryKey: ['point-imports', 'waiting'],
  queryFn: async ({ signal }): Promise<WaitingImport[]> =>
    (await call(api['point-imports'].waiting.$get({}, { init: { signal } }))).items,
});

/** The words that the office has taught the import. */
const importWordsQuery = apiQuery(['point-imports', 'words'], api['point-imports'].words.$get, {});

/** A list of points into the register, lists whose claims wait for a second person, all imports, and taught words. */
export default function PointImportScreen() {
  return (
    <ImportScreen
      target="points"
      before={<WaitingImports />}
      history={
        <>
          <ImportHistory of="points" />
          <TaughtWords />
        </>
      }
    />
  );
}

/** The words that the office has said to mean a category, each to be taken back; nothing where there is none. */
function TaughtWords() {
  const { importWords: own } = useText();
  const words = useQuery(importWordsQuery).data?.items ?? [];
  if (words.length === 0) return null;
  return (
    <Section title={own.taught} lead={own.taughtLead} flush>
      <DataTable label={own.taught} head={[own.word, own.category, own.by, own.at, own.act]}>
        {words.map((word) => (
          <Row key={word.id} taught={word} />
        ))}
      </DataTable>
    </Section>
  );
}

function Row({ taught: { id, word, category, setBy, setAt } }: { taught: ImportWord }) {
  const { importWords: own } = useText();
  const format = useFormat();
  const { data } = useQuery(categoriesQuery);
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(api['point-imports'].words[':id'].withdraw.$post({ param: { id: String(id) } }, once)),
    said: own.takenBack({ word }),
    refresh: [['point-imports']],
  });
  return (
    <tr data-taught={word}>
      <td>{word}</td>
      <td>{data?.items.find(({ code }) => code === category)?.name ?? category}</td>
      <td>{setBy}</td>
      <td className={shared.nowrap}>{format.dateTime(setAt)}</td>
      <td>
        <Button
          variant="subtle"
          size="compact-sm"
          mih={44}
          loading={write.pending}
          aria-label={`${own.takeBack}: ${word}`}
          onClick={write.press}
        >
          {own.takeBack}
        </Button>
      </td>
    </tr>
  );
}

/** Tables whose claims wait for a second person; nothing where none waits. */
function WaitingImports() {
  const { imports } = useText();
  const { language } = useLanguage();
  const waiting = useQuery(waitingImportsQuery).data ?? [];
  const [chosen, setChosen] = useState<WaitingImport | null>(null);
  const lines = useLines();
  if (waiting.length === 0) return null;
  return (
    <Section title={imports.waitingTitle} lead={imports.waitingLead}>
      <Flex component="ul" className={classes.waiting} direction="column" gap="lg">
        {waiting.map((run) => (
          <li key={run.runId} data-waiting-import={run.runId}>
            <Flex component="dl" className={classes.facts} gap="8px 32px" wrap="wrap" mt="md">
              {lines(run).map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </Flex>
            {run.whyNotAccept === null ? (
              <Button onClick={() => setChosen(run)}>{imports.accept}</Button>
            ) : (
              <p className={classes.note}>{fieldText(run.whyNotAccept, language)}</p>
            )}
          </li>
        ))}
      </Flex>
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

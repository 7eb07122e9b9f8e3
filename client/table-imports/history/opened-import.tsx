import { Button, Group } from '@mantine/core';
import { useQuery, type QueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import { fieldText } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { TIPS_KEY } from '#client/api/tips.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import type { ImportRunDetail, StandingAct } from '#server/contract/import-history.ts';

import { importRunQuery, type HistoryOf, importsKey, undoRun } from './queries.ts';
import { useHistoryWords } from './use-history-words.ts';
import classes from './import-history.module.css';
import { ImportRows } from './import-rows.tsx';

/** One import: its file, its rows, and the way back or what stands in it. */
export function OpenedImport({
  of,
  runId,
  onClose,
}: {
  of: HistoryOf;
  runId: number;
  onClose: () => void;
}) {
  const own = useHistoryWords(of);
  const run = useQuery(importRunQuery(of, runId));
  const box = useRef<HTMLDivElement>(null);
  useEffect(function goToImport() {
    box.current?.focus();
  }, []);
  return (
    <div ref={box} tabIndex={-1} data-opened-import={runId}>
      <Section
        title={own.runTitle({ id: String(runId) })}
        aside={
          <Button variant="default" size="sm" onClick={onClose}>
            {own.close}
          </Button>
        }
      >
        <ErrorNotice error={run.error} onRetry={() => void run.refetch()} />
        {run.isPending && <LoadingRows rows={4} />}
        {run.data !== undefined && <Opened of={of} run={run.data} />}
      </Section>
    </div>
  );
}

function Opened({ of, run }: { of: HistoryOf; run: ImportRunDetail }) {
  const own = useHistoryWords(of);
  const { language } = useLanguage();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const facts = [
    [own.file, run.fileName],
    [own.by, run.importedBy],
    [own.when, format.dateTime(run.importedAt)],
    [own.rows, format.number(run.rows, 0)],
  ] as const;
  const { whyNotUndo } = run;
  return (
    <div className={classes.rows}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{own.hash}</dt>
          <dd className={classes.hash}>{run.fileHash}</dd>
        </div>
      </dl>
      {whyNotUndo === null && (
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            {own.undo}
          </Button>
        </Group>
      )}
      {run.standing.count > 0 && run.undoneAt === null && (
        <Standing of={of} standing={run.standing} />
      )}
      {whyNotUndo === 'import.rows_not_kept' && <Notice>{fieldText(whyNotUndo, language)}</Notice>}
      {run.undoneAt !== null && (
        <Notice>{own.undone({ by: run.undoneBy ?? '', at: format.dateTime(run.undoneAt) })}</Notice>
      )}
      {run.keepsRows && <ImportRows of={of} run={run} />}
      {asking && <UndoImport of={of} run={run} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** The points or tips that keep an import from being undone, each with the acts that stand on it. */
function Standing({
  of,
  standing: { count, items, tips },
}: { of: HistoryOf } & Pick<ImportRunDetail, 'standing'>) {
  const { register, tips: tipWords } = useText();
  const own = useHistoryWords(of);
  const format = useFormat();
  const dated = (name: string, on: string | null) =>
    on === null ? name : `${name} ${format.date(on)}`;
  const said = ({ kind, on }: StandingAct) => {
    const name =
      kind in own.standing
        ? own.standing[kind as keyof typeof own.standing]
        : register.event[kind as keyof typeof register.event];
    return dated(name, on);
  };
  return (
    <Notice title={own.standingTitle}>
      <p>{own.standingMore({ count: format.number(count, 0) })}</p>
      <ul className={classes.standing}>
        {items.map(({ pointId, code, officialName, acts }) => (
          <li key={pointId}>
            <Link to="/" search={{ id: pointId }}>
              {`${code} ${officialName}`}
            </Link>
            {`: ${acts.map(said).join('; ')}`}
          </li>
        ))}
        {tips.map(({ tipId, code, acts }) => (
          <li key={tipId}>
            <Link to="/tips/$id" params={{ id: String(tipId) }}>
              {code}
            </Link>
            {`: ${acts.map(({ kind, on }) => dated(kind in own.standing ? own.standing[kind as keyof typeof own.standing] : tipWords.event[kind as keyof typeof tipWords.event], on)).join('; ')}`}
          </li>
        ))}
        {count > items.length + tips.length && (
          <li>
            {own.standingRest({
              count: format.number(count - items.length - tips.length, 0),
            })}
          </li>
        )}
      </ul>
    </Notice>
  );
}

/** Asks before a whole import is undone, and says what goes and what stays. */
function UndoImport({
  of,
  run,
  onClose,
}: {
  of: HistoryOf;
  run: ImportRunDetail;
  onClose: () => void;
}) {
  const own = useHistoryWords(of);
  const format = useFormat();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => undoRun(of, run.id, once),
    said: own.undoneNow,
    ...(of === 'points' && { keep: (client: QueryClient) => pointsChanged(client) }),
    refresh: of === 'points' ? [importsKey(of)] : [importsKey(of), TIPS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.undoTitle}
      lines={[
        { label: own.file, value: run.fileName },
        { label: own.by, value: `${run.importedBy}, ${format.dateTime(run.importedAt)}` },
        {
          label: own.undoRemoved,
          value: own.undoRemovedOf({ count: format.number(run.added, 0) }),
        },
        { label: own.undoKept, value: own.undoKeptMore },
      ]}
      confirm={own.undo}
      onClose={onClose}
    />
  );
}

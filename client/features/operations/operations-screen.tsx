import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { FactList } from '#client/ui/fact-list.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { BackupNote, OperationsState } from '#server/contract/operations.ts';

import shared from '#client/ui/shared.module.css';
import classes from './operations.module.css';

const EVERY_HALF_MINUTE = 30_000;

const operationsQuery = apiQuery(
  ['operations'],
  api.operations.$get,
  {},
  { refetchInterval: EVERY_HALF_MINUTE },
);

/** Screen of the operator: versions, jobs, backups, disk, sizes and slow requests; nothing of points. */
export default function OperationsScreen() {
  const { operations: own } = useText();
  const state = useQuery(operationsQuery);
  return (
    <Page title={own.title} lead={own.lead}>
      <ErrorNotice error={state.error} onRetry={() => void state.refetch()} />
      {state.isPending && <LoadingRows rows={10} />}
      {state.data !== undefined && (
        <>
          <Warnings state={state.data} />
          <Program state={state.data} />
          <Backups backups={state.data.backups} />
          <DatabaseFacts state={state.data} />
          <Slowest slowest={state.data.slowest} />
        </>
      )}
    </Page>
  );
}

function Warnings({ state: { warnings } }: { state: OperationsState }) {
  const { operations: own } = useText();
  if (warnings.length === 0) return null;
  return (
    <Notice title={own.warnings}>
      {warnings.map(({ code, detail }) => (
        <p key={code}>{detail}</p>
      ))}
    </Notice>
  );
}

function Program({ state }: { state: OperationsState }) {
  const text = useText();
  const own = text.operations;
  const format = useFormat();
  const count = (number: number) => format.number(number, 0);
  const { disk, jobs, mapReadAt, memory } = state;
  const facts: [string, ReactNode][] = [
    [own.version, `${state.version} (Node.js ${state.node})`],
    [own.startedAt, format.dateTime(state.startedAt)],
    [own.mapReadAt, mapReadAt === null ? own.notYet : format.dateTime(mapReadAt)],
    [own.memory, format.bytes(memory.residentBytes)],
    [
      own.disk,
      disk === null
        ? own.diskUnknown
        : own.diskFree({
            free: format.bytes(disk.freeBytes),
            total: format.bytes(disk.totalBytes),
          }),
    ],
    [
      own.jobs,
      <>
        {text.reminders.jobsCounts({
          waiting: count(jobs.waiting),
          failed: count(jobs.failed),
          total: count(jobs.total),
        })}{' '}
        <Anchor component={Link} to="/jobs" underline="always">
          {own.jobsMore}
        </Anchor>
      </>,
    ],
  ];
  return (
    <Section title={own.program}>
      <FactList className={classes.facts} facts={facts} />
    </Section>
  );
}

function Backups({ backups: { nightly, last, lastCheck } }: Pick<OperationsState, 'backups'>) {
  const { operations: own } = useText();
  return (
    <Section title={own.backups}>
      {!nightly && <Notice>{own.noNightly}</Notice>}
      {last === null ? (
        <p>{own.noBackup}</p>
      ) : (
        <FactList
          className={classes.facts}
          facts={[
            [own.lastBackup, <NoteLine key="backup" note={last} />],
            [
              own.lastCheck,
              lastCheck === null ? own.notYet : <NoteLine key="check" note={lastCheck} />,
            ],
          ]}
        />
      )}
    </Section>
  );
}

function NoteLine({ note: { at, error, file, files, rows } }: { note: BackupNote }) {
  const { operations: own } = useText();
  const format = useFormat();
  const when = format.dateTime(at);
  if (error !== null) {
    return <strong className={classes.failed}>{own.failedNote({ when, reason: error })}</strong>;
  }
  const count = (number: number | null) => format.number(number ?? 0, 0);
  return own.doneNote({ when, file, rows: count(rows), files: count(files) });
}

function DatabaseFacts({ state: { attachments, database } }: { state: OperationsState }) {
  const { operations: own } = useText();
  const format = useFormat();
  const count = (number: number) => format.number(number, 0);
  return (
    <>
      <Section title={own.database}>
        <FactList
          className={classes.facts}
          facts={[
            [own.databaseName, own.databaseKind[database.kind](database)],
            [own.size, format.bytes(database.bytes)],
            [
              own.migrations,
              own.migrationsMore({
                count: count(database.migrations),
                last: database.lastMigration,
              }),
            ],
            [
              own.attachments,
              own.attachmentsMore({
                files: count(attachments.files),
                size: format.bytes(attachments.bytes),
              }),
            ],
          ]}
        />
      </Section>
      <Section flush title={own.largest}>
        <DataTable label={own.largest} head={[own.table, own.size]}>
          {database.largest.map(({ table, bytes }) => (
            <tr key={table}>
              <td>{table}</td>
              <td>{format.bytes(bytes)}</td>
            </tr>
          ))}
        </DataTable>
      </Section>
    </>
  );
}

function Slowest({ slowest }: Pick<OperationsState, 'slowest'>) {
  const { operations: own } = useText();
  const format = useFormat();
  const count = (number: number) => format.number(number, 0);
  if (slowest.length === 0) return null;
  return (
    <Section flush title={own.slowest} lead={own.slowestLead}>
      <DataTable label={own.slowest} head={[own.route, own.count, own.mean, own.overOneSecond]}>
        {slowest.map(({ method, route, ...times }) => (
          <tr key={`${method} ${route}`}>
            <td className={shared.wrap}>
              {method} {route}
            </td>
            <td>{count(times.count)}</td>
            <td>{count(times.meanMilliseconds)}</td>
            <td>{count(times.overOneSecond)}</td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}

import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { RecurrenceList, WriteRecurrence } from '#server/contract/route-recurrence.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { enqueueJob } from '#server/jobs/queries.ts';

import { DRAFT_JOB } from './recurrence-jobs.ts';
import {
  countTeamsAtWork,
  endRecurrence,
  insertRecurrence,
  lockRecurrence,
  updateRecurrence,
} from './recurrence-queries.ts';
import { recurrenceListOf } from './read-recurrences.ts';

/** Begins routes that come again on some weekdays; its first drafts are made within a moment. */
export async function addRecurrence(
  deps: Deps,
  actor: Actor,
  given: WriteRecurrence,
): Promise<RecurrenceList> {
  if (given.fromOn < deps.clock.today()) throw new AppError('route.date_passed');
  return write(deps, actor, given, 'add', async (sql, written) => {
    await refuseUnknownTeams(sql, written);
    return insertRecurrence(sql, written);
  });
}

/**
 * Changes a recurrence as a whole; drafts that are made already stay. Whoever changes it keeps it: its drafts are made in
 * that planner's name. Throws `recurrence.not_found`, `recurrence.ended`, `recurrence.changed_meanwhile`.
 */
export async function changeRecurrence(
  deps: Deps,
  actor: Actor,
  id: number,
  given: WriteRecurrence,
): Promise<RecurrenceList> {
  return write(deps, actor, given, 'change', async (sql, written) => {
    const before = await lockRecurrence(sql, id);
    if (before === null) throw new AppError('recurrence.not_found');
    if (before.endedAt !== null) throw new AppError('recurrence.ended');
    await refuseUnknownTeams(sql, written);
    const changed = await updateRecurrence(sql, id, { ...written, version: given.version });
    if (!changed) throw new AppError('recurrence.changed_meanwhile');
    return id;
  });
}

/** Ends a recurrence: no more drafts are made, and those that are made stay. Ending it again changes nothing. */
export async function stopRecurrence(
  deps: Deps,
  actor: Actor,
  id: number,
): Promise<RecurrenceList> {
  return writeAsActor(deps.database, actor, async (sql) => {
    const before = await lockRecurrence(sql, id);
    if (before === null) throw new AppError('recurrence.not_found');
    if (before.endedAt === null) {
      await endRecurrence(sql, id, { by: actor.accountId, at: deps.clock.now() });
      await appendAudit(sql, deps.clock, {
        action: 'recurrence.end',
        subjectKind: 'recurrence',
        subjectId: id,
      });
    }
    return recurrenceListOf(sql, deps);
  });
}

async function refuseUnknownTeams(
  sql: TransactionSql,
  { shifts }: Pick<WriteRecurrence, 'shifts'>,
): Promise<void> {
  const teamIds = shifts.map(({ teamId }) => teamId);
  if ((await countTeamsAtWork(sql, teamIds)) < teamIds.length) {
    throw new AppError('route.team_unknown');
  }
}

type Written = Parameters<typeof insertRecurrence>[1];

async function write(
  deps: Deps,
  actor: Actor,
  { version: _version, ...given }: WriteRecurrence,
  act: 'add' | 'change',
  store: (sql: TransactionSql, written: Written) => Promise<number>,
): Promise<RecurrenceList> {
  refuseForbiddenText({ title: given.title });
  const written = {
    ...given,
    unannounced: given.unannounced || given.kind === 'unannounced',
    weekdays: given.weekdays.toSorted((a, b) => a - b),
    by: actor.accountId,
    at: deps.clock.now(),
  };
  const { list, key } = await writeAsActor(deps.database, actor, async (sql) => {
    const id = await store(sql, written);
    const made = await recurrenceListOf(sql, deps);
    await appendAudit(sql, deps.clock, {
      action: `recurrence.${act}`,
      subjectKind: 'recurrence',
      subjectId: id,
      detail: { weekdays: written.weekdays, fromOn: given.fromOn, toOn: given.toOn },
    });
    const version = made.items.find((one) => one.id === id)?.version ?? 0;
    return { list: made, key: `${id} ${version}` };
  });
  const now = deps.clock.now();
  // A process that dies here leaves the drafts to the next run, a few minutes later.
  await asSystem(deps.database, (sql) =>
    enqueueJob(sql, { kind: DRAFT_JOB, runKey: `${DRAFT_JOB} of ${key}`, dueAt: now, now }),
  );
  return list;
}

import type { ClosedPlacesOfDay } from '#server/closed-places/closed-places.ts';
import { type Actor, REACH } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { RecurrenceReason } from '#server/contract/route-recurrence.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';

import { addStops } from './add-stop-commands.ts';
import { findRoute, insertRoute, insertShift } from './queries.ts';
import {
  countCommunes,
  isDayMade,
  isPlanner,
  keepDay,
  type KeptRecurrence,
  listHolidays,
  listOpenRecurrences,
  lockRecurrence,
} from './recurrence-queries.ts';
import { readRandomShare } from './route-settings.ts';
import { seedFrom } from './rules.ts';
import { daysToDraft } from './rules/recurrence-days.ts';

export const DRAFT_JOB = 'routes.draft_recurrences';

/** Makes the drafts of recurrences, each once for its day. */
export const RECURRENCE_JOBS: JobPlan = {
  kinds: [{ kind: DRAFT_JOB, run: draftRecurrences }],
  recurring: [{ kind: DRAFT_JOB, everyMinutes: 15 }],
};

/** One day that fails holds up no other; what was not expected fails the job at the end, so that it is seen. */
async function draftRecurrences(deps: Deps): Promise<void> {
  const today = deps.clock.today();
  const { open, holidays } = await asSystem(deps.database, async (sql) => ({
    open: await listOpenRecurrences(sql, today),
    holidays: new Set(await listHolidays(sql)),
  }));
  const failures: unknown[] = [];
  for (const recurrence of open) {
    const daysOff = new Set(
      recurrence.tried.filter(({ outcome }) => outcome === 'day_off').map(({ onDate }) => onDate),
    );
    for (const day of daysToDraft(recurrence, today)) {
      const off = holidays.has(day);
      if (off && daysOff.has(day)) continue;
      const failure = off
        ? await keepDayOff(deps, recurrence, day)
        : await draftDay(deps, recurrence, day);
      if (failure !== null) failures.push(failure);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} drafts of recurrences were not made`);
  }
}

async function keepDayOff(deps: Deps, { id, version }: KeptRecurrence, onDate: IsoDate) {
  const triedAt = deps.clock.now();
  await asSystem(deps.database, (sql) =>
    keepDay(sql, { recurrenceId: id, onDate, outcome: 'day_off', version, triedAt }),
  );
  return null;
}

/**
 * Makes the draft of one day in the name of the planner who keeps the recurrence, in one transaction: after a kill there is
 * the whole draft or nothing. @returns an error that was not expected; null without one
 */
async function draftDay(deps: Deps, recurrence: KeptRecurrence, onDate: IsoDate): Promise<unknown> {
  const { id, version, keeper } = recurrence;
  const triedAt = deps.clock.now();
  const keepReason = (reason: RecurrenceReason) =>
    asSystem(deps.database, (sql) =>
      keepDay(sql, { recurrenceId: id, onDate, outcome: 'not_made', reason, version, triedAt }),
    );
  const today = deps.clock.today();
  if (!(await asSystem(deps.database, (sql) => isPlanner(sql, keeper, today)))) {
    await keepReason('planner_gone');
    return null;
  }
  const role = 'planner';
  const actor: Actor = { accountId: keeper, role, reach: REACH[role], communeIds: [] };
  try {
    const places = await deps.closedPlaces.read(today);
    await asActor(deps.database, actor, (sql) =>
      makeDraft(sql, deps, actor, { recurrence, onDate, places }),
    );
    return null;
  } catch (error) {
    const reason = reasonOf(error);
    await keepReason(reason);
    return reason === 'failed' ? error : null;
  }
}

function reasonOf(error: unknown): RecurrenceReason {
  if (!(error instanceof AppError)) return 'failed';
  if (error.code === 'route.teams_gone') return 'teams_gone';
  if (error.code === 'commune.not_found') return 'communes_gone';
  if (error.code !== 'route.nothing_to_add') return 'failed';
  return Number(error.parameters['passedOver']) > 0 ? 'places_held' : 'no_places';
}

/** The lock lets one process at a time draft by a recurrence; what another has made or changed meanwhile is left alone. */
async function makeDraft(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  given: { recurrence: KeptRecurrence; onDate: IsoDate; places: ClosedPlacesOfDay },
): Promise<void> {
  const { onDate, places } = given;
  const { id, version } = given.recurrence;
  const now = await lockRecurrence(sql, id);
  if (now === null || now.version !== version || (await isDayMade(sql, id, onDate))) return;
  const routeId = await insertDraft(sql, deps, actor, now, onDate);
  let teams = 0;
  for (const { teamId, shift } of now.shifts) {
    if (await insertShift(sql, routeId, teamId, shift)) teams += 1;
  }
  if (teams === 0) throw new AppError('route.teams_gone');
  const route = await findRoute(sql, routeId);
  if (route === null) throw new AppError('route.not_found');
  const { stops: count, communes, only, weights } = now;
  const missingCommunes =
    communes.length - (await countCommunes(sql, communes, deps.clock.today()));
  if (missingCommunes > 0 && missingCommunes === communes.length) {
    throw new AppError('commune.not_found');
  }
  const way = { kind: 'top' as const, count, communes, ...(only !== null && { only }) };
  const { ids } = await addStops(sql, deps, actor, {
    route,
    stops: [],
    way,
    places,
    weights,
  });
  await keepDay(sql, {
    recurrenceId: id,
    onDate,
    outcome: 'made',
    missingStops: count - ids.length,
    missingTeams: now.shifts.length - teams,
    missingCommunes,
    routeId,
    version,
    triedAt: deps.clock.now(),
  });
  await appendAudit(sql, deps.clock, {
    action: 'route.draft_recurring',
    subjectKind: 'route',
    subjectId: routeId,
    detail: { recurrence: id, onDate, stops: ids.length, seed: route.seed },
  });
}

/** The random share is never less than the setting of today asks for; its seed is new for every draft. */
async function insertDraft(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  { title, kind, unannounced, randomShare }: KeptRecurrence,
  onDate: IsoDate,
): Promise<number> {
  const { value } = await readRandomShare(sql, deps.clock.today());
  return insertRoute(sql, {
    title: `${title} ${onDate.split('-').toReversed().join('/')}`,
    onDate,
    kind,
    unannounced,
    randomShare: Math.max(value.share, randomShare ?? 0),
    seed: seedFrom(deps.newId()),
    createdBy: actor.accountId,
    createdAt: deps.clock.now(),
  });
}

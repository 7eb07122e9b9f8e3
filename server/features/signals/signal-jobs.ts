import { PARAMETER_KEYS, PARAMETER_VALUE } from '#server/contract/signal-parameters.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import { addDays } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readMatchingParameters } from '#server/features/settings/signal-settings.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';
import type { ClaimedJob } from '#server/jobs/queries.ts';

import { lapseSuspicions } from './lapse.ts';
import { matchSignal, matchWaiting } from './match-commands.ts';
import { findPlacesOfSignals, listUndecided } from './match-queries.ts';
import { gradeOf } from './match-rules.ts';
import { APPLY_JOB, PREVIEW_JOB } from './rematch-commands.ts';
import { listLapsing } from './lapse-queries.ts';
import {
  countUndecided,
  findRematch,
  forgetDifferences,
  hasWaitingParameters,
  insertDifferences,
  markParametersApplied,
  moveRematch,
  reportRematch,
  type Difference,
  type RematchRow,
} from './rematch-queries.ts';

const MATCH_JOB = 'signals.match';
const DAILY_JOB = 'signals.daily';
const AT_ONCE = 200;

/** What is done about signals without anybody asking. Statuses are never touched. */
export const SIGNAL_JOBS: JobPlan = {
  kinds: [
    { kind: MATCH_JOB, run: async (deps) => void (await matchWaiting(deps)) },
    { kind: DAILY_JOB, run: daily },
    { kind: PREVIEW_JOB, run: preview },
    { kind: APPLY_JOB, run: apply },
  ],
  recurring: [
    { kind: MATCH_JOB, everyMinutes: 5 },
    { kind: DAILY_JOB, dailyAt: '00:20' },
  ],
};

/** A new day: measures that hold from now on, places that were corrected since, flags that nothing renewed. */
async function daily(deps: Deps): Promise<void> {
  await rematchAll(deps, async () => true);
  await lapseSuspicions(deps);
}

/** Works out what a change of the measures would do. Broken off and begun again it does the same. */
async function preview(deps: Deps, job: ClaimedJob): Promise<void> {
  const id = Number(job.payload['rematchId']);
  const started = await asSystem(deps.database, async (sql) => {
    const total = await countUndecided(sql);
    const from = ['waiting', 'running'] as const;
    if (!(await moveRematch(sql, id, { from, state: 'running', total }))) return null;
    await forgetDifferences(sql, id);
    return findRematch(sql, id);
  });
  if (started === null) return;
  let done = 0;
  for (let afterId: number | null = 0; afterId !== null;) {
    const from: { afterId: number; limit: number } = { afterId, limit: AT_ONCE };
    const step = await asSystem(deps.database, async (sql) => {
      const ids = await comparePage(sql, deps, started, from);
      done += ids.length;
      return { ids, goesOn: await reportRematch(sql, id, done) };
    });
    if (!step.goesOn) return;
    afterId = step.ids.at(-1) ?? null;
  }
  await asSystem(deps.database, async (sql) => {
    if (started.key === 'signal.flag') await compareFlags(sql, started);
    await moveRematch(sql, id, { from: ['running'], state: 'ready' });
  });
}

function withChange(parameters: MatchingParameters, change: RematchRow): MatchingParameters {
  const name = change.key.replace('signal.', '');
  return { ...parameters, [name]: PARAMETER_VALUE[change.key].parse(change.value) };
}

/** Compares the suspicions of some signals with those that the change would make of them. */
async function comparePage(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  change: RematchRow,
  from: { afterId: number; limit: number },
): Promise<number[]> {
  const parameters = withChange(await readMatchingParameters(sql, deps.clock.today()), change);
  const signals = await listUndecided(sql, from);
  const ids = signals.map(({ id }) => id);
  const places = await findPlacesOfSignals(sql, ids, parameters);
  const differences = signals.flatMap(({ id, state, pointId }): Difference[] => {
    const place = places.get(id);
    const grade = place === undefined ? null : gradeOf(place, parameters);
    const suspected = grade === 'exact' || grade === 'near';
    const pointAfter = suspected ? (place?.pointId ?? null) : null;
    if (pointAfter === pointId) return [];
    const stateAfter = grade === null ? 'unmatched' : suspected ? 'suspected' : 'vicinity';
    return [
      {
        signalId: id,
        stateBefore: state,
        pointBefore: pointId,
        stateAfter,
        pointAfter,
        distanceMetres: place?.distanceMetres ?? null,
      },
    ];
  });
  await insertDifferences(sql, change.id, differences);
  return ids;
}

/** The suspicions that another life of flags would let lapse on the day from which it holds. */
async function compareFlags(sql: TransactionSql, change: RematchRow): Promise<void> {
  const { expiryDays } = PARAMETER_VALUE['signal.flag'].parse(change.value);
  const lapsing = await listLapsing(sql, addDays(change.validFrom, -expiryDays));
  const differences = lapsing.map(({ id, pointId }): Difference => ({
    signalId: id,
    stateBefore: 'suspected',
    pointBefore: pointId,
    stateAfter: 'lapsed',
    pointAfter: null,
    distanceMetres: null,
  }));
  await insertDifferences(sql, change.id, differences);
}

/** Carries out a change that a person has applied. */
async function apply(deps: Deps, job: ClaimedJob): Promise<void> {
  const id = Number(job.payload['rematchId']);
  await rematchAll(deps, (done) =>
    asSystem(deps.database, (sql) => reportRematch(sql, id, done)).then(() => true),
  );
  await lapseSuspicions(deps);
  const end = { state: 'applied', endedAt: deps.clock.now() } as const;
  await asSystem(deps.database, (sql) => moveRematch(sql, id, { from: ['applying'], ...end }));
}

/** Matches every signal on which nobody has decided by the measures of today. */
async function rematchAll(deps: Deps, report: (done: number) => Promise<boolean>): Promise<void> {
  const today = deps.clock.today();
  const changed = new Set<number>();
  let done = 0;
  for (let afterId: number | null = 0; afterId !== null;) {
    const from: { afterId: number; limit: number } = { afterId, limit: AT_ONCE };
    const ids = (await asSystem(deps.database, (sql) => listUndecided(sql, from))).map(
      (signal) => signal.id,
    );
    for (const id of ids) {
      const touched = await asSystem(deps.database, async (sql) =>
        matchSignal(sql, deps, id, await readMatchingParameters(sql, today)),
      );
      for (const pointId of touched) changed.add(pointId);
    }
    done += ids.length;
    await report(done);
    afterId = ids.at(-1) ?? null;
  }
  await asSystem(deps.database, async (sql) => {
    if (!(await hasWaitingParameters(sql, PARAMETER_KEYS, today))) return;
    await markParametersApplied(sql, PARAMETER_KEYS, today, deps.clock.now());
  });
  if (changed.size > 0) await deps.points.refresh([...changed]);
}

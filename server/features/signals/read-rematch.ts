import { PARAMETER_VALUE, type MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { SignalGrade } from '#server/contract/signal.ts';
import { addDays } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { ClaimedJob } from '#server/jobs/queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import {
  type FoundPlace,
  type StandingMatch,
  findPlacesOfSignals,
  listUndecided,
} from './match-queries.ts';
import { gradeOf } from './match-rules.ts';
import { listLapsing } from './queries.ts';
import {
  countUndecided,
  findRematch,
  forgetDifferences,
  insertDifferences,
  moveRematch,
  reportRematch,
  type Difference,
  type RematchRow,
} from './rematch-queries.ts';

const AT_ONCE = 200;

/** Computes the effect of a parameter change. Interrupted and started again it gives the same result. */
export async function previewRematch(deps: Deps, job: ClaimedJob): Promise<void> {
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
  const differences = signals.flatMap((before) => {
    const place = places.get(before.id) ?? null;
    const grade = place === null ? null : gradeOf(place, parameters);
    return (
      differenceOf(before, place === null || grade === null ? null : { ...place, grade }) ?? []
    );
  });
  await insertDifferences(sql, change.id, differences);
  return ids;
}

/** Returns how the match would change: the place of the suspicion or its grade; null when nothing changes. */
function differenceOf(
  before: StandingMatch,
  match: (FoundPlace & { grade: SignalGrade }) | null,
): Difference | null {
  const suspected = match !== null && match.grade !== 'vicinity';
  const pointAfter = suspected ? match.pointId : null;
  const gradeAfter = match?.grade ?? null;
  if (pointAfter === before.pointId && gradeAfter === before.grade) return null;
  const near = match?.grade === 'vicinity' ? match.pointId : before.nearPointId;
  return {
    signalId: before.id,
    stateBefore: before.state,
    pointBefore: before.pointId,
    stateAfter: match === null ? 'unmatched' : suspected ? 'suspected' : 'vicinity',
    pointAfter,
    gradeBefore: before.grade,
    gradeAfter,
    nearPoint: near,
    distanceMetres: match?.distanceMetres ?? null,
  };
}

/** The suspicions that another life of flags would let lapse on the day from which it holds. */
async function compareFlags(sql: TransactionSql, change: RematchRow): Promise<void> {
  const { expiryDays } = PARAMETER_VALUE['signal.flag'].parse(change.value);
  const lapsing = await listLapsing(sql, addDays(change.validFrom, -expiryDays));
  const differences = lapsing.map(({ id, pointId, grade }): Difference => ({
    signalId: id,
    stateBefore: 'suspected',
    pointBefore: pointId,
    stateAfter: 'lapsed',
    pointAfter: null,
    gradeBefore: grade,
    gradeAfter: null,
    nearPoint: null,
    distanceMetres: null,
  }));
  await insertDifferences(sql, change.id, differences);
}

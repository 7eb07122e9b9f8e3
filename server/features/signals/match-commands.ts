import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { EventKind } from '#server/contract/point.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { deriveFlags } from '#server/features/life-cycle/change.ts';
import { appendEvent, lockPoint, raiseVersion } from '#server/features/life-cycle/queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { takeInFinds } from './find-queries.ts';
import {
  askAgainAround,
  findPlacesOfSignals,
  listWaitingSignals,
  lockUndecided,
  takeInTips,
  writeMatch,
} from './match-queries.ts';
import { gradeOf } from './match-rules.ts';

const AT_ONCE = 200;

type MatchDeps = Pick<Deps, 'database' | 'clock' | 'points' | 'log'>;

/**
 * Makes a tip with a place a signal and matches it, in the system's name: the place may lie beyond the
 * taker's reach. The tip is safe already; what fails here is made up for by the job.
 */
export async function matchTip(deps: MatchDeps, tipId: number): Promise<void> {
  await laterIfItFails(deps, async () => {
    const ids = await asSystem(deps.database, (sql) => takeInTips(sql, { tipId, limit: 1 }));
    await matchSignals(deps, ids);
  });
}

/** Makes signs that a team saw at a stop without a listed point a signal and matches it, as a tip's. */
export async function matchFind(deps: MatchDeps, resultId: string): Promise<void> {
  await laterIfItFails(deps, async () => {
    const ids = await asSystem(deps.database, (sql) => takeInFinds(sql, { resultId, limit: 1 }));
    await matchSignals(deps, ids);
  });
}

/** A place was closed: what was told of there before may speak of it now. */
export async function matchAround(deps: MatchDeps, pointIds: readonly number[]): Promise<void> {
  await laterIfItFails(deps, async () => {
    const ids = await letWaitAround(deps, pointIds);
    await matchSignals(deps, ids.slice(0, AT_ONCE));
  });
}

/** Places came in closed: the job looks again at what lies around them. Gives the signals that wait now. */
export async function letWaitAround(
  deps: Pick<Deps, 'database' | 'clock'>,
  pointIds: readonly number[],
): Promise<number[]> {
  if (pointIds.length === 0) return [];
  return asSystem(deps.database, async (sql) => {
    const { radius } = await readMatchingParameters(sql, deps.clock.today());
    const widest = Math.max(radius.business, radius.public_area) * radius.vicinityFactor;
    return askAgainAround(sql, pointIds, widest + radius.unknownErrorMetres);
  });
}

/** Matches everything that waits: tips and finds without a signal, and signals that are to be looked at again. */
export async function matchWaiting(deps: MatchDeps): Promise<number> {
  let matched = 0;
  for (;;) {
    const ids = await asSystem(deps.database, async (sql) => {
      await takeInTips(sql, { tipId: null, limit: AT_ONCE });
      await takeInFinds(sql, { resultId: null, limit: AT_ONCE });
      return listWaitingSignals(sql, AT_ONCE);
    });
    if (ids.length === 0) return matched;
    await matchSignals(deps, ids);
    matched += ids.length;
  }
}

async function laterIfItFails(deps: MatchDeps, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    deps.log.error({ err: error }, 'signals were not matched; the job will try again');
  }
}

async function matchSignals(deps: MatchDeps, signalIds: readonly number[]): Promise<void> {
  const changed = new Set<number>();
  for (const id of signalIds) {
    // One transaction each: a place is locked for a moment only.
    const touched = await asSystem(deps.database, async (sql) =>
      matchSignal(sql, deps, id, await readMatchingParameters(sql, deps.clock.today())),
    );
    for (const pointId of touched) changed.add(pointId);
  }
  if (changed.size > 0) await deps.points.refresh([...changed]);
}

/**
 * Matches one signal by some measures and lets the places hear of it: a suspicion that begins or lapses is
 * an event there. Gives the places that changed. Nobody's decision is touched, and no status is.
 */
export async function matchSignal(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  signalId: number,
  parameters: MatchingParameters,
): Promise<number[]> {
  const signal = await lockUndecided(sql, signalId);
  if (signal === null || signal.named) return [];
  const place = (await findPlacesOfSignals(sql, [signalId], parameters)).get(signalId);
  const grade = place === undefined ? null : gradeOf(place, parameters);
  const match = place === undefined || grade === null ? null : { ...place, grade };
  await writeMatch(sql, signalId, match, deps.clock.now());
  const before = signal.pointId;
  const after = match === null || match.grade === 'vicinity' ? null : match.pointId;
  if (before === after) return [];
  if (before !== null) {
    await tellPlace(sql, deps, before, {
      kind: 'suspicion_lapsed',
      effectiveOn: deps.clock.today(),
      detail: { signalId, cause: 'measures' },
    });
  }
  if (after !== null) {
    await tellPlace(sql, deps, after, {
      kind: 'recurrence_suspected',
      effectiveOn: signal.occurredOn,
      ...(match !== null && { cycle: match.cycle }),
      detail: { signalId, origin: signal.origin, grade: match?.grade ?? null },
    });
  }
  return [before, after].filter((pointId) => pointId !== null);
}

/** An event that the system itself records at a place; its flags follow, its status does not. */
export async function tellPlace(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  pointId: number,
  event: {
    kind: EventKind;
    effectiveOn: string;
    /** The present one by default. */
    cycle?: number;
    detail: Record<string, unknown>;
  },
): Promise<void> {
  const point = await lockPoint(sql, pointId);
  if (point === null) throw new Error(`point ${pointId} is gone`);
  await appendEvent(sql, {
    cycle: point.cycle,
    ...event,
    pointId,
    seq: point.lastSeq + 1,
    recordedAt: deps.clock.now(),
    actorId: null,
    actorRole: 'system',
    documentNumber: null,
    note: null,
    statusAfter: point.status,
  });
  await raiseVersion(sql, pointId);
  await deriveFlags(sql, deps, pointId);
}

import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { EventKind } from '#server/contract/point.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { deriveFlags } from '#server/features/life-cycle/flag-commands.ts';
import { appendEvent, lockPoint, raiseVersion } from '#server/features/life-cycle/queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import {
  findPlacesOfSignals,
  listWaitingSignals,
  lockUndecided,
  raiseSignalsOfFinds,
  raiseSignalsOfTips,
  requeueSignalsOfClosure,
  requeueUndecidedAround,
  writeMatch,
} from './match-queries.ts';
import { gradeOf } from './match-rules.ts';

const AT_ONCE = 200;

type MatchDeps = Pick<Deps, 'database' | 'clock' | 'points' | 'log'>;

/**
 * Raises a signal for a tip with a position and matches it. It acts as the system, because the place may lie beyond
 * the reach of the person who took the tip. The tip is committed already: on a failure the job tries again.
 */
export async function matchTip(deps: MatchDeps, tipId: number): Promise<void> {
  await leaveFailuresToJob(deps, async () => {
    const ids = await asSystem(deps.database, (sql) =>
      raiseSignalsOfTips(sql, { tipId, limit: 1 }),
    );
    await matchSignals(deps, ids);
  });
}

/** Raises a signal for signs that a team saw at a stop without a listed point, and matches it, like {@link matchTip}. */
export async function matchFind(deps: MatchDeps, resultId: string): Promise<void> {
  await leaveFailuresToJob(deps, async () => {
    const ids = await asSystem(deps.database, (sql) =>
      raiseSignalsOfFinds(sql, { resultId, limit: 1 }),
    );
    await matchSignals(deps, ids);
  });
}

/** Matches the signals around places whose closures were taken back: they may belong to other places now. */
export async function matchAround(deps: MatchDeps, pointIds: readonly number[]): Promise<void> {
  await leaveFailuresToJob(deps, async () => {
    const ids = await requeueSignalsAround(deps, pointIds);
    await matchSignals(deps, ids.slice(0, AT_ONCE));
  });
}

/** Marks the signals that may belong to a place from now on, within the transaction that closes it. @returns their ids */
export async function markAround(
  sql: TransactionSql,
  { pointId, closedOn }: { pointId: number; closedOn: IsoDate },
  { radius, window }: MatchingParameters,
): Promise<number[]> {
  return requeueSignalsOfClosure(sql, {
    pointId,
    metres: widestReach(radius),
    after: addDays(closedOn, window.graceDays),
    until: addDays(closedOn, window.windowDays),
  });
}

/** Matches signals that were marked by {@link markAround}, after that commit. */
export async function matchMarked(deps: MatchDeps, signalIds: readonly number[]): Promise<void> {
  await leaveFailuresToJob(deps, () => matchSignals(deps, signalIds.slice(0, AT_ONCE)));
}

/** Marks the undecided signals around closed places to be matched again by the job. @returns their ids */
export async function requeueSignalsAround(
  deps: Pick<Deps, 'database' | 'clock'>,
  pointIds: readonly number[],
): Promise<number[]> {
  if (pointIds.length === 0) return [];
  return asSystem(deps.database, async (sql) => {
    const { radius } = await readMatchingParameters(sql, deps.clock.today());
    return requeueUndecidedAround(sql, pointIds, widestReach(radius));
  });
}

/** Metres beyond which no signal belongs to a place, besides the error of the place. */
function widestReach(radius: MatchingParameters['radius']): number {
  const widest = Math.max(radius.business, radius.public_area) * radius.vicinityFactor;
  return widest + radius.unknownErrorMetres;
}

/** Matches all that waits: tips and finds without a signal, and signals marked to be matched again. */
export async function matchWaiting(deps: MatchDeps): Promise<number> {
  let matched = 0;
  for (;;) {
    const ids = await asSystem(deps.database, async (sql) => {
      await raiseSignalsOfTips(sql, { tipId: null, limit: AT_ONCE });
      await raiseSignalsOfFinds(sql, { resultId: null, limit: AT_ONCE });
      return listWaitingSignals(sql, AT_ONCE);
    });
    if (ids.length === 0) return matched;
    await matchSignals(deps, ids);
    matched += ids.length;
  }
}

/** Runs work whose failure must not fail the request: the job does it again. */
async function leaveFailuresToJob(deps: MatchDeps, work: () => Promise<void>): Promise<void> {
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
 * Matches one signal with the given parameters and appends an event at each place where a suspicion begins or lapses.
 * No decision and no status is changed.
 * @returns the points that changed
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
    await appendSystemEvent(sql, deps, before, {
      kind: 'suspicion_lapsed',
      effectiveOn: deps.clock.today(),
      detail: { signalId, cause: 'measures' },
    });
  }
  if (after !== null) {
    await appendSystemEvent(sql, deps, after, {
      kind: 'recurrence_suspected',
      effectiveOn: signal.occurredOn,
      ...(match !== null && { cycle: match.cycle }),
      detail: { signalId, origin: signal.origin, grade: match?.grade ?? null },
    });
  }
  return [before, after].filter((pointId) => pointId !== null);
}

/** Appends an event of the system itself to a point and derives its flags again; the status stays. */
export async function appendSystemEvent(
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
  appendEvent(sql, {
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
  await appendAudit(sql, deps.clock, {
    action: `signal.${event.kind}`,
    subjectKind: 'point',
    subjectId: pointId,
    detail: { effectiveOn: event.effectiveOn, cycle: event.cycle ?? point.cycle },
  });
  raiseVersion(sql, pointId);
  await deriveFlags(sql, deps, pointId);
}

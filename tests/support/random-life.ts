import * as fc from 'fast-check';

import { type Actor, can } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { PointStatus } from '#server/contract/point.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { recordCheck } from '#server/features/checks/commands.ts';
import {
  confirmHandover,
  proposeHandover,
  refuseHandover,
} from '#server/features/handovers/commands.ts';
import {
  respondToRefusal,
  withdrawHandover,
} from '#server/features/handovers/proposer-commands.ts';
import { askSuccessors } from '#server/features/handovers/successors.ts';
import {
  decline,
  delist,
  eliminate,
  markRecurring,
  recognise,
} from '#server/features/life-cycle/commands.ts';
import { correctPoint, mergePoint, undoMerge } from '#server/features/points/commands.ts';
import { confirmSignal, rejectSignal } from '#server/features/signals/commands.ts';

import { fittingActs, LIFE_ACTS, PERMISSION, type ActName } from './life-acts.ts';
import { DOCUMENT } from './register-acts.ts';

export type Step = {
  /** Days that pass before the act. */
  wait: number;
  /** Days by which the act is said to lie back; below nothing it lies in the future. */
  back: number;
  /** An act that fits the status, by its place in the list, by somebody who may; null: any, by anybody. */
  fitting: number | null;
  act: ActName;
  who: number;
  choice: number;
  stale: boolean;
};

export const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120 })),
  back: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: fc.constant(-1) },
  ),
  fitting: fc.oneof(
    { weight: 5, arbitrary: fc.nat(9) },
    { weight: 2, arbitrary: fc.constant(null) },
  ),
  act: fc.constantFrom(...LIFE_ACTS),
  who: fc.nat(20),
  choice: fc.nat(7),
  stale: fc.oneof(
    { weight: 19, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

type Present = {
  status: PointStatus;
  statusSince: IsoDate;
  version: number;
  handovers: { id: number; communeId: number }[];
  refusedId: number | null;
  waits: boolean;
  refusalOpen: boolean;
  signals: { id: number; version: number }[];
  events: number[];
};

async function presentOf(deps: Deps, pointId: number): Promise<Present> {
  const [row] = await asSystem(
    deps.database,
    (sql) => sql<Present[]>`
      select
        status, status_since, version,
        (
          select coalesce(
            jsonb_agg(
              jsonb_build_object('id', id, 'communeId', commune_id)
              order by state = 'pending' desc, id desc
            ),
            '[]'
          )
          from handover where point_id = ${pointId}
        ) as handovers,
        (select max(id) from handover where point_id = ${pointId} and state = 'refused') as refused_id,
        exists (
          select from handover where point_id = ${pointId} and state = 'pending'
        ) as waits,
        exists (
          select from handover
          where point_id = ${pointId} and cycle = point.cycle and state = 'refused'
            and response is null
        ) as refusal_open,
        (
          select coalesce(
            jsonb_agg(
              jsonb_build_object('id', id, 'version', version) order by state = 'suspected' desc, id
            ),
            '[]'
          )
          from signal where point_id = ${pointId}
        ) as signals,
        array(select id from event where point_id = ${pointId} order by seq) as events
      from point
      where id = ${pointId}`,
  );
  if (row === undefined) throw new Error(`there is no point ${pointId}`);
  return row;
}

/** Does one step to a point, as one of the people; whatever the commands refuse, they throw. */
export async function perform(
  deps: Deps,
  people: readonly Actor[],
  points: {
    pointId: number;
    otherId: number;
    /** The commune that follows each, when it is no more. */
    successorOf: ReadonlyMap<number, number>;
  },
  given: Step,
): Promise<void> {
  const { pointId } = points;
  if (given.act === 'succeed' && given.fitting === null) return succeed(deps, points, given);
  const present = await presentOf(deps, pointId);
  const fitting = fittingActs(present);
  const act =
    given.fitting === null ? given.act : (fitting[given.fitting % fitting.length] ?? given.act);
  if (act === 'succeed') return succeed(deps, points, given);
  const handover = present.handovers[given.choice === 0 ? 1 : 0] ?? { id: 0, communeId: 0 };
  const answers = act === 'confirm' || act === 'refuse';
  const able = people.filter(
    ({ role, communeIds }) =>
      given.fitting === null ||
      (can(role, PERMISSION[act]) && (!answers || communeIds.includes(handover.communeId))),
  );
  const actor = able[given.who % able.length];
  if (actor === undefined) throw new AppError('permission.denied');
  const day: IsoDate = addDays(deps.clock.today(), -given.back);
  const effectiveOn =
    given.fitting !== null && day < present.statusSince ? present.statusSince : day;
  const version = present.version + (given.stale ? 1 : 0);
  const base = { effectiveOn, documentNumber: DOCUMENT, note: null, version };
  const reason = 'lý do thử';
  const signal = present.signals[given.choice % 2] ?? { id: 0, version: 1 };
  switch (act) {
    case 'recognise':
      return recognise(deps, actor, pointId, base);
    case 'decline':
      return decline(deps, actor, pointId, { ...base, reason });
    case 'eliminate':
      return eliminate(deps, actor, pointId, { ...base, way: 'raid' });
    case 'handovers':
      return proposeHandover(deps, actor, pointId, { ...base, grounds: null });
    case 'confirm':
      await confirmHandover(deps, actor, handover.id, base);
      return;
    case 'refuse':
      await refuseHandover(deps, actor, handover.id, {
        ...base,
        reason: 'other',
        reasonText: reason,
      });
      return;
    case 'respond':
      await respondToRefusal(deps, actor, present.refusedId ?? handover.id, {
        ...base,
        response: given.choice % 2 === 0 ? 'accepted' : 'contested',
        text: reason,
        leadCommuneId: null,
        otherPointId: null,
      });
      return;
    case 'withdraw':
      await withdrawHandover(deps, actor, handover.id, { ...base, reason });
      return;
    case 'check':
      return recordCheck(deps, actor, pointId, {
        ...base,
        result: given.choice < 3 ? 'signs' : given.choice < 6 ? 'no_sign' : 'could_not_check',
        reason,
        checkedAt: null,
        obstacle: null,
        position: null,
        accuracyMetres: null,
        photoIds: [],
      });
    case 'markRecurring':
      return markRecurring(deps, actor, pointId, { ...base, grounds: reason });
    case 'confirmSignal':
      await confirmSignal(deps, actor, signal.id, { ...base, version: signal.version, reason });
      return;
    case 'rejectSignal':
      await rejectSignal(deps, actor, signal.id, { ...base, version: signal.version, reason });
      return;
    case 'delist':
      return delist(deps, actor, pointId, { ...base, reason });
    case 'redate': {
      const id = present.events[given.choice % present.events.length] ?? 0;
      return correctPoint(deps, actor, pointId, {
        ...base,
        effectiveOn: deps.clock.today(),
        reason,
        event: { id, effectiveOn },
      });
    }
    case 'merge':
      return mergePoint(deps, actor, pointId, { ...base, reason, intoPointId: points.otherId });
    case 'undoMerge':
      return undoMerge(deps, actor, pointId, { ...base, reason });
  }
}

/** One of the point's communes is no more from today on, and its successor is asked where it must be. */
async function succeed(
  deps: Deps,
  points: { pointId: number; successorOf: ReadonlyMap<number, number> },
  given: Step,
): Promise<void> {
  const { pointId, successorOf } = points;
  const { asked } = await asSystem(deps.database, async (sql) => {
    const touched = await sql<{ communeId: number }[]>`
      select commune_id from point_commune where point_id = ${pointId} order by commune_id`;
    const former = touched[given.choice % touched.length]?.communeId ?? 0;
    const successorId = successorOf.get(former);
    if (successorId === undefined) return { asked: 0 };
    await sql`update commune set valid_to = ${deps.clock.today()} where id = ${former}`;
    await sql`
      update point_commune set commune_id = ${successorId}
      where point_id = ${pointId} and commune_id = ${former}`;
    return askSuccessors(sql, deps.clock, null, [pointId]);
  });
  if (asked === 0) throw new AppError('handover.not_pending');
  await deps.points.refresh([pointId]);
}

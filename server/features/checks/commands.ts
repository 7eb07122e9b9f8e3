import {
  type CheckScheduleList,
  CheckScheduleValue,
  type NewCheckSchedule,
  type RecordCheck,
} from '#server/contract/check.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { addDays } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { type Consent, requireSecond, writeForTwo } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
import {
  changePoint,
  type ActInput,
  type Change,
} from '#server/features/life-cycle/change-commands.ts';
import {
  listUnusablePhotos,
  nameEventPhotos,
} from '#server/features/life-cycle/commune-name-queries.ts';
import { deriveManyFlags } from '#server/features/life-cycle/flag-commands.ts';
import { refuseForeignPhotos } from '#server/features/life-cycle/photo-commands.ts';
import { insertFoundSignal } from '#server/features/signals/queries.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { notBefore, OF_SETTING } from '#server/setting-proposal.ts';
import {
  type CheckBounds,
  readCheckBounds,
  readRetryDays,
} from '#server/settings/life-cycle-settings.ts';

import {
  findWaitingSchedule,
  insertCheck,
  insertSchedule,
  listSchedules,
  lockClosedPlaces,
  markSchedulesApplied,
  measureDistance,
} from './queries.ts';
import { whyLax, whyNotRecord, whyNotSchedule } from './rules.ts';

const PLACES_AT_ONCE = 1_000;

/** Another schedule of checks. */
export const CHECK_SCHEDULE_PROPOSAL: KindOf<'check_schedule'> = {
  ...OF_SETTING,
  subjectOf: () => Promise.resolve({ name: 'setting check.schedule' }),
  async carryOut(deps, asker, { act }, { consent }) {
    const validFrom = notBefore(act.validFrom, deps.clock.today());
    await setSchedule(deps, asker, { ...act, validFrom }, consent);
  },
  async inForce(sql, deps) {
    const rows = await listSchedules(sql);
    const held = rows.find(({ validFrom }) => validFrom <= deps.clock.today());
    return held === undefined ? null : { ...Object(held.value), validFrom: held.validFrom };
  },
};

/**
 * A look at a closed place. `signs` raises a suspicion, never a status; `could_not_check` sets the day
 * of the next attempt and leaves the place as unseen as it was. `also` is written along with it, or nothing is.
 */
export async function recordCheck(
  deps: Deps,
  actor: Actor,
  pointId: number,
  check: RecordCheck,
  also: (change: Change) => Promise<void> = async () => {},
): Promise<void> {
  const wrong = whyNotRecord(check, deps.clock.now());
  if (wrong !== null) throw refusal(wrong.code, wrong.pointer);
  const request = {
    act: 'check' as const,
    pointId,
    input: actOf(check),
    texts: { reason: check.reason },
    async read(sql: TransactionSql) {
      const { photoIds, position } = check;
      const [unusable, retryOn, distanceMetres] = await Promise.all([
        listUnusablePhotos(sql, { photoIds, pointId, accountId: actor.accountId }),
        retryDay(sql, check),
        measureDistance(sql, pointId, position),
      ]);
      return { unusable, retryOn, distanceMetres };
    },
    // A check older than the hand-over is still a look after the elimination.
    notBefore: (point: { eliminatedOn: string | null; lastStatusOn: string }) =>
      point.eliminatedOn ?? point.lastStatusOn,
  };
  await changePoint(deps, actor, request, async (change, read) => {
    const { unusable, retryOn, distanceMetres } = read;
    refuseForeignPhotos(unusable);
    const { accuracyMetres } = check;
    const { result, obstacle, reason, checkedAt, photoIds } = check;
    const facts = { result, obstacle, reason, checkedAt, retryOn, photos: photoIds.length };
    const seq = change.append('checked', {
      detail: { ...facts, ...(distanceMetres === null ? {} : { distanceMetres, accuracyMetres }) },
    });
    const { cycle } = change.point;
    insertCheck(change.sql, { ...check, seq, pointId, cycle, retryOn });
    nameEventPhotos(change.sql, { seq, pointId, photoIds });
    if (result === 'signs') await raiseSuspicion(change, check);
    await also(change);
  });
}

function refusal(code: ProblemCode, pointer: string): AppError {
  return new AppError(code, { errors: [{ pointer, code }] });
}

function actOf(check: RecordCheck): ActInput {
  const { effectiveOn, documentNumber, documentOn, enteredAt, note, version, batchId } = check;
  return {
    effectiveOn,
    documentNumber,
    documentOn,
    enteredAt,
    note,
    batchId,
    ...(version === undefined ? {} : { version }),
  };
}

async function retryDay(sql: TransactionSql, check: RecordCheck): Promise<string | null> {
  if (check.result !== 'could_not_check') return null;
  return addDays(check.effectiveOn, await readRetryDays(sql, check.effectiveOn));
}

async function raiseSuspicion(change: Change, check: RecordCheck): Promise<void> {
  const signalId = await insertFoundSignal(change.sql, {
    pointId: change.point.id,
    cycle: change.point.cycle,
    occurredOn: check.effectiveOn,
    closedOn: change.point.eliminatedOn,
    recordedAt: change.deps.clock.now(),
    position: check.position,
    accuracyMetres: check.accuracyMetres,
    note: check.note,
    raisedBy: change.actor.accountId,
  });
  change.append('recurrence_suspected', { detail: { signalId, origin: 'found' } });
}

/** Every schedule of checks, and which one holds today. */
export async function readSchedules(deps: Deps, actor: Actor): Promise<CheckScheduleList> {
  const rows = await asActor(deps.database, actor, listSchedules);
  const items = rows.map(({ value, ...row }) => ({ ...row, ...CheckScheduleValue.parse(value) }));
  const today = deps.clock.today();
  const inForce = items.find(({ validFrom }) => validFrom <= today);
  if (inForce === undefined) throw new Error('the reference data holds no schedule of checks');
  return { items, inForceFrom: inForce.validFrom };
}

/**
 * Sets when closed places are looked at from a day on; the flags of all places follow. It decides figures, so it takes two:
 * `proposal.needed`.
 */
export async function setSchedule(
  deps: Deps,
  actor: Actor,
  schedule: NewCheckSchedule,
  consent?: Consent,
): Promise<CheckScheduleList> {
  const { validFrom, origin, days, ...rest } = schedule;
  refuseForbiddenText({ origin });
  await writeForTwo(deps.database, actor, consent, async (sql) => {
    const taken = (await listSchedules(sql)).map((row) => row.validFrom);
    const refusal = whyNotSchedule(schedule, taken, deps.clock.today());
    if (refusal !== null) {
      throw new AppError(refusal, { errors: [{ pointer: '/validFrom', code: refusal }] });
    }
    refuseLax(schedule, await readCheckBounds(sql, deps.clock.today()));
    requireSecond(consent);
    const value = { ...rest, days: days.toSorted((a, b) => a - b) };
    const by = { setBy: actor.accountId, setAt: deps.clock.now() };
    await insertSchedule(sql, { value, validFrom, origin, ...by });
    await appendAudit(sql, deps.clock, {
      action: 'setting.set',
      subjectKind: 'setting',
      subjectId: 'check.schedule',
      detail: { validFrom, ...value },
    });
  });
  await applyWaitingSchedules(deps);
  await deps.points.reload();
  return readSchedules(deps, actor);
}

/** Throws `check.schedule_lax` where a place would be looked at later, or watched for less long, than the bounds say. */
function refuseLax(schedule: NewCheckSchedule, bounds: CheckBounds): void {
  const pointer = whyLax(schedule, bounds);
  if (pointer === null) return;
  const code = 'check.schedule_lax';
  throw new AppError(code, { errors: [{ pointer, code }], parameters: bounds });
}

/**
 * Brings the flags of every closed place in line with schedules that were set and not applied yet;
 * gives how many places were looked at. A thousand at a time, each thousand whole: when the program
 * dies in between, the next start goes on, and doing a place twice changes nothing.
 */
export async function applyWaitingSchedules(
  deps: Pick<Deps, 'database' | 'clock'>,
): Promise<number> {
  const day = await asSystem(deps.database, findWaitingSchedule);
  if (day === null) return 0;
  let places = 0;
  for (let afterId: number | null = 0; afterId !== null;) {
    const from = { day, afterId, limit: PLACES_AT_ONCE };
    const ids: number[] = await asSystem(deps.database, async (sql) => {
      const locked = await lockClosedPlaces(sql, from);
      if (locked.length > 0) await deriveManyFlags(sql, deps, locked);
      return locked;
    });
    places += ids.length;
    afterId = ids.at(-1) ?? null;
  }
  await asSystem(deps.database, (sql) => markSchedulesApplied(sql, deps.clock.now()));
  return places;
}

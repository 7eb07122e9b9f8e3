import {
  CheckScheduleValue,
  type CheckScheduleList,
  type NewCheckSchedule,
} from '#server/contract/check.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { type Consent, requireSecond, writeForTwo } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
import { type CheckBounds, readCheckBounds } from '#server/settings/life-cycle-settings.ts';
import { deriveManyFlags } from '#server/features/life-cycle/flag-commands.ts';

import { whyLax, whyNotSchedule } from './rules.ts';
import {
  insertSchedule,
  listSchedules,
  findWaitingSchedule,
  lockClosedPlaces,
  markSchedulesApplied,
} from './schedule-queries.ts';

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

const PLACES_AT_ONCE = 1_000;

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

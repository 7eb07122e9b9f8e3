import { AppError } from '#server/contract/problem.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import { MOST_SHIFTS } from '#server/contract/route.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { type Arrangement, differences } from './rules/arrangement.ts';
import { insertShift, listShifts, updateShift } from './queries.ts';
import { type EditedShift, takenOff, withoutTeam } from './rules/shift-changes.ts';

/** A route as the operations of one edit have left it so far. */
export type Progress = {
  stops: Arrangement;
  shifts: readonly EditedShift[];
  subjects: Set<number>;
  added: number;
  passedOver: number;
};

type TeamOperation = Extract<RouteOperation, { kind: 'absence' | 'remove_team' | 'shift' }>;

/** Changes the day of a team on the route. Throws `route.stop_unknown`. */
export async function changeTeam(
  sql: TransactionSql,
  progress: Progress,
  operation: TeamOperation,
): Promise<void> {
  const shift = progress.shifts.find(({ id }) => id === operation.shiftId);
  if (shift === undefined) throw new AppError('route.stop_unknown');
  switch (operation.kind) {
    case 'absence':
      return setShift(sql, progress, { ...shift, absent: operation.absent, removed: false });
    case 'remove_team':
      return setShift(sql, progress, takenOff(shift));
    case 'shift':
      return setShift(sql, progress, { ...shift, ...operation.shift });
  }
}

/** Puts a team on the route. Throws `route.too_many_teams`, and `route.team_unknown` for one that is no longer at work. */
export async function addTeam(
  sql: TransactionSql,
  routeId: number,
  progress: Progress,
  { teamId, shift }: Extract<RouteOperation, { kind: 'add_team' }>,
): Promise<void> {
  const present = progress.shifts.filter(({ removed }) => removed !== true);
  if (present.length >= MOST_SHIFTS) {
    throw new AppError('route.too_many_teams', { parameters: { limit: MOST_SHIFTS } });
  }
  const ofTeam = async () => (await listShifts(sql, routeId)).find((one) => one.teamId === teamId);
  const there = await ofTeam();
  if (there !== undefined) {
    return setShift(sql, progress, { ...shift, id: there.id, absent: false, removed: false });
  }
  const known = await insertShift(sql, routeId, teamId, shift);
  const added = await ofTeam();
  if (!known || added === undefined) throw new AppError('route.team_unknown');
  progress.subjects.add(-added.id);
  progress.shifts = [...progress.shifts, added];
}

/** Gives a team this day; the open stops of one that does not come are in no team then. */
export async function setShift(
  sql: TransactionSql,
  progress: Progress,
  shift: EditedShift,
): Promise<void> {
  await updateShift(sql, shift.id, shift);
  progress.shifts = progress.shifts.map((one) => (one.id === shift.id ? shift : one));
  if (shift.absent !== true) return;
  const stops = withoutTeam(progress.stops, shift.id);
  for (const { id } of differences(progress.stops, stops).after) progress.subjects.add(id);
  progress.stops = stops;
}

/** Refuses that one of these stops, still open, is given to a team that is absent (`route.team_absent`). */
export function refuseAbsent({ shifts, stops }: Progress, stopIds: readonly number[]): void {
  const absent = new Set(shifts.flatMap((shift) => (shift.absent === true ? shift.id : [])));
  const given = stops.filter(({ id, state }) => stopIds.includes(id) && state === 'planned');
  if (given.some(({ shiftId }) => shiftId !== null && absent.has(shiftId))) {
    throw new AppError('route.team_absent');
  }
}

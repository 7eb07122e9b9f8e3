import { clockOf } from '#server/contract/deadline.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { DeadlineRule } from '#server/contract/tip-clock.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { WorkCalendar } from '#server/contract/working-days.ts';

import { ORDINARY_CASE, type Observation } from './tally-rules.ts';

/** A case that the database has judged, about a place or a tip. */
export type CaseRow = {
  communeId: number;
  pointId: number | null;
  tipId: number | null;
  on: IsoDate;
  settledOn: IsoDate;
  hit: boolean;
  /** The day of what followed; null where nothing did. */
  thenOn: IsoDate | null;
};

/** Makes cases out of rows: what a commune entered on one day, and what is alike in it, is one case, not many. */
export function casesOfRows(rows: readonly CaseRow[]): Observation[] {
  const cases: Case[] = [];
  const ofHits = new Map<number, Map<IsoDate, Case>>();
  const ofOthers = new Map<number, Map<IsoDate, Case>>();
  for (const { pointId, tipId, ...row } of rows) {
    const alike = row.hit ? ofHits : ofOthers;
    const days = alike.get(row.communeId) ?? new Map<IsoDate, Case>();
    alike.set(row.communeId, days);
    const known = days.get(row.settledOn);
    const one = known ?? { ...ORDINARY_CASE, ...row, pointIds: [], tipIds: [] };
    if (known === undefined) cases.push(one);
    days.set(row.settledOn, one);
    if (pointId !== null) one.pointIds.push(pointId);
    if (tipId !== null) one.tipIds.push(tipId);
  }
  return cases;
}

type Case = Observation & { pointIds: number[]; tipIds: number[] };

/** A tip that a commune classified, with the kind as which it had stood until then. */
export type ClassifiedRow = Omit<CaseRow, 'hit' | 'thenOn'> & {
  receivedOn: IsoDate;
  fromKind: TipKind;
  toKind: TipKind;
};

export type ClockRules = { rules: readonly DeadlineRule[]; calendar: WorkCalendar };

/** Classifications; a hit is one to a kind whose clock ends later, or does not run from the day of receipt. */
export function softenedKinds(
  rows: readonly ClassifiedRow[],
  { rules, calendar }: ClockRules,
): Observation[] {
  const dueOn = (kind: TipKind, receivedOn: IsoDate) => {
    const facts = { kind, receivedOn, acceptedOn: null, events: [], handledOn: null };
    return clockOf(facts, rules, calendar)?.dueOn ?? NEVER;
  };
  return casesOfRows(
    rows.map(({ receivedOn, fromKind, toKind, ...row }) => ({
      ...row,
      hit: fromKind !== toKind && dueOn(toKind, receivedOn) > dueOn(fromKind, receivedOn),
      thenOn: null,
    })),
  );
}

const NEVER = '9999-12-31';

import { describe, expect, it } from 'vitest';

import type { ClosedPlace } from '#server/closed-places/places.ts';
import { dayNumber } from '#server/contract/civil-day.ts';
import type { BusinessFacts } from '#server/features/routes/read-business-candidates.ts';

import { type Claim, standingsOf } from './holding.ts';

const TODAY = '2026-06-01';
const TODAY_DAY = dayNumber(TODAY);
/** Closed on 1 May: checks fall due on 31 May, 30 June and 29 August. */
const PLACE = {
  pointId: 5,
  eliminatedDay: dayNumber('2026-05-01'),
  lastSeenDay: null,
  dueDay: dayNumber('2026-05-31'),
  suspected: false,
} as ClosedPlace;
const SCHEDULE = { days: [30, 60, 120], leadDays: 5 };
const claim = (claimed: Claim['claim'], onDate: string): Claim => ({
  pointId: 5,
  objectId: null,
  routeId: 7,
  title: 'Lộ trình một',
  onDate,
  claim: claimed,
});
const NAME = { routeId: 7, title: 'Lộ trình một', onDate: '2026-06-03' };
const onDay = (day: string, claims: Claim[], more: Partial<ClosedPlace> = {}) =>
  standingsOf(claims, { day, today: TODAY, schedule: SCHEDULE }).ofPoint({ ...PLACE, ...more });
const heldOn = (days: string[], claims: Claim[], more: Partial<ClosedPlace> = {}) =>
  days.filter((day) => onDay(day, claims, more).held);

describe('a place', () => {
  it('is free for all days while only drafts want it, and says which', () => {
    expect(onDay('2026-06-03', [claim('wanted', '2026-06-03')])).toEqual({
      held: false,
      heldBy: null,
      wantedBy: [NAME],
    });
  });

  it('is held by a published route until the check after that look is due', () => {
    const days = ['2026-06-01', '2026-06-03', '2026-06-24', '2026-06-25', '2026-07-30'];
    expect(heldOn(days, [claim('planned', '2026-06-03')])).toEqual(days.slice(0, 3));
    expect(onDay('2026-06-04', [claim('planned', '2026-06-03')]).heldBy).toEqual(NAME);
  });

  it('is held after the look of a route until the register asks for the next one', () => {
    const looked = { lastSeenDay: TODAY_DAY - 2, dueDay: dayNumber('2026-06-30') };
    const days = ['2026-06-01', '2026-06-24', '2026-06-25'];
    expect(heldOn(days, [claim('looked', '2026-05-30')], looked)).toEqual(days.slice(0, 2));
    expect(heldOn(days, [claim('looked', '2026-05-30')], { ...looked, suspected: true })).toEqual(
      [],
    );
  });

  it('is not offered on the day on which anybody has looked, even under suspicion', () => {
    const seen = { lastSeenDay: TODAY_DAY, dueDay: null, suspected: true };
    expect(heldOn([TODAY, '2026-06-02'], [], seen)).toEqual([TODAY]);
    expect(onDay(TODAY, [], seen).heldBy).toBeNull();
  });

  it('is held for the day of its route alone where no further check is due', () => {
    const days = ['2026-09-01', '2026-09-02'];
    expect(heldOn(days, [claim('planned', '2026-09-01')])).toEqual(['2026-09-01']);
  });
});

it('a business is held until it is to be inspected again, or until the next year', () => {
  const business = { objectId: 5, lastInspectedOn: null, reinspectionDueOn: null } as BusinessFacts;
  const held = (day: string, claimed: Claim['claim'], more: Partial<BusinessFacts> = {}) =>
    standingsOf([{ ...claim(claimed, '2026-06-03'), pointId: null, objectId: 5 }], {
      day,
      today: TODAY,
      schedule: SCHEDULE,
    }).ofBusiness({ ...business, ...more }).held;
  expect(['2026-12-31', '2027-01-01'].map((day) => held(day, 'planned'))).toEqual([true, false]);
  const findings = { lastInspectedOn: '2026-06-03', reinspectionDueOn: '2026-07-03' };
  expect(['2026-07-02', '2026-07-03'].map((day) => held(day, 'looked', findings))).toEqual([
    true,
    false,
  ]);
});

import type { ClosedPlace } from '#server/closed-places/places.ts';
import type { CandidateStanding, RouteName } from '#server/contract/candidate.ts';
import type { CheckScheduleValue } from '#server/contract/check.ts';
import { dayNumber } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { BusinessFacts } from '#server/features/routes/read-business-candidates.ts';
import { placeNumber, type PlaceIds } from '#server/features/routes/rules.ts';

/** A route that has to do with a place: a draft wants it, a published one leads there or has led there. */
export type Claim = PlaceIds & RouteName & { claim: 'wanted' | 'planned' | 'looked' };

type Schedule = Pick<CheckScheduleValue, 'days' | 'leadDays'>;
/** A look at a place, made or to come: its day, and the route that it belongs to. */
type Look = { day: number; route: RouteName | null; ahead: boolean };

/**
 * Standings of places for a route of a day. A draft holds nothing. A place on a published route, or looked at by one, or by
 * anybody today, is held for that day and until its next check is due; a suspicion ends that on the day after.
 * @param given `day` that of the route to be planned
 */
export function standingsOf(
  claims: readonly Claim[],
  given: { day: IsoDate; today: IsoDate; schedule: Schedule },
) {
  const { schedule } = given;
  const [day, today] = [dayNumber(given.day), dayNumber(given.today)];
  const byPlace = new Map<number, Claim[]>();
  for (const claim of claims) {
    const known = byPlace.get(placeNumber(claim));
    if (known === undefined) byPlace.set(placeNumber(claim), [claim]);
    else known.push(claim);
  }

  function standing(
    number: number,
    lastSeen: number | null,
    untilOf: (look: Look) => number,
  ): CandidateStanding {
    const own = byPlace.get(number) ?? [];
    if (own.length === 0 && lastSeen !== today) return FREE;
    const looks = own
      .filter(({ claim }) => claim !== 'wanted')
      .map((claim): Look => {
        const ahead = claim.claim === 'planned';
        return { day: dayNumber(claim.onDate), route: nameOf(claim), ahead };
      });
    if (lastSeen === today) looks.push({ day: today, route: null, ahead: false });
    const holding = looks.filter((look) => day < Math.max(look.day + 1, untilOf(look)));
    return {
      heldBy: holding.find(({ route }) => route !== null)?.route ?? null,
      held: holding.length > 0,
      wantedBy: own.filter(({ claim }) => claim === 'wanted').map(nameOf),
    };
  }

  return {
    ofPoint: (place: ClosedPlace): CandidateStanding => {
      const number = placeNumber({ pointId: place.pointId, objectId: null });
      return standing(number, place.lastSeenDay, (look) => {
        if (!look.ahead && place.suspected) return 0;
        const next = look.ahead ? nextDue(schedule, place.eliminatedDay, look.day) : place.dueDay;
        return next === null ? 0 : next - schedule.leadDays;
      });
    },
    ofBusiness: (facts: BusinessFacts): CandidateStanding => {
      const number = placeNumber({ pointId: null, objectId: facts.objectId });
      const { lastInspectedOn: seen, reinspectionDueOn: due } = facts;
      return standing(number, seen === null ? null : dayNumber(seen), (look) =>
        look.ahead || due === null ? nextYear(look.day) : dayNumber(due),
      );
    },
  };
}

/** The first check of the schedule that a look on a day does not answer yet. */
function nextDue({ days, leadDays }: Schedule, eliminated: number, looked: number): number | null {
  const due = days.map((after) => eliminated + after).filter((one) => one - leadDays > looked);
  return due.length === 0 ? null : Math.min(...due);
}

const FREE: CandidateStanding = { heldBy: null, held: false, wantedBy: [] };

function nameOf({ routeId, title, onDate }: Claim): RouteName {
  return { routeId, title, onDate };
}

/** The first day of the year after a day, in which another visit counts. */
function nextYear(day: number): number {
  const year = new Date(day * 86_400_000).getUTCFullYear();
  return dayNumber(`${year + 1}-01-01`);
}

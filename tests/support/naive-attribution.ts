import type { AttributionBasis, DatedCommune } from '#server/contract/attribution.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { AttributionFacts } from '#server/features/attribution/rules.ts';

/**
 * Whose a recurrence is, as the documents say it: who holds the place, and who is asked for it, is followed from day to
 * day up to the one on which it came back. Written without the product's rules, which a property compares with it.
 */
export function naiveAttribution({ recurredOn, handedOverOn, parts, touched }: AttributionFacts): {
  basis: AttributionBasis;
  owners: number[];
} {
  // A hand-over that was not complete on that day charges no commune.
  if (handedOverOn === null || handedOverOn > recurredOn) {
    return { basis: 'not_received', owners: [] };
  }
  const last = Math.max(...parts.map(({ attempt }) => attempt));
  const ofLast = parts.filter(({ attempt }) => attempt === last);
  const holders = new Map<number, DatedCommune>();
  const followers = new Set<number>();
  const asked = new Set<number>();
  const first = ofLast.map(({ proposedOn }) => proposedOn).toSorted()[0] ?? recurredOn;
  for (let day = first; day <= recurredOn; day = addDays(day, 1)) {
    for (const { commune, state, successor, proposedOn, answeredOn } of ofLast) {
      if (proposedOn === day && successor !== null) asked.add(commune.id);
      // Older records, and parts for which somebody else was asked since, had been accepted at some time before.
      const acceptedOn = state === 'confirmed' ? answeredOn : proposedOn;
      if (!['confirmed', 'recorded', 'successor_asked'].includes(state)) continue;
      if (acceptedOn !== day) continue;
      holders.set(commune.id, commune);
      asked.delete(commune.id);
      if (successor !== null) followers.add(commune.id);
    }
    for (const { commune, lapsedOn } of ofLast) {
      if (lapsedOn !== day) continue;
      for (const kept of [holders, followers, asked]) kept.delete(commune.id);
    }
  }
  const held = [...holders.values()];
  const isWhole = held.length > 0 && held.every((one) => isThere(one, recurredOn));
  if (isWhole && asked.size === 0) {
    const basis = followers.size > 0 ? 'successor_received' : 'received';
    return { basis, owners: held.map(({ id }) => id) };
  }
  // Nobody had accepted for all of it: it is whose area it lies in, by the communes of that day if there are any.
  const there = touched.filter(({ commune }) => isThere(commune, recurredOn));
  const byArea = there.length > 0 ? there : touched;
  return { basis: 'successor_by_area', owners: byArea.map(({ commune }) => commune.id) };
}

/** True on the days from the first of a commune to the one before its end. */
function isThere({ validFrom, validTo }: DatedCommune, day: IsoDate): boolean {
  return validFrom <= day && (validTo === null || day < validTo);
}

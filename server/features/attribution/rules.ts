import type {
  AttributionBasis,
  AttributionNote,
  DatedCommune,
} from '#server/contract/attribution.ts';
import type { HandoverState } from '#server/contract/handover.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** One commune's part of a hand-over in the cycle that the recurrence ended. */
export type ReceivingPart = {
  attempt: number;
  commune: DatedCommune;
  state: HandoverState;
  /** Set on the part of a commune that follows another one. */
  successor: 'while_pending' | 'after_handover' | null;
  proposedOn: IsoDate;
  answeredOn: IsoDate | null;
  /** The day on which the commune that follows was asked instead. */
  lapsedOn: IsoDate | null;
};

export type TouchedCommune = { commune: DatedCommune; lead: boolean; chosen: boolean };
export type NearCommune = { commune: DatedCommune; metres: number };

export type AttributionFacts = {
  recurredOn: IsoDate;
  /** Completion of the hand-over in the cycle before; null where none stood. */
  handedOverOn: IsoDate | null;
  /** Parts of every attempt in that cycle. */
  parts: readonly ReceivingPart[];
  /** Communes in which the place lies today, the lead first. */
  touched: readonly TouchedCommune[];
  /** Communes whose area begins within the radius, though the place does not lie in them. */
  near: readonly NearCommune[];
  communeUncertain: boolean;
};

export type Attributed = {
  basis: AttributionBasis;
  owners: DatedCommune[];
  answersNow: DatedCommune | null;
  notes: AttributionNote[];
  neighbours: NearCommune[];
};

/**
 * Says to whom a recurrence is attributed. It follows the place and its hand-over, never the sign of activity: a sign
 * beyond a border changes nothing, and a neighbour within the radius is named without being charged.
 * A hand-over that was not complete on that day charges no commune. Communes are told apart by their id, which
 * stands for code and first day; a code that was used again is another commune.
 */
export function attribute(facts: AttributionFacts): Attributed {
  const { recurredOn, handedOverOn, touched, near } = facts;
  const latest = Math.max(0, ...facts.parts.map(({ attempt }) => attempt));
  const parts = facts.parts.filter(({ attempt }) => attempt === latest);
  const answersNow = touched.find(({ lead }) => lead)?.commune ?? null;
  const received = handedOverOn !== null && handedOverOn <= recurredOn;
  const { basis, owners } = received
    ? ownersOf(parts, facts)
    : { basis: 'not_received' as const, owners: [] };
  const charged = new Set(owners.map(({ id }) => id));
  const others = touched.filter(({ commune }) => !charged.has(commune.id));
  const notes: AttributionNote[] = [
    ...note('crosses_border', touched.length > 1),
    ...note('border_inside_radius', near.length > 0),
    ...note('commune_uncertain', facts.communeUncertain),
    ...note(
      'lead_chosen',
      touched.some(({ lead, chosen }) => lead && chosen),
    ),
    ...note(
      'ended_since',
      owners.some(({ validTo }) => validTo !== null && validTo > recurredOn),
    ),
    ...note('refused_before', !received && parts.some(({ state }) => state === 'refused')),
    ...note(
      'still_pending',
      !received && parts.some(({ state }) => state === 'pending' || state === 'cancelled'),
    ),
  ];
  const neighbours = [
    ...(basis === 'not_received' ? [] : others.map(({ commune }) => ({ commune, metres: 0 }))),
    ...near.filter(({ commune }) => !charged.has(commune.id)),
  ];
  return { basis, owners, answersNow, notes, neighbours };
}

const note = (name: AttributionNote, holds: boolean): AttributionNote[] => (holds ? [name] : []);

/** Owners of a recurrence of a place that had been handed over. */
function ownersOf(
  parts: readonly ReceivingPart[],
  { recurredOn, touched }: AttributionFacts,
): { basis: AttributionBasis; owners: DatedCommune[] } {
  const leadId = touched.find(({ lead }) => lead)?.commune.id;
  const inOrder = (communes: readonly DatedCommune[]) =>
    [...new Map(communes.map((one) => [one.id, one])).values()].toSorted(
      (a, b) => Number(b.id === leadId) - Number(a.id === leadId) || a.code.localeCompare(b.code),
    );
  const standing = parts.filter(
    ({ proposedOn, lapsedOn }) =>
      proposedOn <= recurredOn && (lapsedOn === null || lapsedOn > recurredOn),
  );
  const accepted = standing.filter((part) => hadAccepted(part, recurredOn));
  const held = accepted.filter(({ commune }) => inForce(commune, recurredOn));
  const open =
    held.length < accepted.length ||
    standing.some((part) => part.successor !== null && !accepted.includes(part));
  if (held.length > 0 && !open) {
    const follows = held.some(({ successor }) => successor !== null);
    return {
      basis: follows ? 'successor_received' : 'received',
      owners: inOrder(held.map(({ commune }) => commune)),
    };
  }
  const present = touched.map(({ commune }) => commune);
  const byArea = present.filter((commune) => inForce(commune, recurredOn));
  return { basis: 'successor_by_area', owners: inOrder(byArea.length > 0 ? byArea : present) };
}

/** True when this commune had accepted the place by that day; older records name no day. */
function hadAccepted({ state, answeredOn }: ReceivingPart, on: IsoDate): boolean {
  if (!['confirmed', 'recorded', 'successor_asked'].includes(state)) return false;
  return state === 'confirmed' ? answeredOn !== null && answeredOn <= on : true;
}

/** True on the days from the first of a commune to the one before its end. */
function inForce(commune: DatedCommune, on: IsoDate): boolean {
  return commune.validFrom <= on && (commune.validTo === null || commune.validTo > on);
}

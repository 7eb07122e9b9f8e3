import type { Actor } from '#server/contract/permission.ts';
import type { IndicatorText } from '#server/contract/plan.ts';
import { REACH } from '#server/contract/permission.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** True when this person enters figures of a commune, or of the whole city (null). */
export function mayEnterFor(actor: Actor, communeId: number | null): boolean {
  if (REACH[actor.role] === 'city') return true;
  return communeId !== null && actor.communeIds.includes(communeId);
}

/** True when the indicator can have such a target. */
export function targetFits({
  comparator,
  shape,
  target,
}: Pick<IndicatorText, 'comparator' | 'shape' | 'target'>): boolean {
  if (comparator === 'none') return target === null;
  if (target === null) return false;
  return shape !== 'share' || target <= 1;
}

type Days = { firstOn: IsoDate; lastOn: IsoDate };

/** The period among those entered that a new one overlaps without being it; null when there is none. */
export function overlappedBy<Period extends Days>(
  entered: readonly Period[],
  { firstOn, lastOn }: Days,
): Period | null {
  return (
    entered.find(
      (one) =>
        one.firstOn <= lastOn &&
        firstOn <= one.lastOn &&
        (one.firstOn !== firstOn || one.lastOn !== lastOn),
    ) ?? null
  );
}

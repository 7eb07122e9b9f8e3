import type { Commune } from '#server/contract/commune.ts';
import type { PointDetail } from '#server/contract/point.ts';

/**
 * The communes that a correction of the place will ask anew: those under the new shape, when its hand-over
 * stands or waits and they are not the ones that it binds. Null: it asks nobody. The server decides.
 */
export function communesAsked(
  point: Pick<PointDetail, 'status' | 'handovers' | 'communes'>,
  under: readonly Commune[] | null,
): readonly Commune[] | null {
  if (under === null || under.length === 0) return null;
  const binds =
    point.status === 'handed_over' || point.handovers.some(({ state }) => state === 'pending');
  const codes = new Set(point.communes.map(({ code }) => code));
  const same = under.length === codes.size && under.every(({ code }) => codes.has(code));
  return binds && !same ? under : null;
}

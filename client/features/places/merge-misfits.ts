import type { PointDetail } from '#server/contract/point.ts';

export type Misfit = 'category' | 'commune' | 'distance';
type Compared = Pick<PointDetail, 'category' | 'communes'>;

/** Lists reasons against two points being one place. @param withinRadius they lie within the matching radius */
export function misfitsOf(point: Compared, other: Compared, withinRadius: boolean): Misfit[] {
  const communes = new Set(point.communes.map(({ id }) => id));
  return [
    ...(point.category === other.category ? [] : (['category'] as const)),
    ...(other.communes.some(({ id }) => communes.has(id)) ? [] : (['commune'] as const)),
    ...(withinRadius ? [] : (['distance'] as const)),
  ];
}

/**
 * Wheeler's z of two counts in equal periods, 2(√now − √before): percentages of small counts say nothing
 * (Wheeler 2016). Beyond ±3 the change is more than chance would bring.
 */
export function countChange(before: number, now: number): { z: number; signals: boolean } {
  const z = 2 * (Math.sqrt(now) - Math.sqrt(before));
  return { z, signals: Math.abs(z) > 3 };
}

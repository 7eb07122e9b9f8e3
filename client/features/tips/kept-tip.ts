import type { TipDetail } from '#server/contract/tip.ts';

/** Tells if the reader's side has the tip, and is not only asked to take it. */
export function isKept({ steps }: Pick<TipDetail, 'steps'>): boolean {
  return Object.values(steps).some((why) => why !== 'tip.transfer_not_yours');
}

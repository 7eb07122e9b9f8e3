import type { House } from './count-house.ts';

/** The file that keeps the highest shares that `npm test` lets pass. */
export const MOST = 'tests/support/house/most.json';

/** Numbers that do not grow with the product: what they measure may only get better. */
export type Shares = {
  usedOncePercent: number;
  crumbs: number;
  repeats: number;
  sharedProductFiles: number;
  sharedTests: number;
};

const toTenth = (number: number) => Math.round(number * 10) / 10;

export function sharesOf(house: House): Shares {
  return {
    usedOncePercent: toTenth((house.usedOnce.length / Math.max(house.exports, 1)) * 100),
    crumbs: house.crumbs.length,
    repeats: house.repeats.length,
    sharedProductFiles: toTenth(house.sharedFiles.product),
    sharedTests: toTenth(house.sharedFiles.tests),
  };
}

/** Says of every share that is higher than it was how much it has risen. */
export function risen(now: Shares, most: Shares): string[] {
  return Object.entries(most).flatMap(([name, before]) => {
    const after = now[name as keyof Shares];
    return after > before ? [`${name} rose from ${before} to ${after}`] : [];
  });
}

import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import { flagsOfLook, lookOf, LOOKS, statusOfLook, type PlotSums } from './plot-sums.ts';

// The looks that hold, and copies of the rows of the leaf at hand (see match.ts).
const HOLDS = new Uint8Array(LOOKS);
const ROW_LOOKS = new Uint16Array(0x10000);
const COUNTS = new Uint16Array(0x10000);
const SUM_XS = new Uint32Array(0x10000);
const SUM_YS = new Uint32Array(0x10000);

/** @param looks 1 for each look that holds; null: all do */
export function takeLooks(looks: Uint8Array | null): void {
  if (looks === null) HOLDS.fill(1);
  else HOLDS.set(looks);
}

export function holdsLook(state: number, flags: number): boolean {
  return HOLDS[lookOf(state, flags)] === 1;
}

export function takeRows(sums: PlotSums): void {
  ROW_LOOKS.set(sums.looks);
  COUNTS.set(sums.counts);
  SUM_XS.set(sums.sumXs);
  SUM_YS.set(sums.sumYs);
}

/**
 * What the rows of one plot add up to; filled anew for each. Statuses and flags are counted in lanes of 16 bits:
 * three of each in the first number, three in the second, one in the last.
 */
export const plot = {
  n: 0,
  sumX: 0,
  sumY: 0,
  statuses: 0,
  moreStatuses: 0,
  lastStatus: 0,
  flags: 0,
  moreFlags: 0,
  lastFlag: 0,
};

/** Adds up the looks that hold, without a branch for which do and which flags there are (see match.ts). */
export function addLooks(from: number, to: number): void {
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  let statuses = 0;
  let moreStatuses = 0;
  let lastStatus = 0;
  let flags = 0;
  let moreFlags = 0;
  let lastFlag = 0;
  for (let row = from; row < to; row += 1) {
    const look = ROW_LOOKS[row] ?? 0;
    const holds = HOLDS[look] ?? 0;
    const count = (COUNTS[row] ?? 0) * holds;
    n += count;
    sumX += (SUM_XS[row] ?? 0) * holds;
    sumY += (SUM_YS[row] ?? 0) * holds;
    const lanes = look * LANES_OF_LOOK;
    statuses += count * (LANES[lanes] ?? 0);
    moreStatuses += count * (LANES[lanes + 1] ?? 0);
    lastStatus += count * (LANES[lanes + 2] ?? 0);
    flags += count * (LANES[lanes + 3] ?? 0);
    moreFlags += count * (LANES[lanes + 4] ?? 0);
    lastFlag += count * (LANES[lanes + 5] ?? 0);
  }
  plot.n = n;
  plot.sumX = sumX;
  plot.sumY = sumY;
  plot.statuses = statuses;
  plot.moreStatuses = moreStatuses;
  plot.lastStatus = lastStatus;
  plot.flags = flags;
  plot.moreFlags = moreFlags;
  plot.lastFlag = lastFlag;
}

/** What one point of each look adds to the six numbers. */
const LANES_OF_LOOK = 6;
const LANES = new Float64Array(LOOKS * LANES_OF_LOOK);
for (let look = 0; look < LOOKS; look += 1) {
  const status = statusOfLook(look);
  if (status < POINT_STATUSES.length) countIn(look, 0, status);
  for (let flag = 0; flag < POINT_FLAGS.length; flag += 1) {
    if ((flagsOfLook(look) & (1 << flag)) !== 0) countIn(look, 3, flag);
  }
}

function countIn(look: number, first: number, position: number): void {
  const number = look * LANES_OF_LOOK + first + Math.floor(position / 3);
  LANES[number] = (LANES[number] ?? 0) + 2 ** (16 * (position % 3));
}

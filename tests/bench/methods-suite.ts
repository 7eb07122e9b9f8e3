import { knox } from '#server/methods/knox.ts';
import { permutationScan } from '#server/methods/permutation-scan.ts';
import { seededGenerator } from '#server/methods/shuffle.ts';

import type { Row } from './row.ts';

const SIGNALS = 10_000;
const REPLICATES = 999;
const YEARS_OF_DAYS = 3 * 365;

/** The two heaviest methods at their size: 10,000 signals of three years, 999 permutations. */
export async function benchMethods(): Promise<Row[]> {
  const signals = cityOfSignals();
  const run = { replicates: REPLICATES, seed: 1 };
  const bands = { metres: [0, 100, 200, 300, 400], days: [7, 14, 21, 28] };
  const limits = { radius: 2_000, share: 0.1, days: 60, minimumCases: 3 };
  const scan = { ...run, lastDay: YEARS_OF_DAYS - 1, everyDays: 7 };
  return [
    timed('Knox table, 5 × 4 bands', () => knox(signals, bands, run)),
    timed('space-time scan, 2 km, 60 days', () => permutationScan(signals, limits, scan)),
  ];
}

function timed(name: string, work: () => unknown): Row {
  const start = performance.now();
  work();
  const seconds = (performance.now() - start) / 1_000;
  const at = { suite: 'methods', subject: `${SIGNALS} signals`, case: name };
  return { ...at, metric: `${REPLICATES} permutations`, value: seconds, unit: 's' };
}

/** Half around twenty centres, half anywhere on 30 × 30 km; every fourth at a spot that had one before. */
function cityOfSignals() {
  const generator = seededGenerator(11);
  const uniform = () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const side = 30_000;
  const centres = Array.from({ length: 20 }, () => ({ x: side * uniform(), y: side * uniform() }));
  const signals: { x: number; y: number; day: number }[] = [];
  for (let i = 0; i < SIGNALS; i += 1) {
    const day = Math.floor(YEARS_OF_DAYS * uniform());
    const centre = centres[i % centres.length];
    const earlier = signals[Math.floor(signals.length * uniform())];
    if (i % 4 === 3 && earlier !== undefined) signals.push({ ...earlier, day });
    else if (i % 2 === 0 && centre !== undefined) {
      signals.push({ x: centre.x + 800 * normal(), y: centre.y + 800 * normal(), day });
    } else signals.push({ x: side * uniform(), y: side * uniform(), day });
  }
  return signals;
}

import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { solveRoutes } from '#server/methods/routing/solve-routes.ts';

import {
  parseBestKnown,
  parseSolomon,
  parseUchoa,
  type VrpInstance,
} from './bench/vrp-instance.ts';
import { realData, realDataMissing } from './support/files/real-data.ts';
import { faultsOf } from './support/routes/verify-routes.ts';

// Few rounds, so that the answer depends on no clock: how near the solver comes in seconds is the bench's.
const ROUNDS = 4_000;

function solved({ problem, scale }: VrpInstance, change: { fewestTeams: boolean }) {
  const options = { ...problem.options, budget: { iterations: ROUNDS }, ...change };
  const { plan } = solveRoutes({ ...problem, options }, { now: () => 0 });
  return { plan, length: plan.totals.metres / scale };
}

const read = (name: string) => readFileSync(realData(`vrp/${name}`), 'utf8');

describe.skipIf(realDataMissing)('standard instances', () => {
  it.each(['C101', 'R101', 'R112', 'RC101'])(
    'visits all of %s in time, near the best known length',
    (name) => {
      const instance = parseSolomon(read(`${name}.txt`));
      const best = parseBestKnown(read(`${name}.sol`));
      const { plan, length } = solved(instance, { fewestTeams: false });
      expect(faultsOf(instance.problem, plan)).toEqual([]);
      expect(plan.unassigned).toEqual([]);
      expect(length / best).toBeGreaterThanOrEqual(1);
      expect(length / best).toBeLessThan(1.06);
    },
  );

  it.each(['X-n101-k25', 'X-n200-k36'])(
    'keeps to the capacities of %s, near the best known length',
    (name) => {
      const instance = parseUchoa(read(`${name}.vrp`));
      const best = parseBestKnown(read(`${name}.sol`));
      const { plan, length } = solved(instance, { fewestTeams: false });
      expect(faultsOf(instance.problem, plan)).toEqual([]);
      expect(plan.unassigned).toEqual([]);
      expect(length / best).toBeGreaterThanOrEqual(1);
      expect(length / best).toBeLessThan(1.06);
    },
  );

  it('needs fewer teams for R101 when their number comes first', () => {
    const instance = parseSolomon(read('R101.txt'));
    const fewest = solved(instance, { fewestTeams: true });
    expect(faultsOf(instance.problem, fewest.plan)).toEqual([]);
    expect(fewest.plan.totals).toMatchObject({ teams: 19, unassigned: 0 });
  });
});

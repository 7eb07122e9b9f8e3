import { describe, expect, it } from 'vitest';

import { type Closure, recurrenceHazard } from './recurrence-hazard.ts';

const PRIOR = { chance: 0.03, strength: 20 };
const closures = (count: number, exit: number, event: boolean, group: string): Closure[] =>
  Array.from({ length: count }, () => ({ exit, event, group }));

describe('the chance that a closed place comes back within 30 days', () => {
  it('is the stated prior where nothing has been watched', () => {
    expect(recurrenceHazard([], PRIOR, 30)('KAR raid', 10)).toEqual({
      chance: 0.03,
      groupAtRisk: 0,
      cityAtRisk: 0,
      priorShare: 1,
    });
  });

  it("leans on the city's until the group has a history of its own, and on the prior until the city has", () => {
    // 40 watched at day 0 in the city, 20 of them of the group; 10 of the group come back on day 20.
    const history = [
      ...closures(10, 20, true, 'KAR raid'),
      ...closures(10, 300, false, 'KAR raid'),
      ...closures(20, 300, false, 'NN voluntary'),
    ];
    const at = recurrenceHazard(history, PRIOR, 30);
    const city = (40 * (10 / 40) + 20 * 0.03) / 60;
    expect(at('KAR raid', 0).chance).toBeCloseTo((20 * 0.5 + 20 * city) / 40, 12);
    expect(at('KAR raid', 0)).toMatchObject({ groupAtRisk: 20, cityAtRisk: 40 });
    expect(at('KAR raid', 0).priorShare).toBeCloseTo(0.5 * (20 / 60), 12);
    expect(at('SPA other', 0).chance).toBeCloseTo(city, 12);
  });

  it('is asked for the age of the closure: who lasted beyond the bad days is safer', () => {
    const history = [...closures(30, 20, true, 'g'), ...closures(30, 400, false, 'g')];
    const at = recurrenceHazard(history, PRIOR, 30);
    expect(at('g', 0).chance).toBeGreaterThan(0.3);
    expect(at('g', 100).chance).toBeLessThan(0.03);
    expect(at('g', 100)).toMatchObject({ groupAtRisk: 30 });
  });

  it('counts a recurrence on the day of the age as past, and one on the last day of the horizon as within it', () => {
    const history = [...closures(10, 20, true, 'g'), ...closures(10, 400, false, 'g')];
    const at = recurrenceHazard(history, { chance: 0.03, strength: 0 }, 20);
    // Half came back on day 20: within the 20 days from day 0 on, and not again from day 20 on.
    expect(at('g', 0).chance).toBe(0.5);
    expect(at('g', 20).chance).toBe(0);
    expect(at('g', 19).chance).toBe(0.5);
  });

  it('trusts the prior again at ages that nobody has been watched at', () => {
    const at = recurrenceHazard(closures(50, 60, false, 'g'), PRIOR, 30);
    expect(at('g', 365)).toEqual({ chance: 0.03, groupAtRisk: 0, cityAtRisk: 0, priorShare: 1 });
  });
});

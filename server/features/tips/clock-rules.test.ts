import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { REACH, type Role } from '#server/contract/permission.ts';
import { DeadlineRule } from '#server/contract/tip-clock.ts';

import { laxerThan, whyNotAnswer, whyNotWithdraw } from './clock-rules.ts';

const file = new URL('../../../data/reference/deadline-rules.json', import.meta.url);
const LAW = (JSON.parse(readFileSync(file, 'utf8')) as { rules: unknown[] }).rules.map((rule) =>
  DeadlineRule.parse(rule),
);
const of = (kind: string) => {
  const rule = LAW.find((one) => one.kind === kind);
  if (rule === undefined) throw new Error(`no rule for ${kind}`);
  return rule;
};

describe('a rule for a clock', () => {
  it.each(LAW)('of $kind may be the legal one, and none that gives more time', (law) => {
    expect(laxerThan(law, law)).toBeNull();
    const { amount, unit } = law.limit;
    expect(laxerThan({ ...law, limit: { amount: amount + 1, unit } }, law)).toBe('/limit');
    expect(laxerThan({ ...law, limit: { amount: amount - 1, unit } }, law)).toBeNull();
    const more = { span: { amount: 1, unit: 'day' as const }, counted: 'added' as const };
    const extensions = [...law.extensions, { ...more, approver: 'Ai đó' }];
    expect(laxerThan({ ...law, extensions }, law)).toBe('/extensions');
    const anew = law.extensions.map((extension) => {
      const counted = extension.counted === 'added' ? ('from_start' as const) : ('added' as const);
      return { ...extension, counted };
    });
    expect(laxerThan({ ...law, extensions: anew }, law)).toBe(
      anew.length === 0 ? null : '/extensions',
    );
    const startsWith = law.startsWith === 'received' ? 'accepted' : 'received';
    expect(laxerThan({ ...law, startsWith }, law)).toBe('/startsWith');
  });

  it('is compared by its longest days where it counts in another unit', () => {
    const feedback = of('feedback');
    const limit = (amount: number, unit: 'day' | 'month' | 'working_day') =>
      laxerThan({ ...feedback, limit: { amount, unit } }, feedback);
    expect(limit(60, 'day')).toBe('/limit');
    expect(limit(1, 'month')).toBe('/limit');
    expect(limit(10, 'day')).toBeNull();
    const crime = of('crime_information');
    const longer = { ...crime, limit: { amount: 20, unit: 'working_day' as const } };
    expect(laxerThan(longer, crime)).toBe('/limit');
    expect(laxerThan({ ...crime, forwarding: null }, crime)).toBe('/forwarding');
    const resumption = { amount: 2, unit: 'month' as const };
    expect(laxerThan({ ...crime, resumption }, crime)).toBe('/resumption');
    expect(laxerThan({ ...crime, resumption: 'remaining' }, crime)).toBeNull();
  });
});

describe('the question of a commune to another', () => {
  const [ASKING, ASKED] = [1, 2];
  const question = (askedRole: Role) => ({
    fromCommuneId: ASKING,
    toCommuneId: ASKED,
    askedBy: 'asker',
    askedRole,
    state: 'pending' as const,
  });
  const person = (role: Role, ...communeIds: number[]) => ({
    accountId: 'somebody',
    role,
    reach: REACH[role],
    communeIds,
  });

  it('is withdrawn by the commune that asked, and answered by the one that was asked', () => {
    const asked = question('leader');
    expect(whyNotWithdraw(asked, person('officer', ASKING))).toBeNull();
    expect(whyNotWithdraw(asked, person('officer', ASKED))).toBe('tip.transfer_not_yours');
    expect(whyNotAnswer(asked, person('officer', ASKED))).toBeNull();
    expect(whyNotAnswer(asked, person('officer', ASKING))).toBe('tip.transfer_not_yours');
  });

  it('is withdrawn by the city where the city asked, and by no commune', () => {
    const asked = question('analyst');
    expect(whyNotWithdraw(asked, person('analyst'))).toBeNull();
    expect(whyNotWithdraw(asked, person('leader', ASKING))).toBe('tip.transfer_not_yours');
  });
});

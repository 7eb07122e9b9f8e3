import { describe, expect, it } from 'vitest';

import type { Commune } from '#server/contract/commune.ts';
import { samplePoint, sampleHandover } from '#tests/support/points/sample-point.ts';

import { communesAsked } from './communes-asked.ts';

const commune = (code: string) => ({ code }) as Commune;
const own = samplePoint().communes.map(({ code }) => commune(code));
const other = [commune('99999')];

describe('the correction of a place', () => {
  it('asks the communes under the new shape when the hand-over binds others', () => {
    expect(communesAsked(samplePoint({ status: 'handed_over' }), other)).toEqual(other);
    expect(communesAsked(samplePoint({ status: 'handed_over' }), [...own, ...other])).toHaveLength(
      own.length + 1,
    );
    const waiting = samplePoint({ status: 'eliminated', handovers: [sampleHandover()] });
    expect(communesAsked(waiting, other)).toEqual(other);
  });

  it('asks the communes that are left when the place leaves one of them', () => {
    const [first] = samplePoint().communes;
    if (first === undefined) throw new Error('no commune');
    const communes = [first, { ...first, id: 2, code: '99999', lead: false }];
    expect(communesAsked(samplePoint({ status: 'handed_over', communes }), own)).toEqual(own);
  });

  it('asks nobody within the same communes, without a hand-over, or while the areas are not there', () => {
    expect(communesAsked(samplePoint({ status: 'handed_over' }), own)).toBeNull();
    expect(communesAsked(samplePoint({ status: 'handed_over' }), null)).toBeNull();
    expect(communesAsked(samplePoint({ status: 'handed_over' }), [])).toBeNull();
    const answered = samplePoint({
      status: 'eliminated',
      handovers: [sampleHandover({ state: 'refused' })],
    });
    expect(communesAsked(answered, other)).toBeNull();
    expect(communesAsked(samplePoint({ status: 'recurring', handovers: [] }), other)).toBeNull();
  });
});

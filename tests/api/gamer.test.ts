import { describe, expect, it } from 'vitest';

import { listWrites } from '#tests/support/gamer/any-move.ts';
import { expectNoPath, LONGEST, OF_A_KIND } from '#tests/support/gamer/expect-no-path.ts';
import { MOVES } from '#tests/support/gamer/moves.ts';

describe('nobody betters a figure alone and unseen', () => {
  it('by any of the writes of a role: the gamer knows operations of the interface', () => {
    const writes = listWrites().map(({ operation }) => operation);
    const named = MOVES.map(({ operation }) => operation).filter((one) => one !== 'any');
    expect(named.filter((one) => !writes.includes(one) && !one.includes('/withdraw'))).toEqual([]);
    expect(writes.length).toBeGreaterThan(named.length);
  });

  it(
    `in ${OF_A_KIND} random sequences in the city of the demonstration`,
    () => expectNoPath('demonstration'),
    LONGEST,
  );
});

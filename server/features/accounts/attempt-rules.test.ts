import { describe, expect, it } from 'vitest';

import { networkOf, waitAfter, WAITS } from './attempt-rules.ts';

describe('the wait after wrong tries', () => {
  it('is nothing at first, then twice the one before, up to the longest', () => {
    const waits = [0, 4, 5, 6, 7, 8, 9, 10, 1_000_000].map((wrong) => waitAfter(wrong, WAITS.pair));
    expect(waits).toEqual([0, 0, 60, 120, 240, 480, 960, 1_800, 1_800]);
  });

  it('is never longer than half an hour, five minutes at the own browser, and never for good', () => {
    const longest = Object.values(WAITS).map((waits) => waitAfter(10_000, waits));
    expect(longest).toEqual([300, 1_800, 1_800, 900]);
  });
});

describe('addresses that count as one', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:7:1::5', '2001:db8:7::/48'],
    ['2001:0DB8:0007:ffff:1:2:3:4', '2001:db8:7::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

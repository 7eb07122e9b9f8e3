import { describe, expect, it } from 'vitest';

import { searchedWords, whyNotList } from './rules.ts';

type Entry = Parameters<typeof whyNotList>[0];

function why(more: Partial<Entry>) {
  return whyNotList(
    { kind: 'hotline', address: null, confirmedOn: null, ...more } as Entry,
    '2026-11-24',
  );
}

describe('a public directory', () => {
  it('never says where a shelter is', () => {
    expect(why({ kind: 'shelter', address: 'Phố Thử' })).toEqual({
      code: 'service.shelter_address',
      field: 'address',
    });
    expect(why({ kind: 'shelter' })).toBeNull();
    expect(why({ address: 'Phố Thử' })).toBeNull();
  });

  it('holds nothing confirmed on a future day', () => {
    expect(why({ confirmedOn: '2026-11-25' })).toEqual({
      code: 'service.confirmed_in_future',
      field: 'confirmedOn',
    });
    expect(why({ confirmedOn: '2026-11-24' })).toBeNull();
  });

  it('is searched by words without their diacritics; empty words are ignored', () => {
    expect(searchedWords('  Đường  dây NÓNG ')).toEqual(['duong', 'day', 'nong']);
    expect(searchedWords('   ')).toEqual([]);
  });
});

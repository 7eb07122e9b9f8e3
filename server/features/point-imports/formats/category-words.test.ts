import { describe, expect, it } from 'vitest';

import type { Category } from '#server/contract/point.ts';
import { ROW_CONTEXT } from '#tests/support/files/import-rows.ts';

import { categoryLookup, foldWord, KIND_BY_WORD, STATUS_BY_WORD } from './category-words.ts';

const category = (code: string, name: string): Category => ({
  code,
  name,
  kind: 'business',
  number: 1,
});

describe('a word for a status', () => {
  it.each([
    ['proposed', ['proposed', 'Đề xuất', 'Mới đề xuất', 'Chờ công nhận']],
    [
      'active',
      ['active', 'Đang hoạt động', 'Hoạt động', 'Còn hoạt động', 'Cần triệt xóa', 'Chưa triệt xóa'],
    ],
    ['eliminated', ['eliminated', 'Đã triệt xóa', 'Triệt xóa']],
    ['handed_over', ['handed_over', 'Handed over', 'Đã bàn giao', 'Bàn giao']],
    [
      'not_importable',
      [
        'recurring',
        'Tái hoạt động',
        'Đã tái hoạt động',
        'Nghi tái hoạt động',
        'suspected',
        'delisted',
        'Đưa ra khỏi danh mục',
        'Đã đưa ra khỏi danh mục',
        'not_recognised',
        'Không công nhận',
        'Chưa công nhận',
        'Không được công nhận',
      ],
    ],
  ] as const)('means %s', (status, words) => {
    expect(words.map((word) => STATUS_BY_WORD.get(foldWord(word)))).toEqual(
      words.map(() => status),
    );
  });

  it('does not mean a status by a part of it', () => {
    expect(STATUS_BY_WORD.get(foldWord('đang'))).toBeUndefined();
  });
});

describe('a word for a kind', () => {
  it.each([
    ['business', ['business', 'Cơ sở', 'Cơ sở kinh doanh', 'Kinh doanh', 'Cơ sở dịch vụ']],
    ['public_area', ['public area', 'Địa bàn công cộng', 'Nơi công cộng', 'Khu vực công cộng']],
  ] as const)('means %s', (kind, words) => {
    expect(words.map((word) => KIND_BY_WORD.get(foldWord(word)))).toEqual(words.map(() => kind));
  });
});

describe('a word for a category', () => {
  it.each([
    ['KS', ['ks', 'hotel']],
    ['NK', ['guest house', 'guesthouse']],
    ['NN', ['motel', 'nn']],
    ['NT', ['phòng trọ', 'boarding house']],
    ['BT', ['villa', 'biệt thự']],
    ['CHDL', ['homestay']],
    ['CHT', ['căn hộ', 'chung cư cho thuê']],
    ['NH', ['restaurant']],
    ['VT', ['CLB khiêu vũ', 'nightclub', 'dance hall']],
    ['BAR', ['pub', 'bar']],
    ['KAR', ['quán karaoke', 'dịch vụ karaoke']],
    ['XB', ['mát xa', 'massage']],
    ['TH', ['sauna', 'tắm hơi', 'xông hơi']],
    ['SPA', ['spa', 'chăm sóc sắc đẹp']],
    ['CTGD', ['hớt tóc', 'gội đầu', 'cắt tóc']],
    ['CF', ['coffee', 'cafe', 'quán cà phê']],
    ['CC-TD', ['đường', 'phố', 'street']],
    ['CC-NG', ['ngã năm', 'junction']],
    ['CC-CV', ['park']],
    ['CC-BX', ['nhà ga', 'bến tàu']],
    ['CC-VS', ['bờ hồ', 'ven sông hồ']],
    ['CC-KV', ['địa bàn', 'area']],
  ])('of everyday life means %s', (code, words) => {
    const lookup = categoryLookup(ROW_CONTEXT.categories);
    expect(words.map((word) => lookup.get(foldWord(word))?.code)).toEqual(words.map(() => code));
  });

  it('is a part of an official name, and with several means the first', () => {
    const lookup = categoryLookup([
      category('A', 'quán net/trò chơi; bida'),
      category('B', 'bida'),
    ]);
    for (const word of ['quan net', 'trò chơi', 'BIDA', 'a']) {
      expect(lookup.get(foldWord(word))?.code).toBe('A');
    }
    expect(lookup.get('b')?.code).toBe('B');
  });

  it('is understood in quotes, brackets and with points', () => {
    expect(foldWord(' “Quán (net)”. ')).toBe('quan net');
    expect(foldWord('k.s')).toBe('k s');
  });

  it('that was taught never changes what is understood without it', () => {
    const taught = [
      { word: 'Quán net', category: 'B' },
      { word: 'bida', category: 'B' },
      { word: 'Kho', category: 'C' },
    ];
    const lookup = categoryLookup([category('A', 'bida'), category('B', 'net')], taught);
    expect(lookup.get('quan net')?.code).toBe('B');
    expect(lookup.get('bida')?.code).toBe('A');
    expect(lookup.has('kho')).toBe(false);
  });
});

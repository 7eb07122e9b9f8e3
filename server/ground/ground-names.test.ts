import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reached } from '#tests/support/reached.ts';

import { shownName, shownSmallStreetName } from './ground-names.ts';

describe('a name on the ground', () => {
  it.each([
    ['Phố  Hàng\tBài\n', 'Phố Hàng Bài'],
    ['Pho\u0302\u0301 Hue\u0302\u0301', 'Phố Huế'],
    ['Phố \u202EHàng\u202C Đào\u200B', 'Phố Hàng Đào'],
    ['Phố\u0000Huế', 'Phố Huế'],
    ['Phố Lý Tế Xuyên', 'Phố Lý Tế Xuyên'],
    ['Đường 70', 'Đường 70'],
    ['Ngõ 12/34/5', 'Ngõ 12/34/5'],
  ])('%j is shown as %j', (given, expected) => {
    expect(shownName(given)).toBe(expected);
  });

  it.each([
    '<script>alert(1)</script>',
    'Phố &lt;b&gt;',
    'https://example.com',
    'www.example.com',
    '{name}',
    'Gọi 0912 345 678',
    'Bệnh viện Tâm thần Hà Nội',
    'Đường vào Phòng khám đa khoa',
    'TRẠM Y TẾ phường',
    'Cơ sở cai nghiện số 3',
    'Điểm cấp phát Methadone',
    'Vinmec International Hospital',
    '  ',
    '\u200B\u202E',
    '???',
    'a'.repeat(101),
    'a'.repeat(1_000_000),
    undefined,
  ])('%# is not shown', (given) => {
    expect(shownName(given)).toBe(null);
  });

  it('is one line without controls, markup or invisible marks, whatever was given', () => {
    reached({ shown: 0.6 }, (seen) => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', maxLength: 150 }), (given) => {
          const name = shownName(given);
          if (!seen('shown', name !== null) || name === null) return;
          expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>{}]/u);
          expect(name).toBe(name.normalize('NFC').trim());
          expect(name.length).toBeLessThanOrEqual(100);
          expect(shownName(name)).toBe(name);
        }),
      );
    });
  });

  it('of a small street begins with the word for one', () => {
    expect(shownSmallStreetName('Ngõ 5 Phố Minh Họa 12')).toBe('Ngõ 5 Phố Minh Họa 12');
    expect(shownSmallStreetName('NGÁCH 3')).toBe('NGÁCH 3');
    expect(shownSmallStreetName('Phong Vân Quán')).toBe(null);
    expect(shownSmallStreetName('Bãi xe Vincom')).toBe(null);
  });
});

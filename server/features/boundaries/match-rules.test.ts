import fc from 'fast-check';
import { expect, test } from 'vitest';

import communeTable from '#data/reference/communes.json' with { type: 'json' };
import { reached } from '#tests/support/reached.ts';

import { matchCommunes, restoreCode } from './match-rules.ts';
import type { AttributeValue } from '#server/map-files/map-file.ts';
import type { MatchableCommune } from './match-rules.ts';

const COMMUNES = communeTable.communes.map(({ code, name, type }, i): MatchableCommune => {
  return { id: i + 1, code, name, type: type === 'phuong' ? 'phuong' : 'xa' };
});

function featuresOf(rows: readonly Record<string, AttributeValue>[]) {
  return rows.map((properties, index) => ({ index, properties }));
}

function idOf(name: string): number | undefined {
  return COMMUNES.find((commune) => commune.name === name)?.id;
}

function match(rows: readonly Record<string, AttributeValue>[]) {
  return matchCommunes(featuresOf(rows), COMMUNES);
}

test('codes that lost their leading zeros are restored', () => {
  expect(['4', 4, '00004', ' 4 ', '4.0'].map(restoreCode)).toEqual(Array(5).fill('00004'));
  expect(['', null, 'x4', 123456, -4, 4.5].map(restoreCode)).toEqual(Array(6).fill(null));
});

test('the column of codes is found by what it holds, not by its name or place', () => {
  const rows = COMMUNES.map(({ code }, i) => ({
    fid: i + 1,
    dan_so: 10_000 + i * 37,
    ma: Number(code),
  }));
  const { fields, pairs, unmatchedCommuneIds } = match(rows);
  expect(fields).toEqual({ code: 'ma', name: null });
  expect(
    pairs.every(({ how, feature, communeId }) => how === 'code' && communeId === feature + 1),
  ).toBe(true);
  expect(unmatchedCommuneIds).toEqual([]);
});

test('a running number is not taken for codes', () => {
  expect(match(COMMUNES.map((_, i) => ({ fid: i + 1 }))).fields.code).toBeNull();
});

test.each([
  'Phường Phương Liệt',
  'Phương Liệt',
  'P. PHƯƠNG LIỆT',
  'p.Phương Liệt',
  'phuong phuong liet',
])('%s is Phương Liệt, whose first word is no “Phường”', (name) => {
  expect(match([{ ten: name }]).pairs).toMatchObject([
    { communeId: idOf('Phương Liệt'), how: 'name' },
  ]);
});

test.each([
  ['Xã Hòa Lạc', 'Hoà Lạc'],
  ['X. Yên Bài', 'Yên Bài'],
  ['VĂN MIẾU–QUỐC TỬ GIÁM', 'Văn Miếu - Quốc Tử Giám'],
  ['Phường  Yên Hòa'.normalize('NFD'), 'Yên Hoà'],
])('%s is %s', (text, name) => {
  expect(match([{ ten: text }]).pairs).toMatchObject([{ communeId: idOf(name), how: 'name' }]);
});

test.each([
  ['Ph. Láng', 'Láng', 'name'],
  ['X. Láng', 'Láng', 'conflict'],
  ['TT. Phúc Thọ', 'Phúc Thọ', 'conflict'],
  ['Thị trấn Phúc Thọ', 'Phúc Thọ', 'conflict'],
] as const)('%s is read with the word for its type as %s, by %s', (text, name, how) => {
  expect(match([{ ten: text }]).pairs).toMatchObject([{ communeId: idOf(name), how }]);
});

test('a code without any name is a match, and one that nobody has is told with the feature', () => {
  const rows = [
    { ma: '00004', ten: null },
    { ma: '00008', ten: null },
    { ma: 99, ten: null },
  ];
  const { pairs, unmatchedFeatures } = match(rows);
  expect(pairs.map(({ how, label }) => [how, label])).toEqual([
    ['code', null],
    ['code', null],
  ]);
  expect(unmatchedFeatures).toEqual([{ feature: 2, label: null, code: '00099' }]);
});

test('a column is used where more than half of its filled cells are known, the best first', () => {
  const used = (...ten: (string | null)[]) =>
    match(ten.map((one) => ({ ten: one, khac: '' }))).fields.name;
  expect(used('Láng', 'Xóm Mới')).toBeNull();
  expect(used('Láng', 'Yên Sở', 'Xóm Mới')).toBe('ten');
  expect(used('Láng', '', null)).toBe('ten');
  const better = ['Láng', 'Yên Sở', 'Ba Đình'].map((ten, at) => ({ cu: at < 2 ? ten : '', ten }));
  expect(match(better).fields.name).toBe('ten');
  expect(match(better.map(({ ten }) => ({ mot: ten, hai: ten }))).fields.name).toBe('mot');
});

test('a name of the other type is a conflict, not a match', () => {
  const { pairs } = match([{ ten: 'Xã Ba Đình' }]);
  expect(pairs).toMatchObject([
    { communeId: idOf('Ba Đình'), how: 'conflict', reason: 'other_type' },
  ]);
});

test('a code with its name, but of the other type, is a conflict too', () => {
  const rows = COMMUNES.map(({ code, name, type }) => ({
    ma: code,
    ten: `${(type === 'phuong') === (code !== '00004') ? 'Phường' : 'Xã'} ${name}`,
  }));
  const { pairs } = match(rows);
  expect(pairs.filter(({ how }) => how === 'code')).toHaveLength(125);
  expect(pairs.find(({ communeId }) => communeId === idOf('Ba Đình'))).toMatchObject({
    how: 'conflict',
    reason: 'other_type',
  });
});

test('a code given anew is a conflict: 00004 was Trúc Bạch and is Ba Đình', () => {
  const rows = [
    ...COMMUNES.slice(1).map(({ code, name }) => ({ ma: code, ten: name })),
    { ma: '00004', ten: 'Trúc Bạch' },
  ];
  const { pairs } = match(rows);
  expect(pairs.at(-1)).toMatchObject({
    communeId: idOf('Ba Đình'),
    how: 'conflict',
    reason: 'name_unknown',
  });
  expect(pairs.filter(({ how }) => how === 'code')).toHaveLength(125);
});

test('a code and a name of two communes name both', () => {
  const rows = COMMUNES.map(({ code, name }) => ({ ma: code, ten: name })).slice(2);
  const { pairs } = match([...rows, { ma: '00004', ten: 'Ngọc Hà' }]);
  expect(pairs.at(-1)).toMatchObject({
    communeId: idOf('Ba Đình'),
    how: 'conflict',
    reason: 'name_of_another',
    otherCommuneId: idOf('Ngọc Hà'),
  });
});

test('two features for one commune are duplicates and in no pair', () => {
  const { pairs, duplicates, unmatchedCommuneIds } = match([
    { ten: 'Láng' },
    { ten: 'Phường Láng' },
    { ten: 'Yên Sở' },
  ]);
  expect(duplicates).toEqual([{ communeId: idOf('Láng'), features: [0, 1] }]);
  expect(pairs.map(({ feature }) => feature)).toEqual([2]);
  expect(unmatchedCommuneIds).toHaveLength(124);
});

test('what is no commune is named with what the file calls it', () => {
  const { unmatchedFeatures } = match([{ ten: 'Láng' }, { ten: 'Yên Sở' }, { ten: 'Từ Sơn' }]);
  expect(unmatchedFeatures).toEqual([{ feature: 2, label: 'Từ Sơn', code: null }]);
});

test('columns named by a person win over those found', () => {
  const rows = COMMUNES.map(({ code, name }) => ({ ma: code, ten: name, moi: 'Láng' }));
  const { fields, duplicates } = matchCommunes(featuresOf(rows), COMMUNES, {
    code: 'khong_co',
    name: 'moi',
  });
  expect(fields).toEqual({ code: 'khong_co', name: 'moi' });
  expect(duplicates).toHaveLength(1);
});

test('any subset in any order and spelling is matched exactly, and every feature is accounted for', () => {
  const spellings = [
    (name: string) => name.toUpperCase(),
    (name: string) => name.normalize('NFD'),
    (name: string) => `  ${name.replaceAll(' ', '  ')}`,
    (name: string) => name.replaceAll('oà', 'òa'),
  ];
  const few = fc.shuffledSubarray(COMMUNES, { minLength: 1, maxLength: 2 });
  reached({ 'a column of names': 0.3, 'a column of which half is known': 0.08 }, (seen) => {
    fc.assert(
      fc.property(
        fc.oneof(fc.shuffledSubarray(COMMUNES, { minLength: 1 }), few),
        fc.array(fc.constantFrom(...spellings), { minLength: 126, maxLength: 126 }),
        fc.array(fc.constantFrom('Từ Sơn', 'Hòa Bình', ''), { maxLength: 3 }),
        (chosen, spell, strangers) => {
          const names = chosen.map(({ name, type }, i) => {
            const prefix = i % 2 === 0 ? '' : type === 'phuong' ? 'Phường ' : 'Xã ';
            return prefix + (spell[i]?.(name) ?? name);
          });
          const rows = [...names, ...strangers].map((ten) => ({ ten }));
          const found = match(rows);
          const unknown = strangers.filter((name) => name !== '').length;
          seen('a column of which half is known', unknown === chosen.length);
          expect(found.fields.name).toBe(chosen.length > unknown ? 'ten' : null);
          if (!seen('a column of names', chosen.length > unknown)) return;
          expect(found.pairs.map(({ communeId }) => communeId)).toEqual(chosen.map(({ id }) => id));
          expect(found.pairs.length + found.unmatchedFeatures.length).toBe(rows.length);
          expect(found.unmatchedCommuneIds.length + found.pairs.length).toBe(126);
        },
      ),
      { numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { foldText } from './text.ts';

test.each([
  ['Hoà Lạc', 'Hòa Lạc'],
  ['ĐỐNG ĐA', 'đống đa'],
  ['  Thuý \t Lĩnh ', 'Thúy Lĩnh'],
  ['Ứng Hoà'.normalize('NFD'), 'ứng hòa'],
])('%j and %j are one name', (one, other) => {
  expect(foldText(one)).toBe(foldText(other));
});

test('a folded Vietnamese name is plain small letters', () => {
  expect(foldText('Văn Miếu - Quốc Tử Giám')).toBe('van mieu - quoc tu giam');
  expect(foldText('Phường Ô Chợ Dừa')).toBe('phuong o cho dua');
});

test('folding twice changes nothing, and the form of composition does not matter', () => {
  const letters = Array.from('aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạặấỘỞỮỲĐ -').map((letter) =>
    fc.constant(letter),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(...letters) }), (name) => {
      const folded = foldText(name);
      expect(foldText(folded)).toBe(folded);
      expect(foldText(name.normalize('NFD'))).toBe(folded);
      expect(foldText(` ${name.toUpperCase()} `)).toBe(folded);
      expect(folded).toMatch(/^[a-z -]*$/);
    }),
  );
});

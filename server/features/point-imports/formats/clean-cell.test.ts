import { expect, it } from 'vitest';

import { cleanCell } from '#server/tables/table.ts';

it('a cell is kept without what nobody sees', () => {
  expect(cleanCell('\u00A0Nhà\u200B nghỉ \u202E\u2066Minh Họa\u2069 ')).toBe('Nhà nghỉ Minh Họa');
  expect(cleanCell(' \u202E\u200B ')).toBeNull();
});

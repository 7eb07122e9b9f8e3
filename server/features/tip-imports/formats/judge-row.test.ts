import { expect, it } from 'vitest';

import { judgeRow, type RowContext } from './judge-row.ts';

const HEADER = ['Số tin', 'Ngày tiếp nhận', 'Phường, xã'];
const context: RowContext = {
  header: HEADER,
  fields: ['number', 'receivedOn', 'communeName'],
  today: '2026-11-24',
  categories: [],
  communes: [
    { id: 1, code: '00070', name: 'phường Hoàn Kiếm' },
    { id: 2, code: '00101', name: 'phường Phú Xuyên' },
    { id: 3, code: '00102', name: 'xã Phú Xuyên' },
    { id: 4, code: '09700', name: 'xã Ba Vì' },
  ].map((one) => ({ ...one, name: one.name.replace(/^(phường|xã) /, '') })),
};

function judged(commune: string, communes = context.communes) {
  return judgeRow({ line: 2, cells: ['CB-1', '01/11/2026', commune] }, { ...context, communes });
}

const communesOf = (...names: string[]) =>
  names.map((name, id) => ({ id, code: `0020${id}`, name }));

it('a tip goes to the commune of its name', () => {
  expect(judged('Phường Hoàn Kiếm')).toMatchObject({ tip: { communeId: 1 } });
  expect(judged('hoan kiem')).toMatchObject({ tip: { communeId: 1 } });
  expect(judged('Xã Ba Vì')).toMatchObject({ tip: { communeId: 4 } });
});

it.each([
  ['Phương Liệt', 0],
  ['phuong liet', 0],
  ['Phường Phương Liệt', 0],
  ['Xa La', 1],
  ['xa la', 1],
  ['xã Xa La', 1],
])('a tip of %s goes there, though the name begins like a word for a type', (name, communeId) => {
  expect(judged(name, communesOf('Phương Liệt', 'Xa La'))).toMatchObject({ tip: { communeId } });
});

it('a tip of a name that only its marks could tell apart is refused without them', () => {
  const two = communesOf('La', 'Xa La');
  expect(judged('xã La', two)).toMatchObject({ tip: { communeId: 0 } });
  expect(judged('xa la', two)).toMatchObject({ problems: [{ code: 'commune_unknown' }] });
});

it.each(['Phú Xuyên', 'Không Có'])('a tip of %s, which is no one commune, is refused', (name) => {
  expect(judged(name)).toMatchObject({
    problems: [{ field: 'communeName', code: 'commune_unknown', value: name }],
  });
});

it.each([
  ['number', 'Số tin'],
  ['policeNumber', 'Số công an'],
  ['placeName', 'Nơi xảy ra'],
] as const)('a tip that names a person in the column %s is refused', (field, heading) => {
  const own = field === 'number' ? [] : [heading];
  const judgedRow = judgeRow(
    {
      line: 2,
      cells: [field === 'number' ? '0912345678' : 'CB-1', '01/11/2026', 'Hoàn Kiếm', '0912345678'],
    },
    {
      ...context,
      header: [...HEADER, ...own],
      fields: ['number', 'receivedOn', 'communeName', ...(own.length === 0 ? [] : [field])],
    },
  );
  expect(judgedRow).toMatchObject({ problems: [{ field, code: 'personal_data' }] });
});

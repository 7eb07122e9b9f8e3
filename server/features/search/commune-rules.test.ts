import { expect, it } from 'vitest';

import { meantCommunes } from './commune-rules.ts';
import type { NamedCommune } from './queries.ts';

const commune = (id: number, name: string, ...formerNames: string[]): NamedCommune => ({
  id,
  code: `0000${id}`,
  name,
  formerNames,
  position: [105.8, 21],
});
const COMMUNES = [
  commune(1, 'Hoàn Kiếm', 'Hàng Bạc', 'Hàng Bài', 'Tràng Tiền'),
  commune(2, 'Kiến Hưng', 'Phú La'),
  commune(3, 'Ba Đình', 'Trúc Bạch', 'Hàng Bạc'),
  commune(4, 'Phú Diễn', 'Phúc Diễn'),
  commune(5, 'Phúc Lợi'),
];
const meant = (text: string) =>
  meantCommunes(text, COMMUNES).map(({ commune: { name }, formerName, whole, slips }) =>
    [name, formerName, whole ? 'whole' : 'part', slips].filter((part) => part !== null).join(', '),
  );

it.each([
  ['hoan kiem', ['Hoàn Kiếm, whole, 0']],
  ['P. Hoàn Kiếm', ['Hoàn Kiếm, whole, 0']],
  ['phường hoan kiem', ['Hoàn Kiếm, whole, 0']],
  ['kiem hoan', ['Hoàn Kiếm, whole, 0']],
  ['hoan kim', ['Hoàn Kiếm, whole, 1']],
  ['hang bac', ['Hoàn Kiếm, Hàng Bạc, whole, 0', 'Ba Đình, Hàng Bạc, whole, 0']],
  ['hang bac hoan kiem', ['Hoàn Kiếm, Hàng Bạc, whole, 0']],
  ['hang ba', ['Hoàn Kiếm, Hàng Bạc, part, 0', 'Ba Đình, Hàng Bạc, part, 0']],
  ['phu dien', ['Phú Diễn, whole, 0']],
  ['00002', ['Kiến Hưng, whole, 0']],
  ['hoan', ['Hoàn Kiếm, part, 0']],
  ['hoan kiem bar', []],
  ['', []],
])('reads “%s” as the communes that it means, best first', (text, names) => {
  expect(meant(text)).toEqual(names);
});

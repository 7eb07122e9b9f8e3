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
  ['p', ['Phú Diễn, part, 0', 'Phúc Lợi, part, 0', 'Kiến Hưng, Phú La, part, 0']],
  ['x. phu la', ['Kiến Hưng, Phú La, whole, 0']],
  ['x phuc loi', ['Phúc Lợi, whole, 0']],
  // A part of a former name with the present one is none, nor a part with a slip.
  ['phu la kien', []],
  ['hoam', []],
  ['phuc loi loi', []],
  // A right part weighs more than a whole name with a slip.
  ['phuc dien', ['Phú Diễn, Phúc Diễn, whole, 0']],
  ['phu', ['Phú Diễn, part, 0', 'Phúc Lợi, part, 0', 'Kiến Hưng, Phú La, part, 0']],
  ['', []],
])('reads “%s” as the communes that it means, best first', (text, names) => {
  expect(meant(text)).toEqual(names);
});

/** Names and former names of the communes that a text means, out of these. */
function meantOf(text: string, ...communes: readonly (readonly [string, ...string[]])[]): string[] {
  const named = communes.map(([name, ...formerNames], at) => commune(at + 1, name, ...formerNames));
  return meantCommunes(text, named).map(({ commune: { name }, formerName }) =>
    formerName === null ? name : `${formerName} > ${name}`,
  );
}

it('puts a present name before a former one, and the whole name before a part of one', () => {
  expect(meantOf('minh hoa', ['Ba Thử', 'Minh Họa'], ['Minh Họa'])).toEqual([
    'Minh Họa',
    'Minh Họa > Ba Thử',
  ]);
  expect(meantOf('phu dien', ['Phú Diễn Đông'], ['Phú Diễn'])).toEqual([
    'Phú Diễn',
    'Phú Diễn Đông',
  ]);
  expect(meantOf('phu dien', ['Phú Diễn Đông'], ['Ba Thử', 'Phú Diễn'])).toEqual([
    'Phú Diễn > Ba Thử',
    'Phú Diễn Đông',
  ]);
});

it('puts a part of a name before a whole one with a slip, and takes no part with a slip', () => {
  expect(meantOf('kim dong', ['Kim Song'], ['Kim Đồng Hạ'], ['Kim Song Hạ'])).toEqual([
    'Kim Đồng Hạ',
    'Kim Song',
  ]);
  expect(meantOf('kim dogn', ['Kim Đồng'], ['Kim Đồng Hạ'])).toEqual(['Kim Đồng']);
});

it('takes a former name together with the present one as a whole only', () => {
  const commune = ['Hoàn Mẫu', 'Bạc Thử'] as const;
  expect(meantOf('bac thu hoan mau', commune)).toEqual(['Bạc Thử > Hoàn Mẫu']);
  expect(meantOf('thu hoan', commune)).toEqual([]);
  expect(meantOf('thu bac', commune)).toEqual(['Bạc Thử > Hoàn Mẫu']);
});

it('takes each word of a name once, and the word for a type as a word where it stands alone', () => {
  expect(meantOf('thu thu', ['Ba Thử'])).toEqual([]);
  expect(meantOf('thu thu', ['Thu Thủ'])).toEqual(['Thu Thủ']);
  expect(meantOf('xa', ['Xa Mẫu'], ['Ba Thử'])).toEqual(['Xa Mẫu']);
  expect(meantOf('xa ba thu', ['Xa Mẫu'], ['Ba Thử'])).toEqual(['Ba Thử']);
});

it('takes a first word like one for a type as a part of the name where it is written so', () => {
  const whole = (text: string, ...names: string[]) =>
    meantCommunes(
      text,
      names.map((name, at) => commune(at, name)),
    )
      .filter((meant) => meant.whole)
      .map((meant) => meant.commune.name);
  expect(whole('Xa La', 'La Phù', 'Xa La')).toEqual(['Xa La']);
  expect(whole('xa la', 'La', 'Xa La')).toEqual(['La', 'Xa La']);
  expect(whole('xã La', 'La', 'Xa La')).toEqual(['La']);
  expect(whole('xã Xa La', 'La', 'Xa La')).toEqual(['Xa La']);
  expect(whole('Phương Liệt', 'Phương Liệt')).toEqual(['Phương Liệt']);
  expect(whole('phuong liet', 'Phương Liệt')).toEqual(['Phương Liệt']);
  expect(whole('phường Liệt', 'Phương Liệt')).toEqual([]);
  expect(whole('phuong liett', 'Phương Liệt', 'Liệt Mẫu')).toEqual(['Phương Liệt']);
  expect(meantOf('xa la', ['La Phù'], ['Xa La'])).toEqual(['Xa La', 'La Phù']);
  expect(meantOf('xa 00002', ['La Phù'], ['Xa La'])).toEqual(['Xa La']);
});

import { describe, expect, it } from 'vitest';

import { parseAddress } from './parse-address.ts';
import type { Door } from './parsed-address.ts';

/** `12A-14 | 34/5 | phố Huế` */
function spelled({ house, alleys, street }: Door): string {
  const range = house?.upTo == null ? '' : `-${house.upTo}`;
  const number = house === null ? '' : `${house.number}${house.suffix}${range}`;
  return [number, alleys.join('/'), street].join(' | ');
}
const doorsOf = (text: string) => parseAddress(text).doors.map(spelled);

describe('a door in an address', () => {
  it.each([
    ['108 Nguyễn Trãi', '108 |  | Nguyễn Trãi'],
    ['Số 10 Trần Phú', '10 |  | Trần Phú'],
    ['số nhà 12A phố Huế', '12A |  | Huế'],
    ['SN 7, đường Láng', '7 |  | Láng'],
    ['15B1 Nguyễn Khánh Toàn', '15B1 |  | Nguyễn Khánh Toàn'],
    ['239-241 Hoàng Hoa Thám', '239-241 |  | Hoàng Hoa Thám'],
    ['563 - 565 Nguyễn Hoàng Tôn', '563-565 |  | Nguyễn Hoàng Tôn'],
    ['Kim Mã số 12', '12 |  | Kim Mã'],
    ['Cây xăng 370 Kim Bài', '370 |  | Kim Bài'],
    ['Nhà 60 ngõ 238 Lê Trọng Tấn', '60 | 238 | Lê Trọng Tấn'],
    ['số 5 ngách 34/12 phố Huế', '5 | 34/12 | Huế'],
    ['12A ngách 34/5 ngõ 34 phố Huế', '12A | 34/5 | Huế'],
    ['ngõ 12/34 Đội Cấn', ' | 12/34 | Đội Cấn'],
    ['hẻm 12/34/5 Tô Hiến Thành', ' | 12/34/5 | Tô Hiến Thành'],
    ['so 5 pho hang bai', '5 |  | hang bai'],
    ['5 Quán Thánh', '5 |  | Quán Thánh'],
    ['12 phố Xã Đàn', '12 |  | Xã Đàn'],
    ['7 Dương Quang Hàm', '7 |  | Dương Quang Hàm'],
    ['179 Tô Hiệu', '179 |  | Tô Hiệu'],
    ['108Nguyễn Trãi', '108 |  | Nguyễn Trãi'],
    ['108 NguyễnTrãi', '108 |  | Nguyễn Trãi'],
    ['12 Nguyễn Trãi phường Thanh Xuân quận Thanh Xuân', '12 |  | Nguyễn Trãi'],
  ])('is read from "%s"', (text, door) => {
    expect(doorsOf(text)).toEqual([door]);
  });

  it('has two readings where numbers are chained without a word', () => {
    expect(doorsOf('12/34 Đội Cấn')).toEqual(['34 | 12 | Đội Cấn', '12 | 34 | Đội Cấn']);
  });

  it('has two readings where a letter stands apart: of the number, or all that is left of a word', () => {
    expect(doorsOf('46 V Vọng')).toEqual(['46V |  | Vọng', '46 |  | V Vọng']);
  });

  it('does not join a name that ends in a number with the house behind the dash', () => {
    expect(doorsOf('Imperia Garden 2 - 423 Minh Khai')).toEqual(['423 |  | Minh Khai']);
  });

  it.each([
    'Điếm canh đê số 5',
    'Trạm Xe Bus Số 28',
    'Nhà 3 tầng',
    'Tổ 7 Phú Lãm',
    'Km 8+850 Cao tốc Bắc Thăng Long',
    'Trước trường Cổ Loa 80m',
    'Nhà HH2A Khu đô thị Linh Đàm',
  ])('is not seen in "%s"', (text) => {
    expect(doorsOf(text)).toEqual([]);
  });
});

describe('where the place stands to what is named', () => {
  it.each([
    ['Đối diện 523 Nguyễn Văn Linh', 'opposite', null],
    ['Đối diện với số 4 Triệu Quốc Đạt', 'opposite', null],
    ['Trước số 277 Nguyễn Trãi', 'before', null],
    ['gần 15 ngõ 20 Nguyễn Trãi', 'near', null],
    ['Cách 50m ngõ 207 đường Bắc Hồng', 'near', 50],
    ['Trước ngõ 34 Âu Cơ 20m', 'before', 20],
    ['Qua 50m đối diện số 9 Tây Tựu', 'opposite', 50],
    ['Qua Cầu Tó khoảng 1,2 km', 'beyond', 1_200],
    ['12 phố Huế', 'at', null],
  ])('"%s" is %s, %s m', (text, relation, offsetMetres) => {
    expect(parseAddress(text)).toMatchObject({ relation, offsetMetres });
  });

  it('is told from a name that begins with the same letters', () => {
    // Gân, Quá: other words; the marks say so.
    expect(parseAddress('Quá Giang')).toMatchObject({ relation: 'at', names: ['Quá Giang'] });
  });
});

describe('where two streets meet', () => {
  it.each([
    ['Ngã ba Kim Mã - Vạn Bảo', ['Kim Mã', 'Vạn Bảo']],
    ['ngã ba Kim Mã – Vạn Bảo', ['Kim Mã', 'Vạn Bảo']],
    ['Ngã 4 Giải Phóng - Hoàng Liệt', ['Giải Phóng', 'Hoàng Liệt']],
    ['Sau ngã tư Mậu Lương - Phúc La 50m', ['Mậu Lương', 'Phúc La']],
    ['góc phố Hàng Bài x Trần Hưng Đạo', ['Hàng Bài', 'Trần Hưng Đạo']],
    ['ngã tư Trần Duy Hưng giao Nguyễn Chánh', ['Trần Duy Hưng', 'Nguyễn Chánh']],
    ['nga tu so / Thai Ha', ['so', 'Thai Ha']],
  ])('"%s" names both', (text, pair) => {
    expect(parseAddress(text).junctions).toEqual([pair]);
  });

  it('is not made of one street and a commune', () => {
    expect(parseAddress('Ngã tư Sở - phường Khương Đình')).toMatchObject({
      junctions: [],
      areas: [{ kind: 'commune', name: 'Khương Đình' }],
    });
  });
});

describe('the rest of an address', () => {
  it('names communes, districts of before and the city by their words', () => {
    const { areas } = parseAddress('12 phố Huế, P. Hai Bà Trưng, quận Hai Bà Trưng, TP Hà Nội');
    expect(areas.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'commune Hai Bà Trưng',
      'district Hai Bà Trưng',
    ]);
  });

  it('is cut off the street that it follows without a comma', () => {
    const { areas } = parseAddress('12 Nguyễn Trãi phường Thanh Xuân quận Thanh Xuân');
    expect(areas.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'commune Thanh Xuân',
      'district Thanh Xuân',
    ]);
  });

  it('tells the name with which it begins from those beside it', () => {
    expect(parseAddress('Chợ Mai - Xóm Cũ').subject).toBe('Chợ Mai');
    expect(parseAddress('9 phố Huế, Xóm Cũ').subject).toBeNull();
  });

  it('keeps places by their names, beside the door', () => {
    expect(parseAddress('Chợ Thượng Đình - 224 Nguyễn Trãi').names).toEqual(['Chợ Thượng Đình']);
  });

  it('does not take a street for a commune because of its first letters', () => {
    expect(parseAddress('Phương Liệt').areas).toEqual([]);
    expect(parseAddress('Quán Thánh').areas).toEqual([]);
  });

  it('takes a way that leads somewhere for no street', () => {
    expect(parseAddress('đường vào thôn Đẹp').streets).toEqual([]);
  });

  it.each(['', ' , - ', '/', '((((', '12', '12/', 'ngõ', '\u0301', '1'.repeat(300)])(
    'survives %j',
    (text) => {
      expect(parseAddress(text).junctions).toEqual([]);
    },
  );
});

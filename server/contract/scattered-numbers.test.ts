import { describe, expect, it } from 'vitest';

import { markedIn } from '#tests/support/marked-in.ts';

describe('a number with gaps between its digits', () => {
  it.each([
    'telephone: 0912_345_678',
    'telephone: 0912, 345, 678',
    'telephone: 09•12•34•56•78',
    'telephone: 09·12·34·56·78',
    'telephone: 09—12—34—56—78',
    'telephone: 09*12*34*56*78',
    'telephone: 09~12~34~56~78',
    'telephone: 09+12+34+56+78',
    'telephone: 0 9 1 2 3 4 5 6 7 8',
    'telephone: 00 84 9 1 2 3 4 5 6 7 8',
    'telephone: 0084*912*345*678',
    'telephone: 09-12+34.56(78',
    'telephone: 024_3825_1234',
    'telephone: 0203_825_123',
    'telephone: 04_3825_1234',
    'identity_number: 0*0*1*2*0*3*0*0*4*5*6*7',
  ])('is marked as a whole (%s)', (mark) => {
    const [, number = ''] = mark.split(': ');
    expect(markedIn(`tin ${number} nhé`)).toEqual([mark]);
  });

  it.each(['0084 912_345_678', '0(91)2_345_678', '0912·345•678'])(
    'is not seen where its gaps differ, but for those of telephones (%s)',
    (digits) => {
      expect(markedIn(`tin ${digits} nhé`)).toEqual([]);
    },
  );

  it('has up to twelve groups and thirteen digits', () => {
    const longest = '0 0 8 4 9 1 2 3 4 5 6 78';
    expect(markedIn(`tin ${longest} nhé`)).toEqual([`telephone: ${longest}`]);
    expect(markedIn('tin 00849123456789 nhé')).toEqual([]);
  });
});

describe('a mobile number without its zero', () => {
  it.each(['321-234-567', '391-234-567', '551 234 567', '561 234 567', '702 345 678'])(
    'begins as a network does (%s)',
    (number) => {
      expect(markedIn(`tin ${number}`)).toEqual([`telephone: ${number}`]);
    },
  );

  it.each(['761 234 567', '811 234 567', '891 234 567', '901 234 567', '912-345-678'])(
    'is written in three groups (%s)',
    (number) => {
      expect(markedIn(`tin ${number}`)).toEqual([`telephone: ${number}`]);
    },
  );

  it.each([
    '311-234-567',
    '541 234 567',
    '712 345 678',
    '801 234 567',
    '912.345.678',
    '9123 45678',
  ])('is not seen in other digits and groups (%s)', (digits) => {
    expect(markedIn(`tin ${digits}`)).toEqual([]);
  });

  it.each([
    'đồng',
    'vnđ',
    'VND',
    'usd',
    'tỷ',
    'tỉ',
    'triệu',
    'nghìn',
    'ngàn',
    'm2',
    'mét',
    'km',
    'kg',
  ])('is a sum before a unit: %s', (unit) => {
    expect(markedIn(`có 912 345 678 ${unit}`)).toEqual([]);
  });

  it('is a count of visits or persons, and a telephone before any other word', () => {
    expect(markedIn('có 912 345 678 lượt')).toEqual([]);
    expect(markedIn('có 912 345 678 người')).toEqual([]);
    expect(markedIn('có 912 345 678 khách')).toEqual(['telephone: 912 345 678']);
    expect(markedIn('có 912345678đ')).toEqual([]);
    expect(markedIn('có 912 345 678 đã')).toEqual(['telephone: 912 345 678']);
  });

  it.each(['x,912345678', 'x.912345678', 'x/912345678', 'x-912345678'])(
    'is not seen behind a sign that joins it to what stands before (%s)',
    (text) => {
      expect(markedIn(text)).toEqual([]);
    },
  );
});

describe('a list of small numbers', () => {
  const LIST = '09, 12, 34, 56, 78';

  it.each([
    'số nhà',
    'nhà số',
    'số',
    'nhà',
    'ngõ',
    'ngách',
    'hẻm',
    'kiệt',
    'phòng',
    'tổ',
    'lô',
    'thửa',
    'tờ',
    'ngày',
    'tháng',
    'tầng',
    'đơn nguyên',
  ])('is no telephone behind the word for what it lists: %s', (word) => {
    expect(markedIn(`${word} ${LIST}`)).toEqual([]);
  });

  it('is one behind another word, and where a group is longer than a door', () => {
    expect(markedIn(`có ${LIST}`)).toEqual([`telephone: ${LIST}`]);
    expect(markedIn('nhà 091, 23, 45, 67, 8')).toEqual(['telephone: 091, 23, 45, 67, 8']);
  });

  it.each(['ngõ', 'ngách', 'hẻm', 'kiệt', 'ngo', 'ngach', 'hem'])(
    'is the number of a lane with its strokes: %s',
    (word) => {
      expect(markedIn(`${word} 09/12/34/56/78`)).toEqual([]);
    },
  );

  it('is a telephone with strokes behind another word', () => {
    expect(markedIn('tin 09/12/34/56/78')).toEqual(['telephone: 09/12/34/56/78']);
  });

  it('is one of days or hours where three of them begin with a zero', () => {
    expect(markedIn('trực 09_05_06_12_34')).toEqual([]);
    expect(markedIn('trực 09_05_16_12_34')).toEqual(['telephone: 09_05_16_12_34']);
  });
});

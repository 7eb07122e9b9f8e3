import { describe, expect, it } from 'vitest';

import { isBlank, readCoordinate, splitCoordinates } from './coordinate-text.ts';

describe('a cell without a position', () => {
  it.each([
    '',
    ' ',
    '-',
    '--',
    '.',
    'n/a',
    'N/A',
    'NA',
    'null',
    'None',
    'NaN',
    'Không',
    'chưa có',
    'CHƯA CÓ',
    '#N/A',
  ])('is told by what people and programs write: %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(['0', 'x', 'không rõ', '---'])('is not seen in %j', (text) => {
    expect(isBlank(text)).toBe(false);
  });
});

describe('one coordinate', () => {
  it.each([
    ['105.85', 105.85, null],
    ['+21.03', 21.03, null],
    ['-21', -21, null],
    ['105.85°', 105.85, null],
    ['105.85 độ', 105.85, null],
    ['588154 m', 588_154, null],
    ['105,85', 105.85, 'decimal_comma'],
    // No angle is greater than 180.
    ['180.000', 180, null],
    ['180,000', 180, 'decimal_comma'],
    ['181.000', 181_000, 'grouped_thousands'],
    ['181,000', 181_000, 'grouped_thousands'],
    ['588.154', 588_154, 'grouped_thousands'],
    ['588,154', 588_154, 'grouped_thousands'],
    ['588 154', 588_154, 'grouped_thousands'],
    ['588.154,47', 588_154.47, 'grouped_thousands'],
    ['588,154.47', 588_154.47, 'grouped_thousands'],
    ['2.326.509', 2_326_509, 'grouped_thousands'],
    ['105°51\'0"', 105.85, 'degrees_minutes_seconds'],
    ['-105°51\'0"', -105.85, 'degrees_minutes_seconds'],
    ['105 độ 51 phút 0 giây', 105.85, 'degrees_minutes_seconds'],
    ['105:51:00', 105.85, 'degrees_minutes_seconds'],
    ["105°51,0'", 105.85, 'degrees_minutes_seconds'],
    ['0°59\'59.9"', 0.999_972, 'degrees_minutes_seconds'],
  ] as const)('is read from %j', (text, value, notation) => {
    const read = readCoordinate(text);
    expect(read?.value).toBeCloseTo(value, 5);
    expect(read?.notation).toBe(notation);
  });

  it.each([
    ['21.03 N', 21.03],
    ['N21.03', 21.03],
    ['21.03B', 21.03],
    ['105.85 E', 105.85],
    ['Đ105.85', 105.85],
    ['105.85đ', 105.85],
    ['21.03 S', -21.03],
    ['s21.03', -21.03],
    ['105.85W', -105.85],
    ['105.85 T', -105.85],
    ['t 105.85', -105.85],
    ['21°1\'48"S', -21.03],
  ])('has the sign of its hemisphere in %j', (text, value) => {
    expect(readCoordinate(text)?.value).toBeCloseTo(value, 9);
  });

  it.each([
    ['21 độ 1 phút', 21 + 1 / 60],
    ['105 độ 51 phút', 105.85],
    ['105d51m0s', 105.85],
    ["21°1'48s", 21.03],
    ['21 độ 1 phút 48 s', 21.03],
    ['21°1′48,0s', 21.03],
    ['21d1m48s', 21.03],
    ['-21 độ 1 phút', -21 - 1 / 60],
  ])('ends with a unit, which is no hemisphere, in %j', (text, value) => {
    expect(readCoordinate(text)?.value).toBeCloseTo(value, 9);
  });

  it.each([
    ["21°1'48S", -21.03],
    ["21°1'48s S", -21.03],
    ["21°1's", -21 - 1 / 60],
    ['21°1\'48"s', -21.03],
    ['21 1 48 S', -21.03],
    ['21 1 48 s', -21.03],
    ['21 độ 1 phút S', -21 - 1 / 60],
    ['105 độ 51 phút T', -105.85],
    ['105 độ 51 phút t', -105.85],
    ['T 105 độ 51 phút', -105.85],
    ["S 21°1'48s", -21.03],
    ['105 T', -105],
    ['21.03s', -21.03],
  ])('has a hemisphere beside or in place of a unit in %j', (text, value) => {
    expect(readCoordinate(text)?.value).toBeCloseTo(value, 9);
  });

  it.each(['', 'x', '1.2.3', '12,34,56', '21°60\'0"', '21°1\'60"', '1e5', '21..03'])(
    'is not read from %j',
    (text) => {
      expect(readCoordinate(text)).toBeNull();
    },
  );
});

describe('a cell with both coordinates', () => {
  it.each([
    ['21.03, 105.85', ['105.85', '21.03']],
    ['105.85, 21.03', ['105.85', '21.03']],
    ['21,03; 105,85', ['105,85', '21,03']],
    ['21.03|105.85', ['105.85', '21.03']],
    ['21.03 105.85', ['105.85', '21.03']],
    ['21.03,105.85', ['105.85', '21.03']],
    ['21,03,105,85', ['105,85', '21,03']],
    ['(21.03, 105.85)', ['105.85', '21.03']],
    ['[21.03; 105.85]', ['105.85', '21.03']],
    ['{21.03 105.85}', ['105.85', '21.03']],
    ['21.03N105.85', ['105.85', '21.03N']],
    ['21.03B, 105.85Đ', ['105.85Đ', '21.03B']],
    ['20, 20.0', ['20', '20.0']],
  ])('gives the greater angle first: %j', (text, pair) => {
    expect(splitCoordinates(text)).toEqual(pair);
  });

  it.each(['', '21.03', '1 2 3', 'x, y', '21.03, x'])('is not read from %j', (text) => {
    expect(splitCoordinates(text)).toBeNull();
  });
});

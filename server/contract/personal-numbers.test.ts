import { describe, expect, it } from 'vitest';

import { markedIn } from '#tests/support/marked-in.ts';

describe('a telephone number', () => {
  it.each([
    '0351234567',
    '0561234567',
    '0761234567',
    '0812345678',
    '0912345678',
    ...['3', '5', '7', '8', '9'].map((digit) => `(+84) (0)${digit}12345678`),
    '+84 2438251234',
    '024.38.25.12.34',
    '0203825123',
    '02838251234',
    '0438251234',
    '04.3825.1234',
  ])('is marked with the first digits of every network (%s)', (number) => {
    expect(markedIn(`gọi ${number} nhé`)).toEqual([`telephone: ${number}`]);
  });

  it.each(['0112345678', '0612345678', '09123456', '09123456789', '1.0912345678'])(
    'is not seen in other digits (%s)',
    (digits) => {
      expect(markedIn(`mã ${digits} nhé`)).toEqual([]);
    },
  );

  it.each([
    'o912345678',
    'O912345678',
    'о912345678',
    'О912345678',
    'ο912345678',
    'Ο912345678',
    '09l2345678',
    '09I2345678',
    '09|2345678',
  ])('is seen with a letter that looks like a digit (%s)', (number) => {
    expect(markedIn(`gọi ${number} nhé`)).toEqual([`telephone: ${number}`]);
  });
});

describe('the number of an identity card', () => {
  it.each(['001203004567', '010803004567', '089803004567', '096803004567', '012 345 678'])(
    'begins with a province (%s)',
    (number) => {
      expect(markedIn(`số ${number} đã cấp`)).toEqual([`identity_number: ${number}`]);
    },
  );

  it.each(['012345678 đồng', '012345678đ', '012 345 678 vnđ', '012345678 VND'])(
    'is no sum of money (%s)',
    (sum) => {
      expect(markedIn(`thu ${sum}, đủ`)).toEqual([]);
    },
  );

  it.each([
    'CCCD',
    'CMND',
    'CMTND',
    'CMT',
    'căn cước',
    'căn cước công dân',
    'chứng minh',
    'chứng minh thư',
    'chung minh nhan dan',
    'định danh',
    'định danh cá nhân',
    'hộ chiếu',
    'passport',
  ])('may have any first digit behind its name: %s', (name) => {
    for (const between of [' ', ' số ', ' no. ', ': ']) {
      expect(markedIn(`${name}${between}512345671`)).toEqual(['identity_number: 512345671']);
    }
  });

  it.each(['0O1203004567', '5l2345678'])(
    'is seen behind its name with letters like digits (%s)',
    (number) => {
      expect(markedIn(`cccd ${number}`)).toEqual([`identity_number: ${number}`]);
    },
  );

  it('is not seen in other digits without its name', () => {
    expect(markedIn('số 512345671')).toEqual([]);
  });
});

describe('a number plate', () => {
  it.each(['11A-123.45', '15A-123.45', '99A-123.45', '29MĐ1-123.45', '29-H1 1234', '29A-1II4'])(
    'is one of a province, of a car or a motorcycle (%s)',
    (plate) => {
      const whole = plate === '29-H1 1234' ? `biển số ${plate}` : `xe ${plate}`;
      expect(markedIn(whole)).toEqual([`plate: ${plate}`]);
    },
  );

  it('has four digits behind a point or a stroke, and behind a space where it is called a plate', () => {
    expect(markedIn('xe 29A-1234 đỗ')).toEqual(['plate: 29A-1234']);
    expect(markedIn('xe 29A.1234 đỗ')).toEqual(['plate: 29A.1234']);
    expect(markedIn('xe 29A 1234 đỗ')).toEqual([]);
    expect(markedIn('biển số 29 A 1234')).toEqual(['plate: 29 A 1234']);
    for (const name of ['biển', 'biển số', 'biển kiểm soát', 'bien so', 'BKS', 'bs']) {
      expect(markedIn(`${name} 29A 1234`)).toEqual(['plate: 29A 1234']);
    }
  });

  it('is not seen with the number of no province', () => {
    expect(markedIn('xe 10A-123.45')).toEqual([]);
  });
});

describe('the number of a firm or of a paper', () => {
  it.each([
    'MST',
    'mã số thuế',
    'ma so thue',
    'mã số doanh nghiệp',
    'ĐKKD',
    'GPKD',
    'giấy phép',
    'hồ sơ',
    'phiếu thu',
  ])('is public behind its name, though it looks like a telephone: %s', (name) => {
    for (const between of [' ', ' số ', ': ']) {
      expect(markedIn(`${name}${between}0912345678`)).toEqual([]);
      expect(markedIn(`${name}${between}0912345678-001`)).toEqual([]);
    }
  });
});

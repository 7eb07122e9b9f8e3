import { expect, it } from 'vitest';

import { numbersOn } from './engine-query.ts';

it('a code stands for the commune that bears it on the day, since codes are used again', () => {
  const codes = {
    categories: [{ code: 'KRK', number: 3 }],
    communes: [
      { code: '00070', id: 1, validFrom: '2008-08-01', validTo: '2025-07-01' },
      { code: '00070', id: 2, validFrom: '2025-07-01', validTo: null },
      { code: '00004', id: 3, validFrom: '2027-01-01', validTo: null },
    ],
  };
  const numberOn = (day: string, code: string) => numbersOn(codes, day).communes.get(code);
  expect(numberOn('2025-06-30', '00070')).toBe(1);
  expect(numberOn('2025-07-01', '00070')).toBe(2);
  expect(numberOn('2026-12-31', '00004')).toBeUndefined();
  expect(numberOn('2027-01-01', '00004')).toBe(3);
  expect(numbersOn(codes, '2026-01-01').categories.get('KRK')).toBe(3);
});

import { expect, it } from 'vitest';

import { coveredByKeyboard } from './keyboard-room.ts';

const phone = { innerHeight: 740, height: 740, offsetTop: 0, scale: 1 };

it('a keyboard that lies over the page covers what is no longer seen below', () => {
  expect(coveredByKeyboard({ ...phone, height: 400 })).toBe(340);
  expect(coveredByKeyboard({ ...phone, height: 400, offsetTop: 100 })).toBe(240);
});

it('neither the bars of a browser nor an enlarged page are a keyboard', () => {
  expect(coveredByKeyboard(phone)).toBe(0);
  expect(coveredByKeyboard({ ...phone, height: 680 })).toBe(0);
  expect(coveredByKeyboard({ ...phone, height: 621 })).toBe(0);
  expect(coveredByKeyboard({ ...phone, height: 620 })).toBe(120);
  expect(coveredByKeyboard({ ...phone, height: 400, scale: 1.01 })).toBe(340);
  expect(coveredByKeyboard({ ...phone, height: 370, scale: 2 })).toBe(0);
});

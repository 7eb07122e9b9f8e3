import { expect, it } from 'vitest';

import { idleMinutesOf, isWorthNoting } from './idle-rules.ts';

it('a session at a desk is idle after the time of the setting, one on the street after four times that', () => {
  expect(idleMinutesOf('admin', 60)).toBe(60);
  expect(idleMinutesOf(null, 60)).toBe(60);
  expect(idleMinutesOf('inspector', 60)).toBe(240);
  expect(idleMinutesOf('leader', 60)).toBe(240);
  expect(idleMinutesOf('officer', 600)).toBe(720);
});

it('a use is noted where it moves the end by more than a minute, in either direction', () => {
  expect(isWorthNoting(3_600 - 59, 60)).toBe(false);
  expect(isWorthNoting(3_600 - 60, 60)).toBe(false);
  expect(isWorthNoting(3_600 - 61, 60)).toBe(true);
  expect(isWorthNoting(3_600 + 60, 60)).toBe(false);
  expect(isWorthNoting(3_600 + 61, 60)).toBe(true);
  expect(isWorthNoting(3_600, 5)).toBe(true);
});

import { expect, it } from 'vitest';

import type { Configuration } from '#server/contract/configuration.ts';

import { groundSource } from './sheet-words.ts';

const configured = (basemap: unknown, ground: unknown) =>
  ({ basemap, ground }) as unknown as Configuration;

it('the source of the ground stands on a sheet where the own ground is drawn, and only there', () => {
  const ground = { attribution: '© OpenStreetMap contributors' };
  expect(groundSource(configured(null, ground))).toBe('© OpenStreetMap contributors');
  expect(groundSource(configured({ url: 'https://maps.example' }, ground))).toBeNull();
  expect(groundSource(configured(null, null))).toBeNull();
  expect(groundSource(undefined)).toBeNull();
});

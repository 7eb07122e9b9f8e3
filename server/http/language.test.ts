import type { Context } from 'hono';
import { describe, expect, it } from 'vitest';

import type { AppEnv } from './environment.ts';
import { languageOf } from './language.ts';

const asked = (header?: string) =>
  languageOf({ req: { header: () => header } } as unknown as Context<AppEnv>);

describe('the language of a sentence', () => {
  it('is Vietnamese unless English is preferred', () => {
    expect(asked()).toBe('vi');
    expect(asked('fr')).toBe('vi');
    expect(asked('vi-VN,vi;q=0.9,en;q=0.8')).toBe('vi');
    expect(asked('vi, en')).toBe('vi');
    expect(asked('en;q=0, *')).toBe('vi');
    for (const header of ['en;q=much', 'en;q=0.5, vi-VN;q=0.5', 'eng', 'enm-GB', 'vi;q=0.1, fr']) {
      expect([header, asked(header)]).toEqual([header, 'vi']);
    }
  });

  it('is English where that comes before Vietnamese', () => {
    for (const header of [
      'en',
      'en-GB',
      'EN-us;q=0.9, vi;q=0.5',
      'fr, en;q=0.3',
      'en;level=1;q=0.2',
      'vi;q=0.2, en ; q=0.3',
      'en;q=0.1, vi;q=0.3, en-GB;q=0.4',
    ]) {
      expect([header, asked(header)]).toEqual([header, 'en']);
    }
  });
});

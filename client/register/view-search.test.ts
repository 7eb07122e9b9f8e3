import { describe, expect, it } from 'vitest';

import { cameraOf, cameraSearch, ViewSearch } from './view-search.ts';

/** Reads one part of an address; undefined where it is left out. */
const read = (name: keyof ViewSearch, value: unknown) => ViewSearch.parse({ [name]: value })[name];

describe('the address of a view', () => {
  it('keeps known values once, in the order of the product', () => {
    expect(read('status', 'recurring,active,recurring,unknown')).toBe('active,recurring');
    expect(read('status', 'unknown')).toBeUndefined();
    expect(read('status', '')).toBeUndefined();
  });

  it('keeps codes of the right form, at most two hundred', () => {
    expect(read('commune', '00070,7,abcde,00070,000701')).toBe('00070');
    expect(read('commune', 10_150)).toBe('10150');
    const many = Array.from({ length: 201 }, (_, at) => String(10_000 + at));
    expect(read('commune', many.join(','))).toBe(many.slice(0, 200).join(','));
    expect(read('category', 'KS,ks,K,K-S,TOOLONGCODES')).toBe('KS,K,K-S');
  });

  it('keeps words without spaces around them, up to a hundred letters', () => {
    expect(read('q', ' karaoke ')).toBe('karaoke');
    expect(read('q', 123)).toBe('123');
    expect(read('q', '   ')).toBeUndefined();
    expect(read('q', 'x'.repeat(101))).toBe('x'.repeat(100));
  });

  it('keeps a place near the city, and no other', () => {
    expect(read('at', '105.85,21.03')).toBe('105.85,21.03');
    for (const at of [
      '105.85',
      '105.85,21.03,1',
      '21.03,105.85',
      'x,y',
      '105.85,25',
      '103,21.03',
      '109,21',
      '105.85,18',
    ]) {
      expect([at, read('at', at)]).toEqual([at, undefined]);
    }
  });

  it('keeps a zoom from five to twenty', () => {
    expect([5, 20, 12.5].map((z) => read('z', z))).toEqual([5, 20, 12.5]);
    expect([4.9, 20.1, '12'].map((z) => read('z', z))).toEqual([undefined, undefined, undefined]);
  });

  it('keeps a number of a point, and columns in small letters up to two hundred', () => {
    expect([7, 0, -1, 1.5].map((id) => read('id', id))).toEqual([
      7,
      undefined,
      undefined,
      undefined,
    ]);
    expect(read('cols', 'code,last_event')).toBe('code,last_event');
    expect(read('cols', 'Code')).toBeUndefined();
    expect(read('cols', 'a'.repeat(200))).toBe('a'.repeat(200));
    expect(read('cols', 'a'.repeat(201))).toBeUndefined();
  });

  it('keeps switches only where they are on', () => {
    for (const name of ['density', 'in_view', 'rings'] as const) {
      expect([name, read(name, true), read(name, false)]).toEqual([name, true, undefined]);
    }
    expect([read('only', 'ticked'), read('only', 'all')]).toEqual(['ticked', undefined]);
    expect([read('panel', 'charts'), read('panel', 'all')]).toEqual(['charts', undefined]);
    expect([read('draw', 'lasso'), read('draw', 'line')]).toEqual(['lasso', undefined]);
  });
});

describe('the camera of an address', () => {
  it('is there where both its place and its zoom are', () => {
    expect(cameraOf({ at: '105.85,21.03', z: 12 })).toEqual({ at: [105.85, 21.03], zoom: 12 });
    expect(cameraOf({ at: '105.85,21.03' })).toBeNull();
    expect(cameraOf({ z: 12 })).toBeNull();
  });

  it('is written with five digits of a degree and two of the zoom', () => {
    expect(cameraSearch({ at: [105.123456789, 21.5], zoom: 12.3456 })).toEqual({
      at: '105.12346,21.5',
      z: 12.35,
    });
  });
});

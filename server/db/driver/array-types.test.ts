import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { convertArrays, readArray, writeArray } from './array-types.ts';

const asIs = (text: string) => text;

describe('the text of an array', () => {
  it('is read as the database writes it', () => {
    expect(readArray('{}', Number)).toEqual([]);
    expect(readArray('{1,NULL,-3}', Number)).toEqual([1, null, -3]);
    expect(readArray('[0:1]={1,2}', Number)).toEqual([1, 2]);
    expect(readArray(String.raw`{"a b","NULL",d'Hà Nội,"\"\\{,}"}`, asIs)).toEqual([
      'a b',
      'NULL',
      "d'Hà Nội",
      String.raw`"\{,}`,
    ]);
    expect(readArray('{{1,2},{3,4}}', Number)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(readArray('{(1,1),(0,0);(2,2),(1,1)}', asIs, ';')).toEqual([
      '(1,1),(0,0)',
      '(2,2),(1,1)',
    ]);
  });

  it('is refused where it ends early or is none', () => {
    for (const text of ['', '{', '{1', '{"a']) {
      expect(() => readArray(text, asIs)).toThrow('the text of an array');
    }
  });

  it('comes back as it was written', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null));
    fc.assert(
      fc.property(fc.array(value), fc.constantFrom(',', ';'), (values, delimiter) => {
        const written = String(writeArray(values, asIs as never, delimiter));
        expect(readArray(written, asIs, delimiter)).toEqual(values);
      }),
    );
  });

  it('is written with lists in lists, never with a value that is missing, and passes as it is', () => {
    expect(writeArray([[1, 2], [null]], String)).toBe('{{"1","2"},{NULL}}');
    expect(writeArray('{1,2}', String)).toBe('{1,2}');
    expect(() => writeArray([undefined], String)).toThrow('undefined');
  });

  it('is converted as its values are, where no other conversion is set', () => {
    const parsers = { 23: Number, 1009: asIs } as Record<number, (text: string) => unknown>;
    const serializers = {} as Record<number, (value: unknown) => unknown>;
    convertArrays({ parsers, serializers }, [
      { oid: 23, array: 1007, delimiter: ',' },
      { oid: 25, array: 1009, delimiter: ',' },
    ]);
    expect(parsers[1007]?.('{1,2}')).toEqual([1, 2]);
    expect(parsers[1009]?.('{a}')).toBe('{a}');
    expect(serializers[1007]?.([1, 2])).toBe('{"1","2"}');
  });
});

import { describe, expect, it } from 'vitest';

import { askedWords, isOneSlip, maySlip, wordsOf } from './words.ts';

describe('the words of a text', () => {
  it('are its letters and digits, without marks', () => {
    expect(wordsOf('Số 60A/12, phố Huế!')).toEqual(['so', '60a', '12', 'pho', 'hue']);
    expect(wordsOf(' – ')).toEqual([]);
  });

  it('are asked once each, the first twelve', () => {
    expect(askedWords('Bar bar BÁR sao')).toEqual(['bar', 'sao']);
    const many = Array.from({ length: 14 }, (_, at) => `w${at}`);
    expect(askedWords(many.join(' '))).toEqual(many.slice(0, 12));
  });
});

describe('a slip of the pen', () => {
  it('is possible in words of letters from three on', () => {
    expect(['ba', 'bar', 'ba1', '123'].map(maySlip)).toEqual([false, true, false, false]);
  });

  it.each([
    ['sao', 'sao', false],
    ['sao', 'sai', true],
    ['sao', 'saoo', true],
    ['sao', 'ssao', true],
    ['saoo', 'sao', true],
    ['sao', 'sa', true],
    ['sao', 'aso', true],
    ['sao', 'soa', true],
    ['sao', 'oas', false],
    ['sao', 'sic', false],
    ['sao', 'saooo', false],
    ['bars', 'abrs', true],
    ['bars', 'abr', false],
    ['bars', 'absr', false],
  ])('makes %s of %s: %s', (one, other, slip) => {
    expect(isOneSlip(one, other)).toBe(slip);
  });
});

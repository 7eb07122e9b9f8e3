import { describe, expect, it } from 'vitest';

import { markedIn } from '#tests/support/marked-in.ts';

const WORDS = [
  'không khong zero oh',
  'một mốt mot one',
  'hai two',
  'ba three',
  'bốn bon tư tu four',
  'năm nam lăm lam nhăm five',
  'sáu sau six',
  'bảy bẩy bay seven',
  'tám tam eight',
  'chín chin nine',
];

describe('a number spelled in words', () => {
  it.each(WORDS.flatMap((words, digit) => words.split(' ').map((word) => [word, digit] as const)))(
    'is read by every word for a digit: %s',
    (word, digit) => {
      const spoken =
        digit === 0 ? `${word} chín một hai 345 678` : `không chín một ${word} 345 678`;
      expect(markedIn(`gọi ${spoken} nhé`)).toEqual([`telephone: ${spoken}`]);
    },
  );

  it.each([' ', ', ', '-', '.', '/', '_', ' – ', ' — '])('may have %j between its words', (gap) => {
    const spoken = 'không chín một hai ba bốn năm sáu bảy tám'.split(' ').join(gap);
    expect(markedIn(`gọi ${spoken} nhé`)).toEqual([`telephone: ${spoken}`]);
  });

  it('has at least three of its digits in words, and figures of at most five digits', () => {
    expect(markedIn('gọi không chín 12345 678')).toEqual([]);
    expect(markedIn('gọi không chín một 23456 78')).toEqual(['telephone: không chín một 23456 78']);
    expect(markedIn('gọi không chín một 234567 8')).toEqual([]);
  });

  it('ends where another word stands between', () => {
    expect(markedIn('gọi không chín một gần hai ba bốn năm sáu bảy tám')).toEqual([]);
  });

  it('is marked without the digits before and behind it', () => {
    const spoken = 'không chín một hai ba bốn năm sáu bảy tám';
    expect(markedIn(`hai ${spoken} chín`)).toEqual([`telephone: ${spoken}`]);
  });

  it('may begin with the number of the country', () => {
    const spoken = 'tám bốn chín một hai ba bốn năm sáu bảy tám';
    expect(markedIn(`gọi ${spoken}`)).toEqual([`telephone: ${spoken}`]);
  });

  it('is an identity card where it begins with a province, whatever telephone it holds', () => {
    const card = 'không không một hai không chín không không bốn năm sáu bảy';
    expect(markedIn(`ba ${card} tám`)).toEqual([`identity_number: ${card}`]);
    expect(markedIn('số không chín bảy hai không ba không không bốn năm')).toEqual([
      'telephone: không chín bảy hai không ba không không bốn năm',
    ]);
  });
});

import { describe, expect, it } from 'vitest';

import { readShares, writeShares } from './allot-dialog.tsx';

const COMMUNES = [
  { code: '00070', name: 'Hoàn Kiếm' },
  { code: '09700', name: 'Ba Vì' },
];

describe('the lines of an allotment', () => {
  it('name communes by name, with or without marks, or by code', () => {
    const typed = 'hoan kiem: 1.500\n\n09700\t20\nBa Vì; 3';
    expect(readShares(typed, COMMUNES)).toEqual({
      shares: [
        { commune: '00070', amount: 1_500 },
        { commune: '09700', amount: 20 },
        { commune: '09700', amount: 3 },
      ],
      wrong: null,
    });
  });

  it('stop at the first that says something else', () => {
    expect(readShares('Hoàn Kiếm: 5\nKhông đâu: 3', COMMUNES).wrong).toBe('Không đâu: 3');
    expect(readShares('Hoàn Kiếm', COMMUNES).wrong).toBe('Hoàn Kiếm');
  });

  it('are read back as they were written', () => {
    const shares = [
      { commune: { code: '00070', name: 'Hoàn Kiếm', type: 'phuong' as const }, amount: 7 },
    ];
    expect(readShares(writeShares(shares), COMMUNES).shares).toEqual([
      { commune: '00070', amount: 7 },
    ]);
  });
});

describe('a line of an allotment', () => {
  const read = (line: string) => readShares(line, COMMUNES);

  it.each([':', ';', '\t', ' : '])('has its amount behind “%s”', (mark) => {
    expect(read(`Ba Vì${mark}12`)).toEqual({
      shares: [{ commune: '09700', amount: 12 }],
      wrong: null,
    });
  });

  it.each(['Ba Vì: ', 'Ba Vì: -3', 'Ba Vì: 3,5', 'Ba Vì 12', ': 12', 'Ba Vì: 12 điểm'])(
    'is refused as it was typed: “%s”',
    (line) => {
      expect(read(`${line}\nHoàn Kiếm: 1`)).toEqual({ shares: [], wrong: line.trim() });
    },
  );

  it('keeps those that were read before a wrong one, and has nothing of no line', () => {
    expect(read('Hoàn Kiếm: 1\nKhông đâu: 2').shares).toEqual([{ commune: '00070', amount: 1 }]);
    expect(read(' \n\n')).toEqual({ shares: [], wrong: null });
    expect(read('Hoàn Kiếm: 0').shares).toEqual([{ commune: '00070', amount: 0 }]);
  });
});

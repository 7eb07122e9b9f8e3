import { describe, expect, it } from 'vitest';

import { readShares, writeShares } from './share-lines.ts';

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

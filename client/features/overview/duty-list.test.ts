import { describe, expect, it } from 'vitest';

import { groupDuties } from './duty-list.tsx';

const commune = (code: string) => ({ code, name: code, type: 'phuong' as const });
const duty = (
  kind: 'handover' | 'check' | 'conclude',
  code: string,
  overdue: number,
  nextDueOn: string | null,
) => ({ kind, commune: commune(code), count: 2, overdue, nextDueOn });

describe('who must act', () => {
  it('stands once, with everything that waits there and the nearest day', () => {
    const [first, ...rest] = groupDuties([
      duty('handover', '00070', 1, '2026-04-10'),
      duty('check', '00070', 0, '2026-04-02'),
    ]);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ overdue: 1, nextDueOn: '2026-04-02' });
    expect(first?.duties.map(({ kind }) => kind)).toEqual(['handover', 'check']);
    const nearestFirst = [
      duty('check', '00070', 0, '2026-04-02'),
      duty('handover', '00070', 1, '2026-04-10'),
    ];
    expect(groupDuties(nearestFirst)).toMatchObject([{ nextDueOn: '2026-04-02' }]);
  });

  it('is the analysts for every suspicion, wherever it is', () => {
    const groups = groupDuties([
      duty('conclude', '00070', 0, null),
      duty('conclude', '00004', 0, null),
    ]);
    expect(groups).toMatchObject([{ commune: null, duties: [{ kind: 'conclude', count: 4 }] }]);
  });

  it('adds up what is late, and stands by its code where nothing else tells it apart', () => {
    const twice = groupDuties([
      duty('check', '00070', 1, '2026-05-01'),
      duty('check', '00070', 2, null),
      duty('handover', '00070', 0, '2026-06-01'),
    ]);
    expect(twice).toMatchObject([
      {
        overdue: 3,
        nextDueOn: '2026-05-01',
        duties: [
          { kind: 'check', count: 4, overdue: 3 },
          { kind: 'handover', count: 2, overdue: 0 },
        ],
      },
    ]);
    const alike = ['00009', '00002', '00005'].map((code) => duty('check', code, 0, '2026-05-01'));
    expect(groupDuties(alike).map((group) => group.commune?.code)).toEqual([
      '00002',
      '00005',
      '00009',
    ]);
    expect(groupDuties([])).toEqual([]);
  });

  it('comes in the order of what is overdue, then of the next day', () => {
    const groups = groupDuties([
      duty('check', '00001', 0, null),
      duty('check', '00002', 0, '2026-05-01'),
      duty('check', '00003', 2, '2026-01-01'),
      duty('check', '00004', 0, '2026-04-01'),
    ]);
    expect(groups.map((group) => group.commune?.code)).toEqual([
      '00003',
      '00004',
      '00002',
      '00001',
    ]);
  });
});

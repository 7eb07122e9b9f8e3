import { describe, expect, it } from 'vitest';

import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';

import { backupsToKeep } from './backups-to-keep.ts';

const last = dayNumber('2026-11-27');
const nights = (count: number) => Array.from({ length: count }, (_, ago) => dateOfDay(last - ago));

describe('the backups to keep', () => {
  it('are all of the first week', () => {
    expect(backupsToKeep(nights(7)).size).toBe(7);
  });

  it('are seven days, five Mondays and twelve firsts of a month after two years', () => {
    const kept = [...backupsToKeep(nights(730))].toSorted().toReversed();
    expect(kept.slice(0, 7)).toEqual(nights(7));
    // 27 November 2026 is a Friday; the Monday of that week is among the seven days.
    expect(kept.slice(7, 12)).toEqual([
      '2026-11-16',
      '2026-11-09',
      '2026-11-02',
      '2026-11-01',
      '2026-10-26',
    ]);
    expect(kept.filter((day) => day.endsWith('-01'))).toHaveLength(12);
    expect(kept).toHaveLength(7 + 4 + 12);
  });

  it('stay the same when each night throws away what need not be kept', () => {
    let there: string[] = [];
    for (const night of nights(500).toReversed()) there = [...backupsToKeep([...there, night])];
    expect(new Set(there)).toEqual(backupsToKeep(nights(500)));
  });
});

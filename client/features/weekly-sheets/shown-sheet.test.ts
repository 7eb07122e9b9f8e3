import { describe, expect, it } from 'vitest';

import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import { shownSheet } from './shown-sheet.ts';

const version = (number: number) => ({
  version: number,
  figures: { of: number },
  asOf: `2026-06-0${number}`,
  remark: `Bản ${number}`,
});
/** The newest version comes first. */
const sheet = (...versions: number[]) =>
  ({
    current: { of: 0 },
    asOf: '2026-06-09',
    draft: { remark: 'Dự thảo' },
    versions: versions.map(version),
  }) as unknown as WeeklySheetView;

describe('the sheet that is shown', () => {
  it('is the latest signed one, or the version asked for, each beside the one before it', () => {
    expect(shownSheet(sheet(3, 2, 1), null)).toMatchObject({
      version: { version: 3 },
      figures: { of: 3 },
      asOf: '2026-06-03',
      remark: 'Bản 3',
      before: { version: 2 },
    });
    expect(shownSheet(sheet(3, 2, 1), 2)).toMatchObject({
      figures: { of: 2 },
      before: { version: 1 },
    });
    expect(shownSheet(sheet(3, 2, 1), 1).before).toBeNull();
  });

  it('is what stands today, beside the latest signed one, where nobody has signed it or 0 is asked', () => {
    expect(shownSheet(sheet(), null)).toMatchObject({
      version: null,
      figures: { of: 0 },
      asOf: '2026-06-09',
      remark: 'Dự thảo',
      before: null,
    });
    expect(shownSheet(sheet(2, 1), 0)).toMatchObject({ version: null, before: { version: 2 } });
  });
});

import { describe, expect, it } from 'vitest';

import {
  ImportMapping,
  type ConsentCode,
  type ImportPreview,
} from '#server/contract/point-import.ts';

import { offersOf } from './consent-offers.ts';

const VN2000 = 'import.coordinates_vn2000';

function previewWith(count: number, consents: ConsentCode[] = []): ImportPreview {
  return {
    fileName: 'danh-sach.csv',
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    layer: null,
    coordinateSystem: null,
    systemSuggestions: [],
    warnings: [],
    header: [],
    headerSignature: '',
    mapping: ImportMapping.parse({ columns: {}, consents }),
    mappingOrigin: 'given',
    missingFields: [],
    cells: [],
    rows: [],
    addresses: { rows: [], counts: { several: 0, not_found: 0, commune: 0, street: 0, door: 0 } },
    likelyGrid: { grid: 'tm3-105', rivals: ['utm-48'], agreeing: 2, named: 2 },
    unknownWords: [],
    duplicates: [],
    duplicateCount: 0,
    problems: Array.from({ length: count }, (_, line) => ({
      line,
      field: 'longitude' as const,
      column: 'X',
      code: VN2000,
      severity: 'needs_consent' as const,
      value: '587000 | 2325000',
      suggestion: [105.84, 21.02] as const satisfies [number, number],
      assumption: {
        grid: 'tm3-105',
        northingFirst: line === 1,
        alternatives: [{ grid: 'utm-48', position: [105.83, 21.02] as [number, number] }],
      },
    })),
    problemCounts: count === 0 ? [] : [{ code: VN2000, count }],
    counts: {
      rows: count,
      ready: 0,
      needsConsent: count,
      refused: 0,
      added: 0,
      changed: 0,
      unchanged: 0,
    },
  };
}

describe('what the user may agree to', () => {
  it('is what rows wait for, with the grids on which they may lie', () => {
    expect(offersOf(previewWith(2), [])).toEqual([
      {
        code: VN2000,
        count: 2,
        grids: [
          { grid: 'tm3-105', at: [105.84, 21.02] },
          { grid: 'utm-48', at: [105.83, 21.02] },
        ],
        northingFirst: true,
        likely: { grid: 'tm3-105', rivals: ['utm-48'], agreeing: 2, named: 2 },
      },
    ]);
  });

  it('stays to be taken back once it was agreed to', () => {
    const offered = offersOf(previewWith(2), []);
    expect(offersOf(previewWith(0, [VN2000]), offered)).toEqual(offered);
  });

  it('is not offered for rows that would be refused all the same', () => {
    const preview = previewWith(3);
    const [first, ...others] = preview.problems;
    if (first === undefined) throw new Error('three problems were made');
    const refused = { ...first, severity: 'error' as const };
    expect(offersOf({ ...preview, problems: [refused, ...others] }, [])).toMatchObject([
      { count: 2 },
    ]);
    expect(offersOf({ ...preview, problems: [refused] }, [])).toEqual([]);
  });

  it('goes when nothing waits and nothing was agreed to', () => {
    expect(offersOf(previewWith(0), offersOf(previewWith(2), []))).toEqual([]);
  });
});

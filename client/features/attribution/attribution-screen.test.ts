import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { ActingOffice, AttributionStep, DatedCommune } from '#server/contract/attribution.ts';

import { datedName, officeName, stepDetail, stepOffice } from './attribution-screen.tsx';

const COMMUNE: DatedCommune = {
  id: 1,
  code: '00070',
  name: 'Hoàn Kiếm',
  type: 'phuong',
  validFrom: '2025-07-01',
  validTo: null,
};
const words = { text: vi, format: makeFormat('vi', vi.common) };
const step = (kind: AttributionStep['kind'], more: Partial<AttributionStep> = {}) =>
  ({ kind, office: null, detail: null, ...more }) as AttributionStep;

describe('a commune with its days', () => {
  it('is named with the day from which it holds its code, and its own last day', () => {
    expect(datedName(COMMUNE, words)).toBe('phường Hoàn Kiếm (mã 00070, từ 01/07/2025)');
    expect(datedName({ ...COMMUNE, validTo: '2026-03-01' }, words)).toBe(
      'phường Hoàn Kiếm (mã 00070, từ 01/07/2025 đến hết ngày 28/02/2026)',
    );
  });
});

describe('an office', () => {
  it('is the committee of its commune, or an office of the city', () => {
    expect(officeName({ role: 'leader', commune: COMMUNE }, vi)).toBe('UBND phường Hoàn Kiếm');
    expect(officeName({ role: 'analyst', commune: null }, vi)).toBe('Công an Thành phố');
    expect(officeName({ role: 'system', commune: null }, vi)).toBe('Hệ thống, theo hồ sơ');
  });

  const analyst: ActingOffice = { role: 'analyst', commune: COMMUNE };

  it.each(['handover_proposed', 'handover_withdrawn', 'successor_asked'] as const)(
    'of the step %s asked the commune',
    (kind) => {
      expect(stepOffice(step(kind, { office: analyst }), vi)).toBe(
        'Công an Thành phố, cho phường Hoàn Kiếm',
      );
      const alone = { office: { ...analyst, commune: null } };
      expect(stepOffice(step(kind, alone), vi)).toBe('Công an Thành phố');
    },
  );

  it.each(['handover_confirmed', 'handover_refused', 'checked'] as const)(
    'of the step %s is the commune itself',
    (kind) => {
      expect(stepOffice(step(kind, { office: analyst }), vi)).toBe('UBND phường Hoàn Kiếm');
    },
  );

  it('is not named where none is known', () => {
    expect(stepOffice(step('handover_proposed'), vi)).toBeNull();
  });
});

describe('the detail of a step', () => {
  it('is put into words by its kind, and left out where it is none of its words', () => {
    const detail = (kind: AttributionStep['kind'], code: string | null) =>
      stepDetail(step(kind, { detail: code }), vi);
    expect(detail('eliminated', 'conversion')).toBe(vi.pointActs.ways.conversion);
    expect(detail('checked', 'no_sign')).toBe(vi.pointActs.results.no_sign);
    expect(detail('handover_refused', 'insufficient_file')).toBe(
      vi.pointActs.refusals.insufficient_file,
    );
    expect(detail('checked', 'conversion')).toBeNull();
    expect(detail('handover_confirmed', 'conversion')).toBeNull();
    expect(detail('eliminated', null)).toBeNull();
  });
});

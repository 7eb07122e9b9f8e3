import { describe, expect, it } from 'vitest';

import { ApiProblem } from '#client/api/problem.ts';
import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';

import { systemChoices, systemsIn } from './source-systems.ts';

const format = makeFormat('vi', vi.common);
const { boundaries: own } = vi;
const SUGGESTED = { srid: 3405, inside: 9, total: 10, metresFromCentre: 2_500 };

type Item = { value: string; label: string };
type Group = { group: string; items: Item[] };

describe('the choice of a coordinate system', () => {
  it('begins with the file’s own, then lists all, the likeliest first', () => {
    const choices = systemChoices([], vi, format);
    expect(choices[0]).toEqual({ value: '', label: own.sridAuto });
    expect(choices[1]).toEqual({ value: '4326', label: 'WGS 84 · EPSG:4326' });
    expect(choices).toHaveLength(26);
  });

  it('shows what the server suggests with its reason, and the others without it', () => {
    const given = [SUGGESTED, { ...SUGGESTED, srid: 2_000 }];
    const choices = systemChoices(given, vi, format);
    const [auto, suggested, others] = choices as [Item, Group, Group];
    expect(auto.value).toBe('');
    expect(suggested).toMatchObject({
      group: own.sridSuggested,
      items: [{ value: '3405' }, { value: '2000' }],
    });
    const why = own.sridWhy({ inside: '9', total: '10', distance: format.distance(2_500) });
    expect(suggested.items[0]?.label).toBe(`VN-2000 / UTM 48N · EPSG:3405 · ${why}`);
    expect(suggested.items[1]?.label).toContain('EPSG:2000 · EPSG:2000');
    expect(others.items).toHaveLength(24);
    expect(others.items.map(({ value }) => value)).not.toContain('3405');
  });

  it('is suggested by a refusal that names systems, and by nothing else', () => {
    const refusal = (parameters: Record<string, unknown>) =>
      new ApiProblem(
        { type: '', title: '', status: 422, code: 'file.no_system', requestId: '', parameters },
        null,
      );
    expect(systemsIn(refusal({ suggestions: [SUGGESTED] }))).toMatchObject([{ srid: 3405 }]);
    expect(systemsIn(refusal({}))).toEqual([]);
    expect(systemsIn(new Error('other'))).toEqual([]);
  });
});

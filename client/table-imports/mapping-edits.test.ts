import { describe, expect, it } from 'vitest';

import { IMPORT_FIELDS, ImportMapping } from '#server/contract/point-import.ts';

import { FIELDS } from './import-target.ts';
import { assignColumn, fieldsOf, setConsent, setDefault } from './mapping-edits.ts';

const mapping = ImportMapping.parse({
  columns: { officialName: 0, longitude: 1, latitude: 2, note: 5 },
  consents: ['import.coordinates_vn2000'],
  grid: 'tm3-105',
});

describe('editing a mapping', () => {
  it('gives a field another column or none, and leaves the others alone', () => {
    expect(assignColumn(mapping, 'category', 4).columns).toEqual({
      ...mapping.columns,
      category: 4,
    });
    expect(assignColumn(mapping, 'note', null).columns).toEqual({
      officialName: 0,
      longitude: 1,
      latitude: 2,
    });
  });

  it('asks again for consent when a column of positions changes, and only then', () => {
    expect(assignColumn(mapping, 'longitude', 2)).toMatchObject({ consents: [], grid: null });
    expect(assignColumn(mapping, 'note', 6)).toMatchObject({
      consents: ['import.coordinates_vn2000'],
      grid: 'tm3-105',
    });
  });

  it('takes a consent once and takes it back', () => {
    const both = setConsent(mapping, 'import.outside_city', true);
    expect(setConsent(both, 'import.outside_city', true).consents).toEqual([
      'import.coordinates_vn2000',
      'import.outside_city',
    ]);
    expect(setConsent(both, 'import.coordinates_vn2000', false).consents).toEqual([
      'import.outside_city',
    ]);
  });

  it('sets one default and keeps the rest', () => {
    expect(setDefault(mapping, 'category', 'NN').defaults).toEqual({
      ...mapping.defaults,
      category: 'NN',
    });
  });

  it('shows every field once, unused rare ones behind the button', () => {
    const { shown, hidden } = fieldsOf(mapping, FIELDS.points);
    expect(shown).toContain('note');
    expect(hidden).not.toContain('note');
    expect(hidden).toContain('wkt');
    expect(new Set([...shown, ...hidden]).size).toBe(IMPORT_FIELDS.length);
  });
});

import { describe, expect, it } from 'vitest';

import { samplePoint } from '#tests/support/points/sample-point.ts';

import { placeChanges, placeValues } from './place-changes.ts';

const point = samplePoint({
  aliases: [{ name: 'Nhà nghỉ Cũ', source: null }],
  locationErrorMetres: 15,
});

describe('the correction of a place', () => {
  it('sends nothing that was not touched', () => {
    expect(placeChanges(point, placeValues(point))).toEqual({});
  });

  it('sends what differs, and an emptied error as unknown', () => {
    const values = {
      ...placeValues(point),
      officialName: ' Nhà nghỉ Mới ',
      locationErrorMetres: '',
    };
    expect(placeChanges(point, values)).toEqual({
      officialName: 'Nhà nghỉ Mới',
      locationErrorMetres: null,
    });
  });

  it('leaves out names that were left empty', () => {
    const values = placeValues(point);
    const withEmpty = { ...values, aliases: [...values.aliases, { name: ' ', source: '' }] };
    expect(placeChanges(point, withEmpty)).toEqual({});
    expect(placeChanges(point, { ...values, aliases: [] })).toEqual({ aliases: [] });
  });
});

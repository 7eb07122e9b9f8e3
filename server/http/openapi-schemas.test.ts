import { describe, expect, it } from 'vitest';

import { explainEnumerations, leavesFirst, tidySchemas } from './openapi-schemas.ts';
import { operationId } from './openapi.ts';

const DAY = { $ref: '#/components/schemas/IsoDate' };

describe('a schema of the document', () => {
  it('that may be null is one of two, wherever it stands', () => {
    const told = { properties: { on: { allOf: [DAY, { type: ['string', 'null'] }] } } };
    expect(tidySchemas([told])).toEqual([
      { properties: { on: { anyOf: [DAY, { type: 'null' }] } } },
    ]);
  });

  it('keeps what is said beside it', () => {
    const told = {
      allOf: [DAY, { type: ['string', 'null'], default: null }],
      description: 'a day',
    };
    expect(tidySchemas(told)).toEqual({
      anyOf: [DAY, { type: 'null' }],
      default: null,
      description: 'a day',
    });
  });

  it('that must be two things at once stays so', () => {
    const both = { allOf: [DAY, { $ref: '#/components/schemas/Other' }] };
    expect(tidySchemas(both)).toEqual(both);
  });

  it('of a tuple says what its items are, and how many', () => {
    const [longitude, latitude] = [
      { type: 'number', maximum: 180 },
      { type: 'number', maximum: 90 },
    ];
    expect(tidySchemas({ type: 'array', prefixItems: [longitude, latitude] })).toEqual({
      type: 'array',
      prefixItems: [longitude, latitude],
      items: { anyOf: [longitude, latitude] },
      minItems: 2,
      maxItems: 2,
    });
    const same = { type: 'array', prefixItems: [longitude, longitude] };
    expect(tidySchemas(same)).toMatchObject({ items: longitude });
  });

  it('comes after those that it refers to, also where they refer to each other', () => {
    const reference = (name: string) => ({ items: { $ref: `#/components/schemas/${name}` } });
    const schemas = { A: reference('B'), B: reference('IsoDate'), IsoDate: { type: 'string' } };
    expect(leavesFirst(schemas)).toEqual(['IsoDate', 'B', 'A']);
    expect(leavesFirst({ A: reference('B'), B: reference('A') })).toEqual(['B', 'A']);
  });

  it('of an enumeration explains its values', () => {
    const explained = explainEnumerations(
      { Vehicle: { type: 'string', enum: ['car'] }, Other: { type: 'string' } },
      { Vehicle: { car: 'a car' } },
    );
    expect(explained).toEqual({
      Vehicle: { type: 'string', enum: ['car'], description: '- `car`: a car' },
      Other: { type: 'string' },
    });
  });
});

describe('the id of an operation', () => {
  it('is made of its method and address', () => {
    expect(operationId('get', '/api/points')).toBe('getPoints');
    expect(operationId('get', '/api/points/{id}')).toBe('getPointsById');
    expect(operationId('post', '/api/points/{id}/undo-merge')).toBe('postPointsByIdUndoMerge');
    expect(operationId('get', '/api/communes.geojson')).toBe('getCommunesGeojson');
  });
});

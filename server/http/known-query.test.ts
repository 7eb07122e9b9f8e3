import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import type { AppError } from '#server/contract/problem.ts';
import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { declaredNames, knownQuery, refuseUnknownNames } from './known-query.ts';

/** Gives the refusal of these names; null where they pass. */
function refusalOf(given: readonly string[], known: readonly string[]): AppError | null {
  try {
    refuseUnknownNames(given, known);
    return null;
  } catch (error) {
    return error as AppError;
  }
}

describe('the names of a query', () => {
  it('are those of its schema, also behind a transformation', () => {
    const schema = z.object({ from: z.string(), to: z.string().optional() });
    expect(declaredNames(schema)).toEqual(['from', 'to']);
    expect(declaredNames(schema.transform((query) => query.from))).toEqual(['from', 'to']);
    expect(declaredNames(undefined)).toEqual([]);
    expect(() => declaredNames(z.string())).toThrow('declare it as an object');
  });

  it('are refused where one is unknown, each once, beside those that are known', () => {
    const refusal = refusalOf(['from', 'form', 'form', 'a/b'], ['from', 'to']);
    expect(refusal?.code).toBe('request.unknown_query');
    expect(refusal?.parameters).toEqual({ unknown: ['form', 'a/b'], known: ['from', 'to'] });
    expect(refusal?.errors).toEqual([
      { pointer: '/form', in: 'query', code: 'request.unknown_query' },
      { pointer: '/a~1b', in: 'query', code: 'request.unknown_query' },
    ]);
    expect(refusalOf(['to', 'from'], ['from', 'to'])).toBeNull();
    expect(refusalOf([], [])).toBeNull();
  });

  it('are called unknown without a list where the route has none', () => {
    expect(refusalOf(['q'], [])?.parameters).toEqual({ unknown: ['q'] });
  });

  it('are named up to the twentieth, and up to a hundred letters', () => {
    const many = Array.from({ length: 21 }, (_, at) => `n${at + 1}`);
    const refusal = refusalOf(many, []);
    expect(refusal?.errors.at(-1)?.pointer).toBe('/n20');
    expect(refusal?.parameters['unknown']).toEqual(many.slice(0, 20));
    const long = refusalOf(['x'.repeat(101)], []);
    expect(long?.parameters).toEqual({ unknown: ['x'.repeat(100)] });
  });

  it('are looked at wherever they stand in the address', async () => {
    const app = smallApp();
    app.get('/', knownQuery(['q']), (context) => context.body(null, 204));
    expect(await outcomeOf(app.request('/?q=1&q=2'))).toBe(204);
    expect(await outcomeOf(app.request('/?q=1&p'))).toBe('request.unknown_query');
  });
});

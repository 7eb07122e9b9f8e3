import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { getGeoJson } from './geojson.ts';
import { ApiProblem, ApiUnreachable } from './problem.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

let asked: unknown[];
let answer: () => Promise<Response>;
beforeEach(() => {
  asked = [];
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal(
    'fetch',
    marked((address: string, { credentials }: RequestInit = {}) => {
      asked.push([address, credentials]);
      return answer();
    }),
  );
});
afterEach(() => vi.unstubAllGlobals());

const get = (signal = new AbortController().signal) =>
  getGeoJson('/api/communes.geojson', { simplify: '0.1', q: 'a&b' }, signal).catch(
    (error: unknown) => error,
  );

it('shapes are asked for with the whole query and the session', async () => {
  const collection = { type: 'FeatureCollection', features: [] };
  answer = async () => Response.json(collection);
  expect(await get()).toEqual(collection);
  expect(asked).toEqual([['/api/communes.geojson?simplify=0.1&q=a%26b', 'same-origin']]);
});

it('shapes that are refused or never come fail in words; a request given up stays so', async () => {
  answer = async () => new Response('', { status: 503 });
  expect(await get()).toBeInstanceOf(ApiProblem);
  const silence = new TypeError('no network');
  answer = () => Promise.reject(silence);
  expect(await get()).toBeInstanceOf(ApiUnreachable);
  expect(await get(AbortSignal.abort())).toBe(silence);
});

import { expect } from 'vitest';

import type { TestClient } from '#tests/support/test-app.ts';

/** A feature of the OGC interface. */
export type Feature = {
  id: number;
  geometry: { type: string; coordinates: number[] } | null;
  properties: Record<string, unknown>;
};
export type FeaturePage = {
  features: Feature[];
  numberReturned: number;
  links: { rel: string; href: string }[];
};

/** Reads a page of features. */
export async function readFeatures(client: TestClient, path: string): Promise<FeaturePage> {
  const response = await client.get(path);
  if (response.status !== 200) throw new Error(await response.text());
  expect(response.headers.get('content-type')).toBe('application/geo+json');
  return (await response.json()) as FeaturePage;
}

/** Reads all features of a collection that parameters choose. */
export function allFeatures(
  client: TestClient,
  collection: string,
  parameters: Record<string, string> = {},
): Promise<FeaturePage> {
  const query = new URLSearchParams({ limit: '10000', ...parameters }).toString();
  return readFeatures(client, `/ogc/collections/${collection}/items?${query}`);
}

export const idsOf = ({ features }: FeaturePage) => features.map(({ id }) => id);

/** The ids of all points that a person finds in the list of the register, ascending. */
export async function listedIds(client: TestClient, query = ''): Promise<number[]> {
  const ids: number[] = [];
  let cursor = '';
  do {
    const page = await (await client.get(`/api/points?limit=500${query}${cursor}`)).json();
    ids.push(...page.items.map(({ id }: { id: number }) => id));
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  return ids.toSorted((a, b) => a - b);
}

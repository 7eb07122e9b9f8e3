import { storedTexts } from '#tests/support/faults/stored-texts.ts';

import type { fakeCaches } from './fake-caches.ts';

/** Everything in the caches of a browser and its database of keys, as text. */
export async function keptTexts(caches: ReturnType<typeof fakeCaches>['caches']): Promise<string> {
  const texts = [await storedTexts('dia-ban-keys')];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      const headers = response === undefined ? [] : [...response.headers].flat();
      texts.push(request.url, ...headers, (await response?.text()) ?? '');
    }
  }
  return texts.join('\n');
}

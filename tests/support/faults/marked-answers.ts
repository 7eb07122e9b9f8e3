import { vi } from 'vitest';

import { INSTANCE_HEADER, STARTING_INSTANCE } from '#server/contract/instance.ts';

/** Makes of a stand-in for `fetch` one whose answers carry the mark of the product. */
export function marked<Arguments extends unknown[]>(
  fetch: (...given: Arguments) => Promise<Response> | Response,
): (...given: Arguments) => Promise<Response> {
  return async (...given) => {
    const response = await fetch(...given);
    if (!response.headers.has(INSTANCE_HEADER)) {
      response.headers.set(INSTANCE_HEADER, STARTING_INSTANCE);
    }
    return response;
  };
}

/** Puts a stand-in for `fetch` in the place of the product until all globals are as they were. */
export function answerAsServer<Arguments extends unknown[]>(
  fetch: (...given: Arguments) => Promise<Response> | Response,
): void {
  vi.stubGlobal('fetch', marked(fetch));
}

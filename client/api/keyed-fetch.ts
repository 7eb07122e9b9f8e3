import { newIdempotencyKey } from './call.ts';
import { watchedFetch } from './connection.ts';

const HEADER = 'Idempotency-Key';
const FAILED = 500;

/** The keys of writes without a complete answer, by their address. */
const unanswered = new Map<string, string>();

/**
 * Fetches, and sends every write with an Idempotency-Key. After a lost answer the next write to the same address takes
 * the same key, from whichever form. A second press is then answered without writing again; where something else was
 * entered meanwhile, the server refuses it once, in words, and the next press is a new write. A caller with a key of
 * its own passes it on, see `once`.
 */
export async function keyedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  if (init?.method !== 'POST' || headers.has(HEADER)) return watchedFetch(input, init);
  const address = input instanceof Request ? input.url : input.toString();
  const key = unanswered.get(address) ?? newIdempotencyKey();
  // While this write is on its way, another one to the same address is a different write and needs its own key.
  unanswered.delete(address);
  headers.set(HEADER, key);
  try {
    const response = await watchedFetch(input, { ...init, headers });
    if (response.status >= FAILED || response.body === null) {
      if (response.status >= FAILED) unanswered.set(address, key);
      return response;
    }
    // An answer that breaks off counts as lost.
    unanswered.set(address, key);
    return new Response(
      response.body.pipeThrough(
        new TransformStream({
          flush() {
            if (unanswered.get(address) === key) unanswered.delete(address);
          },
        }),
      ),
      response,
    );
  } catch (error) {
    unanswered.set(address, key);
    throw error;
  }
}

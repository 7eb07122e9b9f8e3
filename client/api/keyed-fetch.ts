import { newIdempotencyKey } from './call.ts';
import { watchedFetch } from './connection.ts';

const HEADER = 'Idempotency-Key';
const FAILED = 500;

/** The keys of writes whose answer has not come as a whole, by their address. */
const unanswered = new Map<string, string>();

/**
 * As `fetch`; every write goes out under an Idempotency-Key. When its answer is lost, the next write to the same
 * address takes the same key, from whichever form: a second press is then answered and not written again, and
 * where something else was entered meanwhile the server refuses it once, with words, and the next press
 * counts as new. A caller that keeps a key of its own sends it along, see `once`.
 */
export async function keyedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  if (init?.method !== 'POST' || headers.has(HEADER)) return watchedFetch(input, init);
  const address = input instanceof Request ? input.url : input.toString();
  const key = unanswered.get(address) ?? newIdempotencyKey();
  // While it is under way another write to the address is another one.
  unanswered.delete(address);
  headers.set(HEADER, key);
  try {
    const response = await watchedFetch(input, { ...init, headers });
    if (response.status >= FAILED || response.body === null) {
      if (response.status >= FAILED) unanswered.set(address, key);
      return response;
    }
    // An answer that breaks off on its way is none.
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

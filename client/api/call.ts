import type { ClientResponse } from 'hono/client';
import type { SuccessStatusCode } from 'hono/utils/http-status';

import { ApiUnreachable, readProblem } from './problem.ts';

/** Content of a successful response of the typed client. */
export type Answer<R> =
  R extends ClientResponse<infer T, infer S, string>
    ? S extends SuccessStatusCode
      ? T
      : never
    : never;

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * Waits for a request and gives its data.
 * Throws ApiProblem when the server refuses, ApiUnreachable when no answer comes;
 * an aborted request stays an AbortError.
 */
export async function call<R extends ClientResponse<unknown, number, string>>(
  request: Promise<R>,
): Promise<Answer<R>>;
export async function call(
  request: Promise<ClientResponse<unknown, number, string>>,
): Promise<unknown> {
  let response;
  try {
    response = await request;
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiUnreachable(error);
  }
  if (!response.ok) throw await readProblem(response.clone());
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch (error) {
    if (isAbort(error)) throw error;
    // An answer that breaks off on its way is none.
    throw new ApiUnreachable(error);
  }
}

/** Makes a key for one intended write. Most callers need none of their own, see `keyedFetch`. */
export function newIdempotencyKey(): string {
  // randomUUID is missing where the page was not served over TLS or from loopback.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}

/** The second argument of a write: `call(api.points.$post({ json }, once(key)))`. */
export function once(key: string): { headers: { 'Idempotency-Key': string } } {
  return { headers: { 'Idempotency-Key': key } };
}

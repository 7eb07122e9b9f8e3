/** More than any description, key set or token answer of a provider has. */
const MOST_BYTES = 1_000_000;

/** Fetches like `fetch`, follows no redirection and reads at most a million bytes; throws a TypeError beyond them. */
export async function boundedFetch(address: string | URL, options: object = {}): Promise<Response> {
  const response = await fetch(address, { ...options, redirect: 'manual' });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader?.cancel();
      throw new TypeError('fetch failed', { cause: 'too many bytes' });
    }
    chunks.push(part.value);
  }
  const { status, headers } = response;
  const body = status === 204 || status === 304 ? null : new Blob(chunks);
  return new Response(body, { status, headers });
}

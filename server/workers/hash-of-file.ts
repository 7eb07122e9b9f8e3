/** Computes SHA-256 of a file's bytes, hexadecimal, off the server's own thread. */
export async function hashOfFile(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Buffer.from(digest).toString('hex');
}

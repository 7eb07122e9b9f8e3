/**
 * Tests if this device keeps anything of a session, or unsent work. Where nobody has signed in there is nothing to close
 * or to tell of, and the sign-in does without the code for it.
 */
export async function keepsAnything(): Promise<boolean> {
  const databases = await indexedDB.databases().catch(() => null);
  return databases === null || databases.length > 0;
}

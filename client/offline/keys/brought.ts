import { bitsOfPassword, type Brought } from './doors.ts';

/** Made at the sign-in of what the person brought, until the session begins on this device a moment later. */
let waiting: Promise<Brought | null> = Promise.resolve(null);

/** Takes the password that has just been right: it opens what the device keeps when there is no network. */
export function bringPassword(password: string): void {
  // Over plain HTTP browsers offer no cryptography, and nothing is kept.
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  if (subtle !== undefined) waiting = bitsOfPassword(password).catch(() => null);
}

/** Takes the answer of a passkey that has just signed. */
export function bringPasskey(brought: Brought): void {
  waiting = Promise.resolve(brought);
}

/** Gives once what was brought; null where nothing was, as after a sign-in at the organisation's provider. */
export async function takeBrought(): Promise<Brought | null> {
  const taken = waiting;
  waiting = Promise.resolve(null);
  return await taken;
}

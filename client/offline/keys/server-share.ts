import { UNATTENDED_HEADER } from '#client/api/attendance.ts';

import { bytesOf } from './sealed-bytes.ts';

/** Asks the server for its share of an account's live session; null where it does not answer, or refuses. */
export type AskShare = (accountId: string) => Promise<Uint8Array<ArrayBuffer> | null>;

const PATIENCE_MILLISECONDS = 10_000;

/** Pages and the service worker ask alike; the answer is kept nowhere. */
export const askServerShare: AskShare = async (accountId) => {
  try {
    const answer = await fetch('/api/me/device-share', {
      cache: 'no-store',
      headers: { 'x-diaban-account': accountId, [UNATTENDED_HEADER]: 'true' },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    if (!answer.ok) return null;
    const { share } = (await answer.json()) as { share: string };
    return bytesOf(share);
  } catch {
    return null;
  }
};

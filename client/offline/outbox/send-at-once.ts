import { ApiUnreachable } from '#client/api/problem.ts';

import type { AttachmentContent, Entry } from './entry.ts';
import { asError } from './entry-problem.ts';
import { problemForWriter } from './rules.ts';
import { sendEntry, type Fetch } from './transport.ts';

/**
 * Makes what sends entries that the device cannot store. While the answer to an entry is missing, its key is kept in
 * memory: the same content pressed again is sent under the same key, so that the server writes it once.
 */
export function createDirectSender(fetch: Fetch) {
  const unanswered = new Map<string, string>();

  /** Sends an entry and gives the answer. Throws ApiProblem, ApiUnreachable. */
  return async function sendAtOnce(
    written: Entry,
    contents: readonly AttachmentContent[],
  ): Promise<unknown> {
    const content = JSON.stringify([written.kind, written.path, written.body]);
    const key = unanswered.get(content) ?? written.key;
    unanswered.set(content, key);
    const outcome = await sendEntry(
      { ...written, key },
      {
        fetch,
        content: async (id) => contents.find((one) => one.id === id)?.bytes ?? null,
        onAttachmentSent: async () => undefined,
      },
    );
    if (outcome.kind === 'done' || outcome.kind === 'refused') unanswered.delete(content);
    if (outcome.kind === 'done') return outcome.answer;
    const problem = problemForWriter(outcome);
    if (problem !== null) throw asError(problem);
    throw new ApiUnreachable(outcome.kind);
  };
}

import { ApiUnreachable } from '#client/api/problem.ts';

import type { AttachmentContent, Entry } from './entry.ts';
import { asError } from './entry-problem.ts';
import { clockProblem, problemForWriter } from './rules.ts';
import type { SenderPorts } from './sender.ts';
import { sendEntry } from './transport.ts';

/**
 * Makes what sends entries that the device cannot store. While the answer to an entry is missing, its key is kept in
 * memory: the same content pressed again is sent under the same key, so that the server writes it once.
 */
export function createDirectSender({
  fetch,
  readReceipt,
  now,
  clock,
  reachable,
}: Pick<SenderPorts, 'fetch' | 'readReceipt' | 'now' | 'clock' | 'reachable'>) {
  const unanswered = new Map<string, string>();

  /** Sends an entry and gives the answer. Throws ApiProblem, ApiUnreachable. */
  return async function sendAtOnce(
    written: Entry,
    contents: readonly AttachmentContent[],
  ): Promise<unknown> {
    const content = JSON.stringify([written.kind, written.path, written.body]);
    if (!(await reachable())) throw new ApiUnreachable('later');
    const { skew } = clock();
    const doubt = unanswered.has(content) ? null : clockProblem(written, { now: now(), skew });
    if (doubt !== null) throw asError(doubt);
    const key = unanswered.get(content) ?? written.key;
    unanswered.set(content, key);
    const outcome = await sendEntry(
      { ...written, key },
      {
        fetch,
        content: async (id) => contents.find((one) => one.id === id)?.bytes ?? null,
        readReceipt,
        onAttachmentSent: async () => undefined,
        onPosting: async () => undefined,
      },
    );
    if (outcome.kind === 'done' || outcome.kind === 'refused') unanswered.delete(content);
    if (outcome.kind === 'done') return outcome.answer;
    const problem = problemForWriter(outcome);
    if (problem !== null) throw asError(problem);
    throw new ApiUnreachable(outcome.kind);
  };
}

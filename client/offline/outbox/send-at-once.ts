import { ApiUnreachable } from '#client/api/problem.ts';

import type { AttachmentContent, Entry } from './entry.ts';
import { asError } from './entry-problem.ts';
import { problemForWriter } from './rules.ts';
import { sendEntry, type Fetch } from './transport.ts';

/** Sends an entry that the device cannot store; gives the answer. Throws ApiProblem, ApiUnreachable. */
export async function sendAtOnce(
  entry: Entry,
  contents: readonly AttachmentContent[],
  fetch: Fetch,
): Promise<unknown> {
  const outcome = await sendEntry(entry, {
    fetch,
    content: async (id) => contents.find((one) => one.id === id)?.bytes ?? null,
    onAttachmentSent: async () => undefined,
  });
  if (outcome.kind === 'done') return outcome.answer;
  const problem = problemForWriter(outcome);
  if (problem !== null) throw asError(problem);
  throw new ApiUnreachable(outcome.kind);
}

import { StrangerAnswered } from '#client/api/instance.ts';

import type { Entry, EntryAttachment, EntryProblem, Held } from './entry.ts';
import type { ReadReceipt } from './receipt.ts';
import type { Outcome, StoppedWhy } from './rules.ts';

/** Sends one request: `fetch`, or a test's replacement. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Header with the account that this device keeps a request for: the server answers it under no other session. */
export const ACCOUNT_HEADER = 'x-diaban-account';
const TIMEOUT_MILLISECONDS = 60_000;
/** They say nothing about the write itself, which may be tried again as it is. */
const UNSETTLED = new Set([408, 425, 429]);
/** Refusals of the session: its entries wait, and none of them is at fault. */
const STOPPED = new Map<string, StoppedWhy>([
  ['session.revoked', 'revoked'],
  ['account.disabled', 'revoked'],
  ['session.wiped', 'wiped'],
  ['session.other_account', 'other_account'],
  ['session.second_factor_required', 'restricted'],
  ['session.password_change_required', 'restricted'],
  ['session.confirm_again', 'confirm'],
]);

/**
 * Sends the files of an entry that have not been sent yet, then the entry, under its key and for its account only. Done is
 * what a receipt proves.
 */
export async function sendEntry(
  entry: Entry,
  given: {
    fetch: Fetch;
    content: (id: string) => Promise<ArrayBuffer | null>;
    readReceipt: ReadReceipt;
    onAttachmentSent: (id: string) => Promise<void>;
    /** Called before the entry itself goes out: from then on the server may have it. */
    onPosting: () => Promise<void>;
  },
): Promise<Outcome> {
  for (const attachment of entry.attachments) {
    if (attachment.sent) continue;
    const bytes = await given.content(attachment.id);
    if (bytes === null) continue;
    const { outcome } = await request(given.fetch, attachment.path, {
      headers: { [ACCOUNT_HEADER]: entry.accountId },
      body: formOf(attachment, bytes),
    });
    if (outcome.kind !== 'done') return outcome;
    await given.onAttachmentSent(attachment.id);
  }
  const { key, path } = entry;
  const body = JSON.stringify(entry.body);
  await given.onPosting();
  const { outcome, response } = await request(given.fetch, path, {
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      [ACCOUNT_HEADER]: entry.accountId,
    },
    body,
  });
  if (outcome.kind !== 'done' || response === null) return outcome;
  const receipt = await given.readReceipt(response, { key, path, body }).catch(() => null);
  if (receipt === null) return later({ by: 'unproved', status: response.status });
  return { ...outcome, receipt };
}

function heldBy(error: unknown): Held {
  if (!(error instanceof StrangerAnswered)) return { by: 'network', status: null };
  return { by: error.isGateway ? 'server' : error.sender, status: error.status };
}

const later = (held: Held, retryAfterSeconds: number | null = null): Outcome => ({
  kind: 'later',
  network: held.by === 'network',
  held,
  retryAfterSeconds,
});

function formOf({ id, fields, name, type }: EntryAttachment, bytes: ArrayBuffer): FormData {
  const form = new FormData();
  form.set('id', id);
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new File([bytes], name, { type }));
  return form;
}

async function request(
  fetch: Fetch,
  path: string,
  init: RequestInit,
): Promise<{ outcome: Outcome; response: Response | null }> {
  try {
    const response = await fetch(path, {
      ...init,
      method: 'POST',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    // An answer that breaks off on its way is none: the same key asks for it again.
    const answer: unknown = response.status === 204 ? null : await response.json();
    const outcome: Outcome = response.ok
      ? { kind: 'done', answer, receipt: null }
      : refusal(response, answer);
    return { outcome, response };
  } catch (error) {
    return { outcome: later(heldBy(error)), response: null };
  }
}

function refusal(response: Response, answer: unknown): Outcome {
  const { status } = response;
  const problem = problemOf(status, answer);
  const why = STOPPED.get(problem.code) ?? (status === 401 ? 'signed_out' : null);
  if (why !== null) return { kind: 'stopped', why };
  if (status >= 500 || UNSETTLED.has(status)) {
    const after = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      kind: 'later',
      network: status === 503 || status === 502 || status === 504 || UNSETTLED.has(status),
      held: { by: 'server', status },
      retryAfterSeconds: Number.isFinite(after) ? after : null,
    };
  }
  return { kind: 'refused', problem };
}

/** Reads a problem document; whatever is none keeps its status. */
function problemOf(status: number, answer: unknown): EntryProblem {
  const read: Partial<Record<string, unknown>> =
    typeof answer === 'object' && answer !== null ? { ...answer } : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    code: text(read['code']) || 'server.internal',
    status,
    sentence: text(read['detail']) || text(read['title']),
    errors: Array.isArray(read['errors']) ? read['errors'] : [],
    parameters:
      typeof read['parameters'] === 'object' && read['parameters'] !== null
        ? { ...read['parameters'] }
        : {},
    requestId: text(read['requestId']),
  };
}

import type { Entry, EntryAttachment, EntryProblem } from './entry.ts';
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

/** Sends the files of an entry that have not been sent yet, then the entry, under its key and for its account only. */
export async function sendEntry(
  entry: Entry,
  given: {
    fetch: Fetch;
    content: (id: string) => Promise<ArrayBuffer | null>;
    onAttachmentSent: (id: string) => Promise<void>;
  },
): Promise<Outcome> {
  for (const attachment of entry.attachments) {
    if (attachment.sent) continue;
    const bytes = await given.content(attachment.id);
    if (bytes === null) continue;
    const outcome = await request(given.fetch, attachment.path, {
      headers: { [ACCOUNT_HEADER]: entry.accountId },
      body: formOf(attachment, bytes),
    });
    if (outcome.kind !== 'done') return outcome;
    await given.onAttachmentSent(attachment.id);
  }
  return await request(given.fetch, entry.path, {
    headers: {
      'content-type': 'application/json',
      'idempotency-key': entry.key,
      [ACCOUNT_HEADER]: entry.accountId,
    },
    body: JSON.stringify(entry.body),
  });
}

function formOf({ id, fields, name, type }: EntryAttachment, bytes: ArrayBuffer): FormData {
  const form = new FormData();
  form.set('id', id);
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new File([bytes], name, { type }));
  return form;
}

async function request(fetch: Fetch, path: string, init: RequestInit): Promise<Outcome> {
  try {
    const response = await fetch(path, {
      ...init,
      method: 'POST',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    // An answer that breaks off on its way is none: the same key asks for it again.
    const answer: unknown = response.status === 204 ? null : await response.json();
    if (response.ok) return { kind: 'done', answer };
    return refusal(response, answer);
  } catch {
    return { kind: 'later', network: true, retryAfterSeconds: null };
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

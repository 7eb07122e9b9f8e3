import type { IsoInstant } from '#server/contract/time.ts';

/**
 * `waiting` to be sent (or sent without an answer yet), `sending` at this moment, `refused` for good and
 * waiting for its writer, `sent` and done.
 */
export type EntryState = 'waiting' | 'sending' | 'refused' | 'sent';

/** Refusal of the server. */
export type EntryProblem = {
  code: string;
  status: number;
  sentence: string;
  errors: readonly { pointer: string; code: string }[];
  parameters: Readonly<Record<string, unknown>>;
  requestId: string;
};

/** A file that goes along: sent by itself before the entry, under an id that makes it safe to repeat. */
export type EntryAttachment = {
  id: string;
  /** Path to which it is sent as a form, with the file as `file` beside these fields. */
  path: string;
  fields: Readonly<Record<string, string>>;
  name: string;
  type: string;
  bytes: number;
  sent: boolean;
};

export type EntryLine = { label: string; value: string };

/** One write, kept on the device until the server has answered it. */
export type Entry = {
  id: string;
  /** The order of writing on this device, over all accounts. */
  seq: number;
  accountId: string;
  /** Registered by a feature: see `kinds.ts`. */
  kind: string;
  path: string;
  body: unknown;
  /** Idempotency-Key: one for one intention; a changed entry gets another. */
  key: string;
  /** Lane of the entry: entries about the same thing never overtake each other. */
  lane: string;
  /** The act, as its button says it, and what it is about: code and place. */
  title: string;
  label: string;
  /** Lines that it will write, as its writer saw them before sending. */
  lines: readonly EntryLine[];
  /** Plain data that the form of the kind needs to be opened again. */
  context: unknown;
  /** Time of writing, by the server's clock where that is known. */
  writtenAt: IsoInstant;
  /** Time of the data that the writer saw: records after it were unknown to them. */
  seenAt: IsoInstant;
  /** True when the server's clock was known then; without it the days in the entry are the device's. */
  clockKnown: boolean;
  state: EntryState;
  /** Number of attempts begun: after the first, the server may have it already. */
  attempts: number;
  /** Not tried again before (milliseconds since 1970). */
  notBefore: number;
  problem: EntryProblem | null;
  attachments: readonly EntryAttachment[];
  sentAt: IsoInstant | null;
};

/** The content of an attachment; bytes, since not every browser keeps files in its database. */
export type AttachmentContent = { id: string; entryId: string; bytes: ArrayBuffer };

/** Entry that a feature gives to the outbox, to be sent now or later. */
export type NewEntry = Pick<
  Entry,
  'kind' | 'path' | 'body' | 'lane' | 'title' | 'label' | 'lines' | 'context'
> & {
  /** Time in which its writer can take it out again: it stays on the device so long, or until the page is left. */
  holdMilliseconds?: number;
  attachments?: readonly {
    id: string;
    path: string;
    fields: Readonly<Record<string, string>>;
    file: File;
  }[];
};

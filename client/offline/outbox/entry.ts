import type { Clock } from '#client/i18n/clock.ts';
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

/**
 * Reason why a try settled nothing: no network, a failure of the server, another sender of the answer (a portal or a filter
 * on the line, another installation), or an answer that does not prove that the server has recorded this very write.
 */
export type Held = {
  by: 'network' | 'server' | 'stranger' | 'another' | 'unproved';
  /** Status of the answer; null where none came. */
  status: number | null;
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
  /** True when the server's time was surely known then, or once its writer has looked at its days. */
  clockKnown: boolean;
  /**
   * Milliseconds that were added to the device's clock for the days in it; 0 where nothing was known. Releases until
   * 2026-12 did not note them.
   */
  skew?: number;
  state: EntryState;
  /** Number of attempts begun, those at its files too. */
  attempts: number;
  /** True once it has been sent itself: from then on the server may have it. */
  posted: boolean;
  held: Held | null;
  /** The server's proof that it has recorded it: a compact JWS. */
  receipt: string | null;
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
  /** The server's time as the device knew it when the form was opened and proposed a day; without it, as at the press. */
  openedBy?: Clock;
  /** Time in which its writer can take it out again: it stays on the device so long, or until the page is left. */
  holdMilliseconds?: number;
  attachments?: readonly {
    id: string;
    path: string;
    fields: Readonly<Record<string, string>>;
    file: File;
  }[];
};

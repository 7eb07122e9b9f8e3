import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';

import type { Text } from '#client/i18n/use-text.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import type { Entry } from './entry.ts';

/** Something that was recorded after the writer of an entry had last seen what it is about. */
export type Meanwhile = { what: string; who: string; at: IsoInstant };

/** Everything that the outbox must know of a kind of entry; loaded when there is one. */
export type OutboxKind = {
  /** Asks anew for what depends on it, once it is sent. */
  refresh(client: QueryClient): Promise<void>;
  /** Refusals after which an entry can only be given up: the matter is decided, or the place is out of reach. */
  settledBy: readonly ProblemCode[];
  /**
   * Loads the later records of others about the same thing, or the last one where none is later by the device's times;
   * called when the server refused the entry.
   */
  meanwhile?(entry: Entry, text: Text): Promise<readonly Meanwhile[]>;
  /** The body as it has to be for another try, when its writer has seen what changed; the same without this. */
  renew?(entry: Entry): Promise<unknown>;
  /** The form of the entry, filled in; it sends by `useSubmit(entry)`. */
  Form?: ComponentType<{ entry: Entry; onClose: () => void }>;
};

/** Kinds by the name that entries carry; names never change, since entries outlive releases. */
export type OutboxKinds = Readonly<Record<string, () => Promise<{ default: OutboxKind }>>>;

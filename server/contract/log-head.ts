import * as z from 'zod';

import { IsoDate, IsoInstant } from './time.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Number of lines in the tree of the log. */
const Size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A head of the log: its number of lines and the root of their tree (RFC 6962), signed. */
export const LogHead = z
  .object({
    size: z.number().int().min(0),
    root: Hash,
    at: IsoInstant,
    /** Compact JWS (EdDSA) over size, root and time; keys at `/.well-known/diaban-keys.json`. */
    signed: z.string(),
  })
  .meta({ id: 'LogHead' });
export type LogHead = z.infer<typeof LogHead>;

/** Content of a signed head. */
export const SignedHead = LogHead.omit({ signed: true });
export type SignedHead = z.infer<typeof SignedHead>;

/** Proof that the tree of `to` lines begins with the lines of the tree of `from` (RFC 6962, section 2.1.2). */
export const LogConsistency = z
  .object({ from: z.number().int(), to: z.number().int(), path: z.array(Hash) })
  .meta({ id: 'LogConsistency' });
export type LogConsistency = z.infer<typeof LogConsistency>;

/** Proof that a leaf is the line at `index`, from 0, of the tree of `size` lines (RFC 6962, section 2.1.1). */
export const LogInclusion = z
  .object({
    leaf: Hash,
    index: z.number().int(),
    size: z.number().int(),
    path: z.array(Hash),
  })
  .meta({ id: 'LogInclusion' });
export type LogInclusion = z.infer<typeof LogInclusion>;

/** `since`: size of the head that the asker has; the answer then proves that the present head extends it. */
export const LogHeadQuery = z.object({ since: Size.optional() });
export type LogHeadQuery = z.infer<typeof LogHeadQuery>;

/** `consistency` is null where nothing was asked, or where the log is now shorter than what the asker has. */
export const LogHeadAnswer = z
  .object({ head: LogHead, consistency: LogConsistency.nullable() })
  .meta({ id: 'LogHeadAnswer' });
export type LogHeadAnswer = z.infer<typeof LogHeadAnswer>;

export const LogConsistencyQuery = z.object({ from: Size, to: Size });
export type LogConsistencyQuery = z.infer<typeof LogConsistencyQuery>;

/** `leaf`: the hash that a receipt names; `size`: the tree to prove it in, without it the present one. */
export const LogInclusionQuery = z.object({ leaf: Hash, size: Size.optional() });
export type LogInclusionQuery = z.infer<typeof LogInclusionQuery>;

/** Content of the receipt of a write. A write that adds no line to the log has neither line nor leaf. */
export const Receipt = z.object({
  key: z.string(),
  /** Method and address, such as `POST /api/handovers/7/confirm`. */
  operation: z.string(),
  /** SHA-256 of the body of the request; of a form as the server reads it. */
  body: Hash,
  line: z.string().nullable(),
  leaf: Hash.nullable(),
  /** Day from which the act counts, where it has one. */
  effectiveOn: IsoDate.nullable(),
  recordedAt: IsoInstant.nullable(),
});
export type Receipt = z.infer<typeof Receipt>;

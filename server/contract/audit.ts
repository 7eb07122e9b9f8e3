import * as z from 'zod';

import { pageOf, PageQuery } from './page.ts';
import { IsoInstant } from './time.ts';

/** One line of the log: who did or read what, when, bound to the line before by its hash. */
export const AuditEntry = z
  .object({
    seq: z.number().int(),
    at: IsoInstant,
    /** Null for what the system did by itself. */
    account: z.object({ id: z.string(), username: z.string(), name: z.string() }).nullable(),
    role: z.string(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string().nullable(),
    /** Ids, dates, codes and names of changed fields; never free text. */
    detail: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Latest first; `cursor` is the number of the last line seen. */
export const AuditQuery = PageQuery.extend({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  action: z.string().max(100).optional(),
  subjectKind: z.string().max(100).optional(),
  subjectId: z.string().max(100).optional(),
  accountId: z.string().max(100).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = pageOf(AuditEntry).meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;

/**
 * Faults of the chain: a line whose content does not give its hash; a number that is missing; a line that does not
 * follow the one before; a last line that is not the one remembered; a hash noted earlier that no line has any
 * more.
 */
export const AuditFault = z.enum([
  'altered',
  'missing',
  'out_of_order',
  'chopped',
  'noted_hash_gone',
]);
export type AuditFault = z.infer<typeof AuditFault>;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const AuditVerification = z
  .discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), entries: z.number().int(), head: Hash }),
    z.object({
      ok: z.literal(false),
      /** The number of the first line that is wrong or missing; null when only the noted hash is. */
      firstBroken: z.number().int().nullable(),
      reason: AuditFault,
    }),
  ])
  .meta({ id: 'AuditVerification' });
export type AuditVerification = z.infer<typeof AuditVerification>;

/**
 * Someone who rules the database could rewrite the whole chain; a hash that the auditor noted
 * outside of it at an earlier verification then gives them away.
 */
export const VerifyAudit = z.object({ notedHash: Hash.optional() }).meta({ id: 'VerifyAudit' });
export type VerifyAudit = z.infer<typeof VerifyAudit>;

/** Formats in which the log leaves for another system: lines of JSON, or syslog messages (RFC 5424). */
export const AUDIT_EXPORT_FORMATS = ['ndjson', 'syslog'] as const;
export type AuditExportFormat = (typeof AUDIT_EXPORT_FORMATS)[number];

/** `after`: the number of the last line that the other system has; without it from the first. */
export const AuditExportQuery = z.object({ after: z.coerce.number().int().min(0).optional() });
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;

/** A line of the log as another system gets it: the hash before it shows that none is missing in between. */
export const AuditExportEntry = AuditEntry.extend({ previousHash: z.string() }).meta({
  id: 'AuditExportEntry',
});
export type AuditExportEntry = z.infer<typeof AuditExportEntry>;

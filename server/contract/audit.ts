import * as z from 'zod';

import { pageOf, PageQuery } from './page.ts';
import { IsoInstant } from './time.ts';

/** One line of the log: who did or read what, when. */
export const AuditEntry = z
  .object({
    /** Its number, as it stands on papers. Numbers may have gaps, and are no order. */
    seq: z.number().int(),
    /** Name in a receipt; null in lines of earlier versions. */
    id: z.string().nullable(),
    /** Its place in the tree of the log, from 1 and without gaps; null until it has one, about a second later. */
    place: z.number().int().nullable(),
    at: IsoInstant,
    /** Null for what the system did by itself. */
    account: z.object({ id: z.string(), username: z.string(), name: z.string() }).nullable(),
    role: z.string(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string().nullable(),
    /** Ids, dates, codes and names of changed fields; never free text. */
    detail: z.record(z.string(), z.unknown()),
    /** Its leaf in the tree, or its hash in the chain of earlier versions; null until it has a place. */
    hash: z.string().nullable(),
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
 * Faults of the log: a line whose content does not give its hash; a line that is missing; lines that do not give the
 * signed root; an end that is not the signed one; a head that none of the keys has signed; a hash noted earlier that the
 * log never had; facts of the register that no line tells of.
 */
export const AuditFault = z.enum([
  'altered',
  'missing',
  'out_of_order',
  'chopped',
  'head_forged',
  'noted_hash_gone',
]);
export type AuditFault = z.infer<typeof AuditFault>;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const AuditVerification = z
  .discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      /** Lines that have a place; `head` is the root of their tree. */
      entries: z.number().int(),
      head: Hash,
      /** Lines that wait for their place, which proves nothing of them yet. */
      waiting: z.number().int(),
    }),
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

/** `after`: the place of the last line that the other system has; without it from the first. */
export const AuditExportQuery = z.object({ after: z.coerce.number().int().min(0).optional() });
export type AuditExportQuery = z.infer<typeof AuditExportQuery>;

/**
 * A line of the log as another system gets it. Its place shows that none is missing in between, and the root of all
 * lines is that of the signed head; lines of earlier versions also have the hash of the line before.
 */
export const AuditExportEntry = AuditEntry.extend({
  place: z.number().int(),
  hash: z.string(),
  accountId: z.string().nullable(),
  previousHash: z.string().nullable(),
}).meta({ id: 'AuditExportEntry' });
export type AuditExportEntry = z.infer<typeof AuditExportEntry>;

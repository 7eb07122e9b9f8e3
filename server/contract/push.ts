import * as z from 'zod';

import { NOTICES } from './features/all.ts';
import { NOTICE_GROUP_NAMES } from './features/declaration.ts';
import { DIGEST_ROLES, NoticeKind } from './notice.ts';
import { can, REACH, type Role } from './permission.ts';

export const NoticeGroup = z.enum(NOTICE_GROUP_NAMES).meta({ id: 'NoticeGroup' });
export type NoticeGroup = z.infer<typeof NoticeGroup>;

/** Kinds of notices of a group. */
export function kindsOfGroup(group: NoticeGroup): NoticeKind[] {
  return NoticeKind.options.filter((kind) => NOTICES[kind].group === group);
}

/** Most devices of one person that are told; one more ends the one that was renewed longest ago. */
export const MOST_PUSH_DEVICES = 10;

const Endpoint = z.url().max(1000);

/** A browser's subscription at its push service, with what its person wants to be told there. */
export const PushDevice = z
  .object({
    endpoint: Endpoint,
    /** Public key of the browser, base64url. */
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    /** Secret of the browser, base64url. */
    auth: z.string().regex(/^[\w-]{22}(==)?$/),
    language: z.enum(['vi', 'en']),
    groups: z
      .array(NoticeGroup)
      .min(1)
      .refine((groups) => new Set(groups).size === groups.length),
  })
  .meta({ id: 'PushDevice' });
export type PushDevice = z.infer<typeof PushDevice>;

/** A device that is no longer to be told. */
export const PushEnd = z.object({ endpoint: Endpoint }).meta({ id: 'PushEnd' });

/** Own devices that are told, and the key with which a browser subscribes. */
export const PushState = z
  .object({
    /** Public key of this server, base64url; null where the operator allows no push service. */
    serverKey: z.string().nullable(),
    devices: z.array(
      z.object({
        endpoint: z.string(),
        groups: z.array(NoticeGroup),
        /** False where an earlier session of the account subscribed it. */
        ofThisSession: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'PushState' });
export type PushState = z.infer<typeof PushState>;

/** Groups of which a role is ever told; everybody of the own account. */
export function groupsOfRole(role: Role): NoticeGroup[] {
  const told: Record<NoticeGroup, boolean> = {
    handovers: REACH[role] === 'communes',
    answers:
      can(role, 'handovers:answer') || can(role, 'handovers:propose') || can(role, 'tips:work'),
    routes: can(role, 'routes:work') || can(role, 'routes:plan'),
    overdue: DIGEST_ROLES.includes(role),
    reports: can(role, 'reports:draft'),
    digest: DIGEST_ROLES.includes(role),
    account: true,
  };
  return NoticeGroup.options.filter((group) => told[group]);
}

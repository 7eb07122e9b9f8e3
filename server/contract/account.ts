import * as z from 'zod';

import { OpenLink } from './access-link.ts';
import { MOST_UNSENT_KEYS } from './unsent-keys.ts';
import { PERMISSIONS } from './permission.ts';
import { Role } from './role.ts';
import { ONE_LINE } from './text.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** Shorter passwords are refused; the length does more than any rule about signs. */
export const PASSWORD_MINIMUM = 12;
export const PASSWORD_MAXIMUM = 128;

/** The name of an account at sign-in. */
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9_.]{3,30}$/, { error: 'username' })
  .meta({ id: 'Username', example: 'nguyen.an' });

const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(ONE_LINE)
  .transform((name) => name.normalize('NFC'));

const CommuneName = z.object({ id: z.number().int(), code: z.string(), name: z.string() });

/** One role over a period; `validTo` is the first day without it, null while it is open. */
export const Assignment = z
  .object({
    id: z.string(),
    role: Role,
    commune: CommuneName.nullable(),
    validFrom: IsoDate,
    validTo: IsoDate.nullable(),
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof Assignment>;

export const Account = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    /** Today's role; null when no assignment is valid today. */
    role: Role.nullable(),
    assignments: z.array(Assignment),
    disabledAt: IsoInstant.nullable(),
    mustChangePassword: z.boolean(),
    secondFactor: z.boolean(),
    /** Link that is open now; null without one. */
    link: OpenLink.nullable(),
    /** Tells if a link can be mailed to an address that the person chose. */
    mailable: z.boolean(),
    createdAt: IsoInstant,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const AccountList = z.object({ items: z.array(Account) }).meta({ id: 'AccountList' });

/** From `validFrom` on the account has this role and no other; what overlaps ends there. */
export const NewAssignment = z
  .object({
    role: Role,
    communeIds: z.array(z.number().int().positive().max(2_147_483_647)).max(200),
    validFrom: IsoDate,
    validTo: IsoDate.nullable(),
  })
  .meta({ id: 'NewAssignment' });
export type NewAssignment = z.infer<typeof NewAssignment>;

export const NewAccount = NewAssignment.extend({ username: Username, name: PersonName }).meta({
  id: 'NewAccount',
});
export type NewAccount = z.infer<typeof NewAccount>;

/** Shown once and never again; null where it was mailed to the person. */
export const AccountWithLink = z
  .object({ account: Account, token: z.string().nullable() })
  .meta({ id: 'AccountWithLink' });
export type AccountWithLink = z.infer<typeof AccountWithLink>;

/** Code that a link needs, given to the second administrator: shown once and never again. */
export const AccountWithCode = z
  .object({ account: Account, code: z.string() })
  .meta({ id: 'AccountWithCode' });
export type AccountWithCode = z.infer<typeof AccountWithCode>;

/** A place where an account is signed in. The token itself never leaves the server. */
export const AccountSession = z
  .object({
    id: z.string(),
    current: z.boolean(),
    createdAt: IsoInstant,
    expiresAt: IsoInstant,
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'AccountSession' });
export type AccountSession = z.infer<typeof AccountSession>;

export const AccountSessionList = z
  .object({ items: z.array(AccountSession) })
  .meta({ id: 'AccountSessionList' });

export const ChangePassword = z
  .object({ currentPassword: z.string().max(1000), newPassword: z.string().max(1000) })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** A step that a person must take before anything else is open to them. */
export const SessionRestriction = z.enum([
  'session.password_change_required',
  'session.second_factor_required',
]);
export type SessionRestriction = z.infer<typeof SessionRestriction>;

/** The person signed in, and what is open to them. */
/** Public key of the server (P-256, coordinates in base64url): unsent work is sealed for it. */
const UnsentKey = z
  .object({ kid: z.string(), x: z.string().length(43), y: z.string().length(43) })
  .meta({ id: 'UnsentKey' });
export type UnsentKey = z.infer<typeof UnsentKey>;

export const Me = z
  .object({
    account: z.object({ id: z.string(), username: z.string(), name: z.string() }),
    role: Role,
    communes: z.array(CommuneName),
    permissions: z.array(z.enum(PERMISSIONS)),
    demo: z.boolean(),
    mustChangePassword: z.boolean(),
    twoFactor: z.object({
      enabled: z.boolean(),
      required: z.boolean(),
      /** True where the second factor of this session is the one of the organisation's provider alone. */
      byProvider: z.boolean(),
    }),
    restriction: SessionRestriction.nullable(),
    /** Link to the own account that an administrator issued and nobody has used yet. */
    link: OpenLink.nullable(),
    /** For which the device seals unsent work, so that after the session only the server opens it. */
    unsentKey: UnsentKey,
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** The roles whose reach is a commune, which therefore must be named. */
export function needsCommune(role: Role): boolean {
  return role === 'leader' || role === 'officer';
}

export const SignIn = z
  .object({ username: z.string().min(1).max(100), password: z.string().min(1).max(1000) })
  .meta({ id: 'SignIn', example: { username: 'analyst', password: 'diaban-demo' } });
export type SignIn = z.infer<typeof SignIn>;

/** With `secondFactorRequired` there is no session yet: a code must follow. */
export const SignInAnswer = z
  .object({ secondFactorRequired: z.boolean() })
  .meta({ id: 'SignInAnswer' });

export const SecondFactorCode = z
  .object({ code: z.string().trim().min(4).max(40) })
  .meta({ id: 'SecondFactorCode' });

export const OwnPassword = z
  .object({ password: z.string().min(1).max(1000) })
  .meta({ id: 'OwnPassword' });

/** Turns the second factor off, with the password and a code: a stolen password alone must not do it. */
export const TurnOffSecondFactor = OwnPassword.extend({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
}).meta({ id: 'TurnOffSecondFactor' });

/** `uri` is what the authenticator scans; the codes open the account once each when it is lost. */
export const SecondFactorSetup = z
  .object({ uri: z.string(), backupCodes: z.array(z.string()) })
  .meta({ id: 'SecondFactorSetup' });

/** Unsent work whose keys a device cannot open any more: each key sealed for the server, as a compact JWE. */
export const OpenUnsent = z
  .object({ sealed: z.array(z.string().max(2_000)).max(MOST_UNSENT_KEYS) })
  .meta({ id: 'OpenUnsent' });

/** The opened keys of 32 bytes (base64url) in the order asked for, and how long the device may hold them. */
export const OpenedUnsent = z
  .object({
    /** Null where another account or server has sealed it, or it was changed. */
    keys: z.array(z.string().length(43).nullable()),
    /** Seconds until the session ends at the latest: the device forgets its keys then. */
    secondsLeft: z.number().int().min(0),
    /** Seconds without use after which the session is over: the device forgets its keys then too. */
    idleSeconds: z.number().int().min(0),
  })
  .meta({ id: 'OpenedUnsent' });
export type OpenedUnsent = z.infer<typeof OpenedUnsent>;

/** The server's part, 32 bytes (base64url), of what opens the work that a device keeps of the live session. */
export const DeviceShare = z.object({ share: z.string().length(43) }).meta({ id: 'DeviceShare' });
export type DeviceShare = z.infer<typeof DeviceShare>;

/** Keys of 32 bytes (base64url) under which releases until 2026-12 have sealed the account's unsent work. */
export const EarlierSealKey = z
  .object({
    key: z.string().length(43),
    /** The key under the secret before the present one; null without one. */
    former: z.string().length(43).nullable(),
  })
  .meta({ id: 'EarlierSealKey' });
export type EarlierSealKey = z.infer<typeof EarlierSealKey>;

/** `continueAt`: page of the organisation's provider that ends the session there too; null where there is none. */
export const SignedOut = z
  .object({ ok: z.literal(true), continueAt: z.url().nullable() })
  .meta({ id: 'SignedOut' });

export const Done = z.object({ ok: z.literal(true) }).meta({ id: 'Done' });

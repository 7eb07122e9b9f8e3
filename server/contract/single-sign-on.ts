import * as z from 'zod';

import { OwnPassword } from './account.ts';
import { IsoInstant } from './time.ts';

/** Address of the provider's page, to which the browser goes next. */
export const ProviderAddress = z.object({ address: z.url() }).meta({ id: 'ProviderAddress' });

/** Parameters with which the provider sends the browser back (RFC 6749 4.1.2, RFC 9207). */
export const ProviderAnswer = z
  .object({
    state: z.string().min(1).max(200),
    code: z.string().max(4000).optional(),
    iss: z.string().max(2000).optional(),
    error: z.string().max(200).optional(),
  })
  .meta({ id: 'ProviderAnswer' });
export type ProviderAnswer = z.infer<typeof ProviderAnswer>;

/**
 * `second_factor`: there is no session yet, a code must follow. `bound`: the account that is signed in was bound.
 * `confirmed`: the person who is signed in has shown to be there.
 */
export const SingleSignOnOutcome = z
  .object({ outcome: z.enum(['signed_in', 'second_factor', 'bound', 'confirmed']) })
  .meta({ id: 'SingleSignOnOutcome' });
export type SingleSignOnOutcome = z.infer<typeof SingleSignOnOutcome>;

/** One-time code of an administrator, with the password of the account that it binds: neither alone is enough. */
export const UseBindingCode = OwnPassword.extend({ code: z.string().trim().min(1).max(60) }).meta({
  id: 'UseBindingCode',
});
export type UseBindingCode = z.infer<typeof UseBindingCode>;

/** The tie of an account to a person at the provider; of that person nothing is given. */
export const SingleSignOnBinding = z
  .object({
    boundAt: IsoInstant.nullable(),
    /** End of the open binding code; null where none is open. */
    codeExpiresAt: IsoInstant.nullable(),
  })
  .meta({ id: 'SingleSignOnBinding' });
export type SingleSignOnBinding = z.infer<typeof SingleSignOnBinding>;

export const BindingCode = z
  .object({ code: z.string(), expiresAt: IsoInstant })
  .meta({ id: 'BindingCode' });
export type BindingCode = z.infer<typeof BindingCode>;

/** Back-channel logout of the provider (OpenID Connect Back-Channel Logout 1.0, 2.5). */
export const BackChannelLogout = z
  .object({ logout_token: z.string().min(1).max(20_000) })
  .meta({ id: 'BackChannelLogout' });

import { randomBytes } from 'node:crypto';

import { APIError, createAuthEndpoint } from 'better-auth/api';
import { deleteSessionCookie } from 'better-auth/cookies';
import * as z from 'zod';

/** A challenge lives as long as the one that better-auth gives after a password. */
const CHALLENGE_SECONDS = 600;

/** Names the account whose first factor is proven. */
const Proven = z.object({ accountId: z.string() });

/**
 * Adds an endpoint to better-auth that asks for the second factor of an account whose person was proven in another way
 * than by its password: the same challenge as after one. Only the server's own code calls it: no route leads to it.
 */
export function askSecondFactor() {
  return {
    id: 'ask-second-factor',
    endpoints: {
      askSecondFactor: createAuthEndpoint(
        '/ask-second-factor',
        { method: 'POST', body: Proven },
        async (context) => {
          const { internalAdapter, createAuthCookie, secret } = context.context;
          const user = await internalAdapter.findUserById(context.body.accountId);
          if (user === null) throw new APIError('UNAUTHORIZED', { message: 'no such account' });
          const cookie = createAuthCookie('two_factor', { maxAge: CHALLENGE_SECONDS });
          const challenge = `2fa-${randomBytes(16).toString('base64url')}`;
          const expiresAt = new Date(Date.now() + CHALLENGE_SECONDS * 1000);
          const values = [
            { identifier: challenge, value: user.id, expiresAt },
            { identifier: `2fa-attempts-${challenge}`, value: '0', expiresAt },
          ];
          for (const value of values) await internalAdapter.createVerificationValue(value);
          // With the cookie of an earlier session the code would be judged as one of its account.
          deleteSessionCookie(context, true);
          await context.setSignedCookie(cookie.name, challenge, secret, cookie.attributes);
          return context.json({ challenge });
        },
      ),
    },
  };
}

import { APIError, createAuthEndpoint } from 'better-auth/api';
import { expireCookie, setSessionCookie } from 'better-auth/cookies';
import * as z from 'zod';

/** Opens a session of an account. */
const Opened = z.object({ accountId: z.string() });

/**
 * Adds an endpoint to better-auth that opens a session for an account that was proved in another way than by its
 * password. Only the server's own code calls it: no route leads to it.
 */
export function openSession() {
  return {
    id: 'open-session',
    endpoints: {
      openSession: createAuthEndpoint(
        '/open-session',
        { method: 'POST', body: Opened },
        async (context) => {
          const { internalAdapter, createAuthCookie, secret } = context.context;
          const user = await internalAdapter.findUserById(context.body.accountId);
          if (user === null) throw new APIError('UNAUTHORIZED', { message: 'no such account' });
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(context, { session, user });
          // A sign-in by password that waits for its code is over.
          const waiting = createAuthCookie('two_factor');
          const challenge = await context.getSignedCookie(waiting.name, secret);
          if (typeof challenge === 'string') {
            await internalAdapter.consumeVerificationValue(challenge);
            expireCookie(context, waiting);
          }
          return context.json({ user: { id: user.id }, session: { id: session.id } });
        },
      ),
    },
  };
}

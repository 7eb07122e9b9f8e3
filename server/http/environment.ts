import type { Actor } from '#server/contract/permission.ts';
import type { Deps } from '#server/deps.ts';
import type { SessionHolder } from '#server/features/accounts/rules.ts';

/**
 * What every handler finds in `c.var`. `actor` and the `holder` of the session that it was made of
 * stand there wherever a session is asked for.
 */
export type AppEnv = {
  Variables: {
    deps: Deps;
    actor: Actor;
    holder: SessionHolder;
    /** The cookie names a session of ours that somebody has ended. */
    revoked: boolean;
    requestId: string;
  };
};

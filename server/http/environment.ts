import type { Actor } from '#server/contract/permission.ts';
import type { Deps } from '#server/deps.ts';

/** What every handler finds in `c.var`. `actor` stands there wherever a session is asked for. */
export type AppEnv = { Variables: { deps: Deps; actor: Actor; requestId: string } };

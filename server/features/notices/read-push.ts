import type { PushState } from '#server/contract/push.ts';
import type { Actor } from '#server/contract/permission.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { findServerKey, listDevices } from './push-queries.ts';
import { groupsOf } from './push-rules.ts';

/** The actor's browsers that are told, and the key with which another one subscribes. */
export async function readPush(deps: Deps, actor: Actor, sessionId: string): Promise<PushState> {
  const key = await asSystem(deps.database, findServerKey);
  const devices = await asActor(deps.database, actor, (sql) => listDevices(sql, actor.accountId));
  const off = deps.config.push.services.length === 0;
  return {
    serverKey: off ? null : (key?.publicKey ?? null),
    devices: devices.map(({ endpoint, kinds, sessionId: subscribed }) => ({
      endpoint,
      groups: groupsOf(kinds),
      ofThisSession: subscribed === sessionId,
    })),
  };
}

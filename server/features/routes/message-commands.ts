import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type {
  ReadRouteMessage,
  SendRouteMessage,
  SentMessage,
} from '#server/contract/route-message.ts';
import type { FieldRouteList } from '#server/contract/route-result.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { insertMessage, insertMessageRead, listSentMessages } from './message-queries.ts';
import { findRoute, listShifts } from './queries.ts';
import { readFieldRoutes } from './read-field-routes.ts';

/** Tells a team something on its way; only while it is out. The words name no person. */
export async function sendMessage(
  deps: Deps,
  actor: Actor,
  routeId: number,
  message: SendRouteMessage,
): Promise<SentMessage> {
  refuseForbiddenText({ body: message.body });
  const sent = await writeAsActor(deps.database, actor, async (sql) => {
    const route = await findRoute(sql, routeId);
    if (route === null) throw new AppError('route.not_found');
    const shift = (await listShifts(sql, routeId)).find(({ id }) => id === message.shiftId);
    if (shift === undefined) throw new AppError('route.team_unknown');
    if (route.state !== 'published' || shift.finishedAt !== null) {
      throw new AppError('route.team_not_out');
    }
    const { accountId: sentBy } = actor;
    const id = await insertMessage(sql, { ...message, sentBy, sentAt: deps.clock.now() });
    await appendAudit(sql, deps.clock, {
      action: 'route.message',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { shiftId: shift.id, messageId: id },
    });
    const kept = (await listSentMessages(sql, routeId)).find((one) => one.id === id);
    if (kept === undefined) throw new Error('the new message is not listed');
    const { shiftId: _shiftId, ...shown } = kept;
    return shown;
  });
  deps.routeNews.tell('orders');
  return sent;
}

/** Notes that a member of the team has read a message. */
export async function readMessage(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { messageId }: ReadRouteMessage,
): Promise<FieldRouteList> {
  await writeAsActor(deps.database, actor, async (sql) => {
    const { accountId } = actor;
    const readAt = deps.clock.now();
    if (!(await insertMessageRead(sql, { routeId, messageId, accountId, readAt }))) {
      throw new AppError('route.message_unknown');
    }
    await appendAudit(sql, deps.clock, {
      action: 'route.read_message',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { messageId },
    });
  });
  deps.routeNews.tell('results');
  return readFieldRoutes(deps, actor);
}

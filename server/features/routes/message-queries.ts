import type { SendRouteMessage, SentMessage, TeamMessage } from '#server/contract/route-message.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Keeps a message to a team. @returns its number */
export async function insertMessage(
  sql: TransactionSql,
  message: SendRouteMessage & { sentBy: string; sentAt: IsoInstant },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into route_message (shift_id, body, sent_by, sent_at)
    values (${message.shiftId}, ${message.body}, ${message.sentBy}, ${message.sentAt})
    returning id`;
  if (row === undefined) throw new Error('the new message has no number');
  return row.id;
}

/** The messages to the teams of a route, newest first, with the number of members who have read each. */
export async function listSentMessages(
  sql: TransactionSql,
  routeId: number,
): Promise<(SentMessage & { shiftId: number })[]> {
  return sql<(SentMessage & { shiftId: number })[]>`
    select
      route_message.id, route_message.shift_id, route_message.body, route_message.sent_at,
      (
        select count(*) from route_message_read
        where route_message_read.message_id = route_message.id
      )::int as read_by,
      (
        select count(*) from team_member where team_member.team_id = route_shift.team_id
      )::int as members
    from route_message
    join route_shift on route_shift.id = route_message.shift_id
    where route_shift.route_id = ${routeId}
    order by route_message.id desc`;
}

/** The messages to the reader's teams on a route, newest first, and whether this reader has read each. */
export async function listTeamMessages(
  sql: TransactionSql,
  routeId: number,
  accountId: string,
): Promise<(TeamMessage & { shiftId: number })[]> {
  return sql<(TeamMessage & { shiftId: number })[]>`
    select
      route_message.id, route_message.shift_id, route_message.body, route_message.sent_at,
      exists (
        select from route_message_read
        where route_message_read.message_id = route_message.id
          and route_message_read.account_id = ${accountId}
      ) as read
    from route_message
    join route_shift on route_shift.id = route_message.shift_id
    where route_shift.route_id = ${routeId}
    order by route_message.id desc`;
}

/** Notes that the reader has read a message to the own team; once. False where the team has no such message. */
export async function insertMessageRead(
  sql: TransactionSql,
  given: { routeId: number; messageId: number; accountId: string; readAt: IsoInstant },
): Promise<boolean> {
  const known = await sql`
    select from route_message
    join route_shift on route_shift.id = route_message.shift_id
    where route_message.id = ${given.messageId} and route_shift.route_id = ${given.routeId}`;
  if (known.length === 0) return false;
  await sql`
    insert into route_message_read (message_id, account_id, read_at)
    values (${given.messageId}, ${given.accountId}, ${given.readAt})
    on conflict on constraint route_message_read_pkey do nothing`;
  return true;
}

import { drawToken } from '#server/authentication/token-secret.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type {
  HandInReceipt,
  HandInTipBody,
  NewTipSourceBody,
  TipSource,
  TipSourceWithToken,
} from '#server/contract/tip-source.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInTheNameOf, insertProgramAccount } from '#server/features/accounts/queries.ts';
import { takeInTip, type TipTaker } from '#server/features/tips/commands.ts';

import {
  findCommuneId,
  insertTipSource,
  insertToken,
  listTipSources,
  revokeToken,
} from './queries.ts';

/** All sources; whose tokens were revoked stay on record. */
export async function readTipSources(deps: Deps): Promise<TipSource[]> {
  return asSystem(deps.database, (sql) => listTipSources(sql));
}

/** A new source with its first token. Throws `tip.source_name_taken`. */
export async function createTipSource(
  deps: Deps,
  actor: Actor,
  input: NewTipSourceBody,
): Promise<TipSourceWithToken> {
  refuseForbiddenText({ name: input.name });
  return change(deps, actor, async (sql) => {
    const accountId = deps.newId();
    const now = deps.clock.now();
    const username = `nguon.${accountId.replaceAll('-', '').slice(0, 20)}`;
    await insertProgramAccount(sql, { id: accountId, username, name: input.name, now });
    const by = { createdBy: actor.accountId, createdAt: now };
    const sourceId = await insertTipSource(sql, { ...input, accountId, ...by });
    return { sourceId, token: await issue(sql, deps, actor, sourceId), action: 'create' };
  });
}

/** One more token for a source; the earlier ones go on until they are revoked. */
export async function addToken(
  deps: Deps,
  actor: Actor,
  sourceId: number,
): Promise<TipSourceWithToken> {
  return change(deps, actor, async (sql) => {
    if ((await listTipSources(sql, sourceId)).length === 0) {
      throw new AppError('tip.source_not_found');
    }
    return { sourceId, token: await issue(sql, deps, actor, sourceId), action: 'add_token' };
  });
}

/** Ends a token at once. Throws `tip.token_not_found`. */
export async function endToken(
  deps: Deps,
  actor: Actor,
  sourceId: number,
  tokenId: number,
): Promise<TipSource> {
  const { source } = await change(deps, actor, async (sql) => {
    const ended = { sourceId, tokenId, by: actor.accountId, at: deps.clock.now() };
    if (!(await revokeToken(sql, ended))) throw new AppError('tip.token_not_found');
    return { sourceId, token: '', action: 'revoke_token' };
  });
  return source;
}

async function issue(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  sourceId: number,
): Promise<string> {
  const { token, hash, ending } = drawToken();
  const by = { createdBy: actor.accountId, createdAt: deps.clock.now() };
  await insertToken(sql, { sourceId, hash, ending, ...by });
  return token;
}

/** Sources stand outside every role's reach: the system writes, in the name of who asked. */
async function change(
  deps: Deps,
  actor: Actor,
  work: (sql: TransactionSql) => Promise<{ sourceId: number; token: string; action: string }>,
): Promise<TipSourceWithToken> {
  if (!can(actor.role, 'tip_sources:manage')) throw new AppError('permission.denied');
  return writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, actor);
    const { sourceId, token, action } = await work(sql);
    const [source] = await listTipSources(sql, sourceId);
    if (source === undefined) throw new AppError('tip.source_not_found');
    await appendAudit(sql, deps.clock, {
      action: `tip_source.${action}`,
      subjectKind: 'tip_source',
      subjectId: sourceId,
    });
    return { source, token };
  });
}

/**
 * Takes in what a hotline or portal hands in. The same number again is answered with the same code.
 * @param keyed whether the request itself tells a repetition (Idempotency-Key)
 * @throws `tip.number_missing` where neither the number nor the request does
 */
export async function handInTip(
  deps: Deps,
  taker: TipTaker & { channel: TipSource['channel'] },
  { communeCode, ...input }: HandInTipBody,
  keyed: boolean,
): Promise<HandInReceipt> {
  if (input.channelNumber === null && !keyed) throw new AppError('tip.number_missing');
  const communeId =
    communeCode === null || input.position !== null
      ? null
      : await asSystem(deps.database, (sql) => findCommuneId(sql, communeCode));
  if (communeId === null && input.position === null) {
    throw new AppError('commune.not_found', {
      errors: [{ pointer: '/communeCode', code: 'commune.not_found' }],
    });
  }
  const { code, dueOn, known } = await takeInTip(deps, taker, {
    ...input,
    communeId,
    channel: taker.channel,
    receivedOn: input.receivedOn ?? deps.clock.today(),
    policeNumber: null,
  });
  return { code, dueOn, known };
}

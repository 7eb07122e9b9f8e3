import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type {
  AddSupportService,
  ChangeSupportService,
  SupportService,
  SupportServiceList,
  SupportServiceQuery,
  WithdrawSupportService,
} from '#server/contract/support-service.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, type ActorContext } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import {
  insertService,
  listServices,
  lockService,
  updateService,
  withdrawEntry,
} from './queries.ts';
import { searchedWords, whyNotList } from './rules.ts';

/** Actor of the public directory: readers identify themselves with nothing, and reach nothing else. */
const ANYBODY: ActorContext = { accountId: '', role: 'nobody', reach: 'none', communeIds: [] };

/** The directory, or what of it answers the words and the kind. */
export async function readDirectory(
  deps: Deps,
  query: SupportServiceQuery,
): Promise<SupportServiceList> {
  return asActor(deps.database, ANYBODY, async (sql) => ({
    items: await listServices(sql, { words: searchedWords(query.q), kind: query.kind ?? null }),
  }));
}

export async function addService(
  deps: Deps,
  actor: Actor,
  input: AddSupportService,
): Promise<SupportService> {
  refuseEntry(deps, input);
  return writeAsActor(deps.database, actor, async (sql) => {
    const service = await insertService(sql, { ...input, ...writer(deps, actor) });
    await audit(sql, deps, 'service.add', service.id);
    return service;
  });
}

export async function changeService(
  deps: Deps,
  actor: Actor,
  id: number,
  input: ChangeSupportService,
): Promise<SupportService> {
  refuseEntry(deps, input);
  return writeAsActor(deps.database, actor, async (sql) => {
    await lockVersion(sql, id, input.version);
    const service = await updateService(sql, id, { ...input, ...writer(deps, actor) });
    await audit(sql, deps, 'service.change', id);
    return service;
  });
}

/** Takes an entry out of the directory; it is kept, for the log speaks of it. */
export async function withdrawService(
  deps: Deps,
  actor: Actor,
  id: number,
  input: WithdrawSupportService,
): Promise<SupportServiceList> {
  return writeAsActor(deps.database, actor, async (sql) => {
    await lockVersion(sql, id, input.version);
    await withdrawEntry(sql, id, writer(deps, actor));
    const items = await listServices(sql, { words: [], kind: null });
    await audit(sql, deps, 'service.withdraw', id);
    return { items };
  });
}

async function lockVersion(sql: TransactionSql, id: number, version: number): Promise<void> {
  const service = await lockService(sql, id);
  if (service === null) throw new AppError('service.not_found');
  if (service.version !== version) throw new AppError('service.changed_meanwhile');
}

function refuseEntry(deps: Deps, entry: AddSupportService): void {
  const { name, offers, area, address, hours, source } = entry;
  refuseForbiddenText({ name, offers, area, address, hours, source });
  const wrong = whyNotList(entry, deps.clock.today());
  if (wrong === null) return;
  throw new AppError(wrong.code, { errors: [{ pointer: `/${wrong.field}`, code: wrong.code }] });
}

function writer(deps: Deps, actor: Actor) {
  return { writtenBy: actor.accountId, writtenAt: deps.clock.now() };
}

async function audit(sql: TransactionSql, deps: Deps, action: string, id: number): Promise<void> {
  await appendAudit(sql, deps.clock, { action, subjectKind: 'support_service', subjectId: id });
}

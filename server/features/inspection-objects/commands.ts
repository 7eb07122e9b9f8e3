import type {
  AddInspectionObject,
  ChangeInspectionObject,
  CloseInspectionObject,
  InspectionObjectDetail,
  InspectionObjectPage,
  InspectionObjectQuery,
  ReopenInspectionObject,
} from '#server/contract/inspection-object.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { foldText } from '#server/contract/text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { listCategories } from '#server/features/communes/queries.ts';
import { findCommuneAt } from '#server/features/tips/place-queries.ts';

import { listInspections } from './inspection-queries.ts';
import { readReinspection } from './inspection-settings.ts';
import {
  findObject,
  insertObject,
  listObjects,
  lockObject,
  setObjectState,
  updateObject,
} from './queries.ts';

export async function listInspectionObjects(
  deps: Deps,
  actor: Actor,
  query: InspectionObjectQuery,
): Promise<InspectionObjectPage> {
  return asActor(deps.database, actor, async (sql) => {
    const today = deps.clock.today();
    const reinspection = await readReinspection(sql, today);
    const words = foldText(query.q)
      .split(' ')
      .filter((word) => word !== '');
    const reckoning = { today, reinspectionDays: reinspection.days };
    const page = await listObjects(sql, { ...query, words }, reckoning);
    return { ...page, today, reinspection };
  });
}

/** One business with its visits; who looked is written down. */
export async function readInspectionObject(
  deps: Deps,
  actor: Actor,
  id: number,
): Promise<InspectionObjectDetail> {
  return asActor(deps.database, actor, async (sql) => {
    const detail = await detailOf(sql, deps, id, actor);
    await audit(sql, deps, 'inspection_object.read', id);
    return detail;
  });
}

export async function addInspectionObject(
  deps: Deps,
  actor: Actor,
  input: AddInspectionObject,
): Promise<InspectionObjectDetail> {
  refuseForbiddenText({ name: input.name, address: input.address });
  return writeAsActor(deps.database, actor, async (sql) => {
    const communeId = await placed(sql, input);
    const id = await insertObject(sql, { ...input, communeId, ...writer(deps, actor) });
    const detail = await detailOf(sql, deps, id, actor);
    await audit(sql, deps, 'inspection_object.add', id);
    return detail;
  });
}

export async function changeInspectionObject(
  deps: Deps,
  actor: Actor,
  id: number,
  input: ChangeInspectionObject,
): Promise<InspectionObjectDetail> {
  refuseForbiddenText({ name: input.name, address: input.address });
  return writeAsActor(deps.database, actor, async (sql) => {
    await lockVersion(sql, id, input.version);
    const communeId = await placed(sql, input);
    await updateObject(sql, id, { ...input, communeId, ...writer(deps, actor) });
    const detail = await detailOf(sql, deps, id, actor);
    await audit(sql, deps, 'inspection_object.change', id);
    return detail;
  });
}

/** A business that is no more is not inspected again; its visits stay. */
export async function closeInspectionObject(
  deps: Deps,
  actor: Actor,
  id: number,
  input: CloseInspectionObject,
): Promise<InspectionObjectDetail> {
  refuseForbiddenText({ reason: input.reason });
  if (input.closedOn > deps.clock.today()) throw new AppError('lifecycle.future_date');
  return writeAsActor(deps.database, actor, async (sql) => {
    const { state } = await lockVersion(sql, id, input.version);
    if (state === 'closed') throw new AppError('inspection_object.closed');
    await setObjectState(sql, id, input, writer(deps, actor));
    const detail = await detailOf(sql, deps, id, actor);
    await audit(sql, deps, 'inspection_object.close', id);
    return detail;
  });
}

export async function reopenInspectionObject(
  deps: Deps,
  actor: Actor,
  id: number,
  input: ReopenInspectionObject,
): Promise<InspectionObjectDetail> {
  refuseForbiddenText({ reason: input.reason });
  return writeAsActor(deps.database, actor, async (sql) => {
    const { state } = await lockVersion(sql, id, input.version);
    if (state === 'open') throw new AppError('inspection_object.not_closed');
    await setObjectState(sql, id, { ...input, closedOn: null }, writer(deps, actor));
    const detail = await detailOf(sql, deps, id, actor);
    await audit(sql, deps, 'inspection_object.reopen', id);
    return detail;
  });
}

export async function detailOf(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  id: number,
  reader: Actor,
): Promise<InspectionObjectDetail> {
  const today = deps.clock.today();
  const { days } = await readReinspection(sql, today);
  const object = await findObject(sql, id, { today, reinspectionDays: days });
  if (object === null) throw new AppError('inspection_object.not_found');
  return { ...object, inspections: await listInspections(sql, id, reader) };
}

/** The commune of a business; what is no business or lies outside the city is refused. */
async function placed(sql: TransactionSql, entry: AddInspectionObject): Promise<number> {
  const category = (await listCategories(sql)).find(({ code }) => code === entry.category);
  if (category === undefined) {
    throw new AppError('point.category_unknown', { parameters: { category: entry.category } });
  }
  if (category.kind !== 'business') {
    throw new AppError('inspection_object.not_a_business', {
      errors: [{ pointer: '/category', code: 'inspection_object.not_a_business' }],
    });
  }
  const communeId = await findCommuneAt(sql, entry.position);
  if (communeId === null) throw new AppError('point.outside_city');
  return communeId;
}

async function lockVersion(sql: TransactionSql, id: number, version: number) {
  const object = await lockObject(sql, id);
  if (object === null) throw new AppError('inspection_object.not_found');
  if (object.version !== version) throw new AppError('inspection_object.changed_meanwhile');
  return object;
}

function writer(deps: Deps, actor: Actor) {
  return { writtenBy: actor.accountId, writtenAt: deps.clock.now() };
}

async function audit(sql: TransactionSql, deps: Deps, action: string, id: number): Promise<void> {
  await appendAudit(sql, deps.clock, { action, subjectKind: 'inspection_object', subjectId: id });
}

import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type { IsoDate } from '#server/contract/time.ts';
import {
  codesOfAll,
  type PrepareSheet,
  type SheetCommune,
  type SheetWeek,
  type SignSheet,
  type WeeklyDraft,
  type WeeklySheet,
  type WeeklySheetQuery,
  type WeeklySheetView,
  type WeeklySignatures,
} from '#server/contract/weekly-sheet.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { figuresHash } from './read-figures.ts';
import { gatherFigures } from './read-figures.ts';
import {
  findDraft,
  findSheetCommune,
  findSheetMap,
  insertVersion,
  listSignatures,
  listVersions,
  readSheetWeek,
  saveDraft,
} from './queries.ts';
import { figuresDay, mayReadSheetOf, weekOf, whyNotSupersede, whyNotWrite } from './rules.ts';

/** A commune and a week that has begun: what every question about a sheet starts from. */
type Frame = { commune: SheetCommune; week: SheetWeek; weekOrigin: string; asOf: IsoDate };

/** A commune's week as it stands, and as it was signed. */
export async function readSheet(
  deps: Deps,
  actor: Actor,
  query: WeeklySheetQuery,
): Promise<WeeklySheetView> {
  return asActor(deps.database, actor, async (sql) => {
    const frame = await openFrame(sql, deps, actor, query);
    return viewOf(sql, deps, actor, frame);
  });
}

/** Lists the signatures of a week by the communes within reach; unsigned ones first. */
export async function readSignatures(
  deps: Deps,
  actor: Actor,
  query: { week?: IsoDate | undefined },
): Promise<WeeklySignatures> {
  const today = deps.clock.today();
  return asActor(deps.database, actor, async (sql) => {
    const { firstWeekday } = await readSheetWeek(sql, today);
    const week = weekOf(query.week ?? today, firstWeekday);
    const communeIds = actor.reach === 'city' ? null : actor.communeIds;
    const items = await listSignatures(sql, { firstOn: week.firstOn, on: today, communeIds });
    return { week, today, items };
  });
}

/** Leaves a remark for the one who signs; it counts for nothing until then. */
export async function prepareSheet(
  deps: Deps,
  actor: Actor,
  input: PrepareSheet,
): Promise<WeeklySheetView> {
  refuseForbiddenText({ remark: input.remark });
  return writeAsActor(deps.database, actor, async (sql) => {
    const frame = await openFrame(sql, deps, actor, input);
    refuse(whyNotWrite(actor, frame.commune.id, 'weekly_sheets:prepare'));
    const { accountId: preparedBy } = actor;
    const key = { communeId: frame.commune.id, firstOn: frame.week.firstOn };
    const preparedAt = deps.clock.now();
    await saveDraft(sql, { ...key, remark: input.remark, preparedBy, preparedAt });
    const view = await viewOf(sql, deps, actor, frame);
    await audit(sql, deps, 'weekly_sheet.prepare', frame, {});
    return view;
  });
}

/**
 * Signs the figures that the signer saw: they are frozen with who, when and their hash. Over an earlier
 * version only with a reason, and only when something differs; the earlier one stays.
 */
export async function signSheet(
  deps: Deps,
  actor: Actor,
  input: SignSheet,
): Promise<WeeklySheetView> {
  const { remark, reason } = input;
  refuseForbiddenText({ remark, reason });
  return writeAsActor(deps.database, actor, async (sql) => {
    const frame = await openFrame(sql, deps, actor, input);
    refuse(whyNotWrite(actor, frame.commune.id, 'weekly_sheets:sign'));
    const seen = await viewOf(sql, deps, actor, frame);
    const [latest] = seen.versions;
    const version = (latest?.version ?? 0) + 1;
    if (input.after !== version - 1) {
      throw new AppError('weekly_sheet.signed_meanwhile', {
        parameters: { version: version - 1 },
      });
    }
    if (input.hash !== seen.currentHash) throw new AppError('weekly_sheet.figures_changed');
    const figures = seen.current;
    if (latest !== undefined) refuse(whyNotSupersede(latest, { figures, remark, reason }));
    const key = { communeId: frame.commune.id, firstOn: frame.week.firstOn };
    const draft = await findDraft(sql, key);
    const id = await insertVersion(sql, {
      ...key,
      lastOn: frame.week.lastOn,
      version,
      asOf: frame.asOf,
      figures,
      hash: seen.currentHash,
      remark,
      preparedBy: draft?.preparedById ?? null,
      // The first version corrects nothing, whatever was sent with it.
      reason: latest === undefined ? null : reason,
      signedBy: actor.accountId,
      signedAt: deps.clock.now(),
    });
    const view = await viewOf(sql, deps, actor, frame);
    await audit(sql, deps, 'weekly_sheet.sign', frame, { id, version, hash: seen.currentHash });
    return view;
  });
}

/** Right before existence: who may not read a commune's sheets learns nothing of them. */
async function openFrame(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  asked: { commune: string; week?: IsoDate | undefined },
): Promise<Frame> {
  const today = deps.clock.today();
  const commune = await findSheetCommune(sql, asked.commune, today);
  if (commune === null) throw new AppError('commune.not_found');
  if (!mayReadSheetOf(actor, commune.id)) throw new AppError('weekly_sheet.other_commune');
  const { firstWeekday, origin } = await readSheetWeek(sql, asked.week ?? today);
  const week = weekOf(asked.week ?? today, firstWeekday);
  const asOf = figuresDay(week, today);
  if (asOf === null) {
    throw new AppError('weekly_sheet.week_not_begun', { parameters: { firstOn: week.firstOn } });
  }
  return { commune, week, weekOrigin: origin, asOf };
}

async function viewOf(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  frame: Frame,
): Promise<WeeklySheetView> {
  const { commune, week, asOf } = frame;
  const key = { communeId: commune.id, firstOn: week.firstOn };
  const current = await gatherFigures(sql, deps, actor, { commune, firstOn: week.firstOn, asOf });
  const found = await findDraft(sql, key);
  const draft = found === null ? null : draftOf(found);
  const versions = await listVersions(sql, key);
  const signed = { communeCode: commune.code, firstOn: week.firstOn };
  const named = [current, ...versions.map(({ figures }) => figures)].flatMap(codesOfAll);
  const map = await findSheetMap(sql, { communeId: commune.id, codes: [...new Set(named)] });
  return {
    ...frame,
    current,
    currentHash: figuresHash({ ...signed, asOf, figures: current }),
    draft,
    versions: versions.map((version): WeeklySheet => ({
      ...version,
      intact: figuresHash({ ...signed, ...version }) === version.hash,
    })),
    map,
    whyNotPrepare: whyNotWrite(actor, commune.id, 'weekly_sheets:prepare'),
    whyNotSign: whyNotWrite(actor, commune.id, 'weekly_sheets:sign'),
    today: deps.clock.today(),
  };
}

function draftOf({ remark, preparedBy, preparedAt }: WeeklyDraft): WeeklyDraft {
  return { remark, preparedBy, preparedAt };
}

async function audit(
  sql: TransactionSql,
  deps: Deps,
  action: string,
  { commune, week, asOf }: Frame,
  detail: Record<string, string | number>,
): Promise<void> {
  await appendAudit(sql, deps.clock, {
    action,
    subjectKind: 'weekly_sheet',
    subjectId: `${commune.code} ${week.firstOn}`,
    detail: { asOf, ...detail },
  });
}

function refuse(problem: ConstructorParameters<typeof AppError>[0] | null): void {
  if (problem === null) return;
  const field = problem === 'weekly_sheet.reason_required';
  throw new AppError(problem, field ? { errors: [{ pointer: '/reason', code: problem }] } : {});
}

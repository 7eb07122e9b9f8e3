import type { PlanList, PlanView } from '#server/contract/plan.ts';
import type { Questions } from '#server/contract/question.ts';
import type { ReportView } from '#server/contract/report.ts';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';
import { eliminated, type People } from '#tests/support/points/register-acts.ts';
import { closeMonthly } from '#tests/support/questions/close-monthly.ts';
import { SERVICE_ENTRY } from '#tests/support/service-entry.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import { HERE, type Planter } from './planter.ts';

const COMMUNE = '00070';
const TODAY = '2026-11-24';

/** Words in every form of papers: weekly sheets, reports, plans, services and answers to questions. Gives the report's id. */
export async function plantPapers(planter: Planter, by: People): Promise<number> {
  await plantSheet(planter, by);
  const reportId = await plantReport(planter, by);
  await plantPlans(planter, by);
  await plantServices(planter, by);
  await plantAnswers(planter, by);
  return reportId;
}

async function plantAnswers(planter: Planter, by: People): Promise<void> {
  // Reporting months end on the 14th: one commune closes just before it, two others in the middle of theirs.
  const { database } = planter.test;
  await closeMonthly(database, COMMUNE, [12, 12, 12, 12, 12, 12, 12, 12, 12, 12]);
  await closeMonthly(database, '09700', [20, 25, 1, 5, 28, 22, 3, 18, 26, 2]);
  await closeMonthly(database, '00082', [21, 24, 2, 6, 27, 23, 4, 19, 25, 3]);
  const { items } = await planter.does<Questions>(by.leader, 'GET /api/questions', {});
  const question = items.find(({ kind }) => kind === 'bunched_closures');
  if (question === undefined) throw new Error('nothing is asked');
  await planter.does(by.leader, 'POST /api/questions/replies', {
    kind: question.kind,
    communeId: question.commune?.id,
    year: question.year,
    state: 'filed',
    words: `Phường xếp lịch theo đợt cao điểm. ${HERE}`,
    documentNumbers: [HERE],
    after: 0,
  });
}

async function plantSheet(planter: Planter, by: People): Promise<void> {
  // The week in which a place is closed between the two signatures.
  const week = '2026-03-01';
  const sheet = { commune: COMMUNE, week };
  const prepare = { ...sheet, remark: HERE };
  await planter.does(by.officer, 'POST /api/weekly-sheets/prepare', prepare);
  const sign = async (reason: string | null) => {
    const address = `GET /api/weekly-sheets?commune=${COMMUNE}&week=${week}`;
    const seen = await planter.does<WeeklySheetView>(by.leader, address, {});
    const after = seen.versions[0]?.version ?? 0;
    const body = { ...sheet, after, hash: seen.currentHash, remark: HERE, reason };
    await planter.does(by.leader, 'POST /api/weekly-sheets/sign', body);
  };
  await sign(null);
  await eliminated(by);
  await sign(HERE);
}

async function plantReport(planter: Planter, by: People): Promise<number> {
  const period = { kind: 'month', year: 2026, number: 3, commune: COMMUNE };
  const address = `GET /api/reports/period?kind=month&year=2026&number=3&commune=${COMMUNE}`;
  const drafts = 'POST /api/reports/drafts';
  const read = () => planter.does<ReportView>(by.leader, address, {});
  const step = async (client: TestClient, verb: string, body: Record<string, unknown> = {}) => {
    const { versions, currentHash } = await read();
    const given = verb === 'return' ? body : { hash: currentHash };
    const id = versions[0]?.id ?? 0;
    await planter.does(client, `POST /api/reports/{id}/${verb}`, given, { id });
  };
  await planter.does(by.officer, drafts, { ...period, remark: HERE });
  await step(by.officer, 'send');
  await step(by.leader, 'return', { reason: HERE });
  await planter.does(by.officer, drafts, { ...period, remark: HERE });
  await step(by.officer, 'send');
  await step(by.leader, 'approve');
  await eliminated(by);
  await planter.does(by.officer, drafts, { ...period, remark: HERE, reason: HERE });
  return (await read()).versions[0]?.id ?? 0;
}

async function plantPlans(planter: Planter, by: People): Promise<void> {
  const { items } = await planter.does<PlanList>(by.coordinator, 'GET /api/plans', {});
  const from = items[0]?.id ?? 0;
  const plan = await planter.does<PlanView>(by.coordinator, 'POST /api/plans/copies', {
    from,
    year: 2026,
  });
  const send = (verb: string, body: Record<string, unknown>, client = by.coordinator) =>
    planter.does<PlanView>(client, `POST /api/plans/{id}/${verb}`, body, { id: plan.id });
  const { id: _, ...known } =
    plan.indicators.find(({ code }) => code === 'residents_informed') ?? {};
  await send('indicators', {
    ...known,
    wording: HERE,
    unit: HERE,
    leadAgency: HERE,
    note: HERE,
    target: 5_300,
    denominator: { validFrom: '2026-01-01', amount: 8, unit: HERE, source: HERE },
    points: [],
  });
  const paper = { number: HERE, signedOn: '2026-01-07', signerTitle: HERE };
  await send('issue', paper);
  const code = 'residents_informed';
  await send('amendments', { ...paper, changes: [{ code, target: 6_000, reason: HERE }] });
  const shares = [{ commune: COMMUNE, amount: 100 }];
  await send('allotments', { code, shares, documentNumber: HERE, reason: HERE });
  const result = {
    code,
    commune: null,
    firstOn: '2025-12-15',
    lastOn: '2026-06-14',
    amount: 900,
    outOf: null,
    documentNumber: HERE,
  };
  await send('results', { ...result, reason: null });
  await send('results', { ...result, amount: 800, reason: HERE });
  await planter.does(by.leader, 'POST /api/prevention-model', {
    commune: COMMUNE,
    content: 1,
    runs: true,
    effectiveOn: TODAY,
    documentNumber: HERE,
    businesses: null,
  });
}

async function plantServices(planter: Planter, by: People): Promise<void> {
  const entry = {
    ...SERVICE_ENTRY,
    name: HERE,
    offers: HERE,
    area: HERE,
    address: HERE,
    website: `https://${HERE}.example/`,
    hours: HERE,
    source: HERE,
  };
  const entries = 'POST /api/services/entries';
  const made = await planter.does<{ id: number; version: number }>(by.coordinator, entries, entry);
  const { id, version } = made;
  await planter.does(by.coordinator, `${entries}/{id}/change`, { ...entry, version }, { id });
  const gone = await planter.does<{ id: number; version: number }>(by.coordinator, entries, entry);
  await planter.does(
    by.coordinator,
    `${entries}/{id}/withdraw`,
    { version: gone.version },
    { id: gone.id },
  );
}

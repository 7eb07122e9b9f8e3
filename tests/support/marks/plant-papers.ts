import type { PlanList, PlanView } from '#server/contract/plan.ts';
import type { ReportView } from '#server/contract/report.ts';
import { eliminated, type People } from '#tests/support/points/register-acts.ts';
import { SERVICE_ENTRY } from '#tests/support/service-entry.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import { HERE, type Planter } from './planter.ts';

const COMMUNE = '00070';
const TODAY = '2026-11-24';

/** Words in every form of papers: reports, plans and services. Gives the report's id. */
export async function plantPapers(planter: Planter, by: People): Promise<number> {
  const reportId = await plantReport(planter, by);
  await plantPlans(planter, by);
  await plantServices(planter, by);
  return reportId;
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

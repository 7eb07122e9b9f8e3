import * as z from 'zod';

import invented from '#data/demo/support-services.json' with { type: 'json' };
import reference from '#data/reference/communes.json';
import type { LonLat } from '#server/contract/geo.ts';
import { periodOf } from '#server/contract/reporting-period.ts';
import { AddSupportServiceBody } from '#server/contract/support-service.ts';
import { addDays, type IsoDate, type IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem, asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { importOsm } from '#server/features/osm-imports/commands.ts';
import { draftReport, sendReport } from '#server/features/reports/commands.ts';
import { addReferenceServices } from '#server/features/services/queries.ts';
import { inventStreets } from '#server/generator/streets/invent-streets.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';

import { castStory, type Cast } from './cast.ts';
import { perform } from './perform-step.ts';
import { isEmptyRegister, listDemoCommunes, markAsDemonstration } from './queries.ts';
import { readStory, type Place, type Step } from './story.ts';
import { communesOfInspections, tellInspections } from './tell-inspections.ts';
import { tellPlans } from './tell-plans.ts';
import { tellRoutes } from './tell-routes.ts';
import { tellSignals } from './tell-signals.ts';
import { tellTips } from './tell-tips.ts';
import { communesOfTips } from './tip-story.ts';

const SEED = 15;

/** Together the line that every map shows. */
const ORIGIN = { source: 'Đường phố minh họa', licence: 'không có thật' };

/** The leader's commune, and that of the inspector's route of today. */
const WITH_HOUSES = ['00070', '00166'];

const Services = z.array(AddSupportServiceBody.extend({ key: z.string() }));

type Scene = { on: IsoDate; place: Place; step: Step };

/**
 * Tells the invented story into an empty database, act by act through the register's own commands, each
 * on its day: what the demonstration shows is what the rules allow. False when it was not empty.
 */
export async function seedDemo(deps: Deps): Promise<boolean> {
  const story = readStory();
  const made = await asSystem(deps.database, async (sql) => {
    if (!(await isEmptyRegister(sql))) return null;
    const communes = await listDemoCommunes(sql, [
      ...communesOf(story.places),
      ...communesOfTips(),
      ...communesOfInspections(),
    ]);
    const cast = await castStory(sql, deps, communes, story.leaderCommunes);
    await markAsDemonstration(sql, deps.clock.now());
    await listInventedServices(sql, deps.clock.now());
    return {
      cast,
      centres: new Map(communes.map(({ code, centre }) => [code, centre] as const)),
      communeIds: new Map(communes.map(({ code, id }) => [code, id] as const)),
    };
  });
  if (made === null) return false;
  await dressCity(deps, [...made.centres.keys()]);
  const scenes = scenesOf(story.places, deps.clock.today());
  const pointIds = await tell(deps, scenes, made.cast, made.centres);
  await tellTips(deps, made);
  await tellSignals(deps, { cast: made.cast, pointIds });
  await tellInspections(deps, made);
  await tellRoutes(deps, made);
  await tellPlans(deps, made);
  await deps.points.reload();
  // Reports say what the map says, so they come after it.
  await tellReports(deps, made);
  return true;
}

function communesOf(places: readonly Place[]): string[] {
  return [...new Set(places.flatMap((place) => [place.commune, ...(place.through ?? [])]))];
}

/** All steps of all places in the order of their days. */
function scenesOf(places: readonly Place[], today: IsoDate): Scene[] {
  return places
    .flatMap((place) =>
      place.steps.map((step) => ({ on: addDays(today, -step.daysAgo), place, step })),
    )
    .toSorted((a, b) => b.step.daysAgo - a.step.daysAgo);
}

/** Gives the numbers of the points by their keys. */
async function tell(
  deps: Deps,
  scenes: readonly Scene[],
  cast: Cast,
  centres: ReadonlyMap<string, LonLat>,
): Promise<ReadonlyMap<string, number>> {
  const pointIds = new Map<string, number>();
  for (const { on, place, step } of scenes) {
    // Recorded at noon of the day it happened; the engine reads everything once, at the end.
    const then: Deps = {
      ...deps,
      clock: { now: () => `${on}T05:00:00.000Z`, today: () => on },
      points: { ...deps.points, refresh: async () => {} },
    };
    await perform(then, { on, place, step, cast, centres, pointIds });
  }
  return pointIds;
}

/** Invented entries of the directory, each marked as such. */
async function listInventedServices(sql: TransactionSql, writtenAt: IsoInstant): Promise<void> {
  await addReferenceServices(sql, Services.parse(invented.services), { invented: true, writtenAt });
}

/** Sends the city's report of the year before, so that there is one to approve and to publish. */
async function tellReports(deps: Deps, { cast }: { cast: Cast }): Promise<void> {
  const { deputy } = cast;
  const rules = await asActor(deps.database, deputy, readPeriodRules);
  const { year } = periodOf(rules, 'year', deps.clock.today());
  const { versions, currentHash } = await draftReport(deps, deputy, {
    kind: 'year',
    year: year - 1,
    number: 1,
    commune: null,
    remark: 'Đề nghị các phường, xã tiếp tục kiểm tra định kỳ các điểm đã triệt xóa (minh họa).',
    reason: null,
  });
  const [draft] = versions;
  if (draft === undefined) throw new Error('the report of the story was not drafted');
  await sendReport(deps, deputy, draft.id, currentHash);
}

/**
 * Brings invented streets into the demonstration by the same import as the file of a real city. Wards and the communes
 * of the story have minor streets; all communes are joined by main streets.
 */
async function dressCity(deps: Deps, storyCommunes: readonly string[]): Promise<void> {
  const { communes } = reference;
  const wards = communes.filter(({ type }) => type === 'phuong').map(({ code }) => code);
  const text = inventStreets({
    seed: SEED,
    communes: communes.map(({ code, type, centre: [longitude = 0, latitude = 0] }) => ({
      code,
      isWard: type === 'phuong',
      centre: [longitude, latitude],
    })),
    withStreets: new Set([...wards, ...storyCommunes]),
    withHouses: new Set(WITH_HOUSES),
  });
  const order = {
    ...ORIGIN,
    bytes: new TextEncoder().encode(text),
    fileName: 'duong-pho-minh-hoa.osm',
    sourceDate: null,
    parts: null,
  };
  const watcher = { report: async () => {}, signal: new AbortController().signal };
  await importOsm(deps, null, order, watcher);
}

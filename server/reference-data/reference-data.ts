import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod';

import categories from '#data/reference/categories.json' with { type: 'json' };
import communes from '#data/reference/communes.json' with { type: 'json' };
import daysOff from '#data/reference/days-off.json' with { type: 'json' };
import deadlineRules from '#data/reference/deadline-rules.json' with { type: 'json' };
import formerNames from '#data/reference/former-commune-names.json' with { type: 'json' };
import supportServices from '#data/reference/support-services.json' with { type: 'json' };
import plans from '#data/reference/plans.json' with { type: 'json' };
import { CommuneType } from '#server/contract/commune.ts';
import { LonLat } from '#server/contract/geo.ts';
import { Denominator, IndicatorText } from '#server/contract/plan.ts';
import { PointKind } from '#server/contract/point.ts';
import { AddSupportServiceBody } from '#server/contract/support-service.ts';
import { IsoDate } from '#server/contract/time.ts';
import { DeadlineRule } from '#server/contract/tip-clock.ts';
import { PROJECT_ROOT } from '#server/program.ts';

const Code = z.string().regex(/^\d{5}$/);
const Source = z.string().min(10);

const Communes = z.object({
  validFrom: IsoDate,
  communes: z.array(
    z.object({ code: Code, name: z.string(), type: CommuneType, centre: LonLat }).strict(),
  ),
});
const Categories = z.array(
  z
    .object({
      code: z.string().regex(/^[A-Z][A-Z-]{0,9}$/),
      number: z.number().int().min(0).max(255),
      name: z.string().min(2),
      kind: PointKind,
      source: Source,
    })
    .strict(),
);
/** Old names of communes with the paper and the day that ended all of them. */
const FormerNames = z
  .object({
    source: Source,
    validTo: IsoDate,
    names: z.array(
      z
        .object({
          communeCode: Code,
          name: z.string().min(2),
          coverage: z.enum(['full', 'partial', 'unknown']),
        })
        .strict(),
    ),
  })
  .transform(({ source, validTo, names }) => names.map((name) => ({ ...name, validTo, source })));
const Settings = z.array(
  z.object({ key: z.string(), validFrom: IsoDate, value: z.json(), origin: Source }).strict(),
);

const DaysOff = z.array(
  z.strictObject({ day: IsoDate, kind: z.enum(['holiday', 'worked']), name: z.string().min(2) }),
);

const SupportServices = z.array(AddSupportServiceBody.extend({ key: z.string() }));

const Plans = z.array(
  z.strictObject({
    key: z.string(),
    number: z.string(),
    signedOn: IsoDate,
    signerTitle: z.string(),
    issuer: z.string(),
    title: z.string(),
    level: z.enum(['national', 'city', 'commune']),
    year: z.int(),
    firstOn: IsoDate,
    lastOn: IsoDate,
    source: Source,
    indicators: z.array(IndicatorText.extend({ denominators: z.array(Denominator) })),
  }),
);

/** Settings of every noun, a file each: a noun is taken out with its file. */
function readSettings(): unknown[] {
  const folder = join(PROJECT_ROOT, 'data/reference/settings');
  return readdirSync(folder)
    .toSorted()
    .flatMap((file): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/** Reads and checks the files of data/reference; throws when one of them is invalid. */
export function readReferenceData() {
  return {
    ...Communes.parse(communes),
    categories: Categories.parse(categories.categories),
    formerNames: FormerNames.parse(formerNames),
    deadlineRules: z.array(DeadlineRule).parse(deadlineRules.rules),
    daysOff: DaysOff.parse(daysOff.days),
    settings: Settings.parse(readSettings()),
    plans: Plans.parse(plans.plans),
    services: SupportServices.parse(supportServices.services),
  };
}

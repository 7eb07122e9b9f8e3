import { parseArgs } from 'node:util';

import { systemClock } from '#server/clock.ts';
import {
  BoundaryImportForm,
  type BoundaryOutcome,
  type BoundaryReport,
} from '#server/contract/boundary.ts';
import { importBoundaries, type BoundaryImport } from '#server/features/boundaries/commands.ts';

import {
  IMPORT_OPTIONS,
  readImportArguments,
  readNamedFile,
  sayProblems,
} from './import-arguments.ts';
import { withDatabase } from './open-database.ts';

const OPTIONS = {
  ...IMPORT_OPTIONS,
  'valid-from': { type: 'string' },
  encoding: { type: 'string' },
  srid: { type: 'string' },
  layer: { type: 'string' },
  'allow-partial': { type: 'boolean', default: false },
  'accept-conflicts': { type: 'boolean', default: false },
} as const;
const Given = BoundaryImportForm.omit({
  file: true,
  allowPartial: true,
  acceptConflicts: true,
  dryRun: true,
});

/** Imports a boundary file as the set in force, or shows what that would do, and prints the report. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  const asked = readImportArguments(
    { values, positionals },
    {
      form: Given,
      usage: 'Say what: import-boundaries FILE --source <where it comes from> [options]',
      validFrom: values['valid-from'],
      encoding: values.encoding,
      sourceSrid: values.srid,
      layer: values.layer,
    },
  );
  if (asked === null) return 1;
  const { sourceDate = null, licence = null, validFrom = null } = asked.given;
  const { sourceSrid = null, layer = null } = asked.given;
  const input: BoundaryImport = {
    ...asked.given,
    ...(await readNamedFile(asked.path)),
    sourceDate,
    licence,
    validFrom,
    sourceSrid,
    layer,
    dryRun: values['dry-run'],
    allowPartial: values['allow-partial'],
    acceptConflicts: values['accept-conflicts'],
  };
  return await importAndPrint(input);
}

async function importAndPrint(input: BoundaryImport): Promise<number> {
  // A server that runs beside it hears of the new points by the database, not from here.
  const points = { reload: () => Promise.resolve() };
  return await sayProblems(async () => {
    const outcome = await withDatabase((database) =>
      importBoundaries({ database, clock: systemClock, points }, null, input),
    );
    console.log(describeOutcome(outcome));
    return 0;
  });
}

/** The outcome as lines to read in a terminal. */
export function describeOutcome({ dryRun, set }: BoundaryOutcome): string {
  const { report } = set;
  const headline = dryRun
    ? 'Dry run: nothing was written.'
    : `Boundary set ${set.id} is in force, valid from ${set.validFrom}.`;
  return [
    headline,
    `${set.fileName ?? '-'}: ${set.coordinateSystem ?? '-'}, SHA-256 ${set.fileHash ?? '-'}`,
    ...(report === null ? [] : describeReport(report)),
  ].join('\n');
}

function describeReport(report: BoundaryReport): string[] {
  const { matched, points } = report;
  const area = (squareMetres: number) => `${(squareMetres / 10_000).toFixed(2)} ha`;
  const previous = report.previousTotalAreaKm2?.toFixed(1) ?? '-';
  return [
    `Matched ${matched.total} of ${report.expected} communes: ${matched.byCode} by code, ${matched.byName} by name.`,
    ...report.missing.map(
      ({ code, name, kept }) => `  missing   ${code} ${name}${kept ? ' (keeps its area)' : ''}`,
    ),
    ...report.conflicts.map(
      ({ feature, label, commune, reason, accepted }) =>
        `  conflict  feature ${feature} "${label}" against ${commune.code} ${commune.name}: ` +
        `${reason}${accepted ? ', accepted' : ', left out'}`,
    ),
    ...report.unmatched.map(
      ({ feature, label, outsideCity }) =>
        `  unmatched feature ${feature} "${label}"${outsideCity ? ', outside the city' : ''}`,
    ),
    ...report.invalid.map(({ code, name, reason }) => `  repaired  ${code} ${name}: ${reason}`),
    ...report.overlaps.map(
      ({ between: [one, other], areaM2 }) =>
        `  overlap   ${one.name} and ${other.name}: ${area(areaM2)}`,
    ),
    ...report.gaps.map(({ at, areaM2 }) => `  gap       at ${at.join(', ')}: ${area(areaM2)}`),
    ...report.strayed.map(
      ({ code, name, metres }) =>
        `  strayed   ${code} ${name}: ${Math.round(metres)} m from its known centre`,
    ),
    ...report.warnings.map(({ code, count }) => `  noticed   ${code} (${count})`),
    `Area ${report.totalAreaKm2.toFixed(1)} km² (before: ${previous} km²).`,
    `Points ${points.total}: ${points.leadChanged} with another lead commune, ${points.uncertain} uncertain, ` +
      `${points.near} outside but near, ${points.outside} outside the city.`,
  ];
}

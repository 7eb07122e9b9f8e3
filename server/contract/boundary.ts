import * as z from 'zod';

import { CommuneType } from './commune.ts';
import { LonLat } from './geo.ts';
import { IsoDate, IsoInstant } from './time.ts';

const CommuneName = z
  .object({ code: z.string(), name: z.string(), type: CommuneType })
  .meta({ id: 'CommuneName' });

/** Square metres and square kilometres are measured on the spheroid. */
export const BoundaryReport = z
  .object({
    /** Communes in force, of which `matched` were found in the file. */
    expected: z.number().int(),
    matched: z.object({
      total: z.number().int(),
      byCode: z.number().int(),
      byName: z.number().int(),
    }),
    /** Not in the file; `kept`: the area of the set before stays. */
    missing: z.array(CommuneName.extend({ kept: z.boolean() })),
    /**
     * Features whose code and name disagree, or that claim one commune together; `feature` is the place in
     * the file, from 0. They are left out unless somebody has looked at them and accepts them.
     */
    conflicts: z.array(
      z.object({
        feature: z.number().int(),
        label: z.string(),
        commune: CommuneName,
        reason: z.enum(['name_of_another', 'name_unknown', 'other_type', 'duplicate']),
        accepted: z.boolean(),
      }),
    ),
    /** Features that are no commune in force; at most 200 are listed. */
    unmatched: z.array(
      z.object({
        feature: z.number().int(),
        label: z.string(),
        code: z.string().nullable(),
        outsideCity: z.boolean(),
      }),
    ),
    unmatchedCount: z.number().int(),
    /** Broken areas as they stood in the file; they were repaired, or refused when nothing was left. */
    invalid: z.array(CommuneName.extend({ reason: z.string() })),
    overlaps: z.array(
      z.object({ between: z.tuple([CommuneName, CommuneName]), areaM2: z.number() }),
    ),
    /** Holes that belong to no commune, each with a position inside it. */
    gaps: z.array(z.object({ at: LonLat, areaM2: z.number() })),
    /** Areas that lie farther than 2 km from the known centre of their commune. */
    strayed: z.array(CommuneName.extend({ metres: z.number() })),
    areas: z.array(
      CommuneName.extend({ areaKm2: z.number(), previousAreaKm2: z.number().nullable() }),
    ),
    totalAreaKm2: z.number(),
    previousTotalAreaKm2: z.number().nullable(),
    /** Warnings of the file's reader, one entry a kind. */
    warnings: z.array(z.object({ code: z.string(), count: z.number().int() })),
    /** Consequences for the points of the register. */
    points: z.object({
      total: z.number().int(),
      uncertain: z.number().int(),
      /** Outside every area, given to the nearest. */
      near: z.number().int(),
      leadChanged: z.number().int(),
      /** The lead that a person had chosen is not touched any more. */
      chosenLost: z.number().int(),
      /** Farther outside; they keep what they had. */
      outside: z.number().int(),
      /** Hand-overs of which another commune was asked anew: a successor, or who holds the place now; reports of old have none. */
      successorsAsked: z.number().int().optional(),
      /** Those whose successor no area shows. */
      successorsUnknown: z.number().int().optional(),
    }),
  })
  .meta({ id: 'BoundaryReport' });
export type BoundaryReport = z.infer<typeof BoundaryReport>;

export const BoundarySet = z
  .object({
    id: z.number().int(),
    kind: z.enum(['approximate', 'imported']),
    active: z.boolean(),
    previousId: z.number().int().nullable(),
    validFrom: IsoDate,
    source: z.string(),
    sourceDate: IsoDate.nullable(),
    licence: z.string().nullable(),
    fileName: z.string().nullable(),
    /** SHA-256 of the file, hexadecimal. */
    fileHash: z.string().nullable(),
    coordinateSystem: z.string().nullable(),
    importedBy: z.string().nullable(),
    importedAt: IsoInstant,
    report: BoundaryReport.nullable(),
  })
  .meta({ id: 'BoundarySet' });
export type BoundarySet = z.infer<typeof BoundarySet>;
export const BoundarySetList = z.object({ items: z.array(BoundarySet) });

export const BOUNDARY_ENCODINGS = ['auto', 'utf-8', 'windows-1258', 'tcvn3', 'vni'] as const;
/** EPSG number of a coordinate system, as a form sends it. */
export const Epsg = z.coerce.number().int().min(1024).max(999_999);
const Text = z.string().trim().normalize('NFC');

const UploadedFile = z.file().min(1).meta({ type: 'string', format: 'binary' });

/** Reading options for a file that does not state them itself. */
export const BoundaryReadForm = z.object({
  file: UploadedFile,
  encoding: z.enum(BOUNDARY_ENCODINGS).default('auto'),
  /** Takes areas whose name disagrees with their code by their code; codes are re-used, so look first. */
  acceptConflicts: z.enum(['true', 'false']).default('false'),
  /** EPSG number of the file's coordinate system; overrides what the file says. */
  sourceSrid: Epsg.optional(),
  /** The layer to read, where the file holds several. */
  layer: Text.min(1).max(300).optional(),
});

export const BoundaryImportForm = BoundaryReadForm.extend({
  source: Text.min(2).max(300),
  sourceDate: IsoDate.optional(),
  licence: Text.max(300).optional(),
  validFrom: IsoDate.optional(),
  /** Communes that the file lacks keep their present area; without this the import is refused. */
  allowPartial: z.enum(['true', 'false']).default('false'),
  dryRun: z.enum(['true', 'false']).default('false'),
});

/** A coordinate system that puts a file into the city's surroundings, and why it is offered. */
export const SystemSuggestion = z
  .object({
    /** EPSG number. */
    srid: z.number().int(),
    /** Of `total` positions tried so many fall into the city's surroundings. */
    inside: z.number().int(),
    total: z.number().int(),
    /** From the middle of the file to the middle of the city. */
    metresFromCentre: z.number(),
  })
  .meta({ id: 'SystemSuggestion' });
export type SystemSuggestion = z.infer<typeof SystemSuggestion>;

/** Preview of an import; nothing was written. */
export const BoundaryPreview = z
  .object({
    format: z.string(),
    layer: z.string().nullable(),
    coordinateSystem: z.string(),
    datumShift: z.enum(['none', 'vn2000']),
    /** Systems to try where the one that was read is doubtful, the likeliest first; empty otherwise. */
    suggestions: z.array(SystemSuggestion),
    encoding: z.object({
      used: z.string(),
      guessed: z.boolean(),
      /** The first telling values as each encoding would read them. */
      previews: z.array(z.object({ encoding: z.string(), values: z.array(z.string()) })),
    }),
    fields: z.array(z.string()),
    report: BoundaryReport,
    /** The matched areas, simplified to about 20 m. */
    areas: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'BoundaryPreview' });
export type BoundaryPreview = z.infer<typeof BoundaryPreview>;

export const BoundaryOutcome = z
  .object({ dryRun: z.boolean(), set: BoundarySet })
  .meta({ id: 'BoundaryOutcome' });
export type BoundaryOutcome = z.infer<typeof BoundaryOutcome>;

export const FormerNamesForm = z.object({ file: UploadedFile, source: Text.min(2).max(300) });

/** `names` are old names that differ from the present one; `unchanged` rows repeat it. */
export const FormerNamesReport = z
  .object({
    rows: z.number().int(),
    names: z.number().int(),
    unchanged: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
  })
  .meta({ id: 'FormerNamesReport' });
export type FormerNamesReport = z.infer<typeof FormerNamesReport>;

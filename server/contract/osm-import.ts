import * as z from 'zod';

import { BoundaryReport } from './boundary.ts';
import { GazetteerReport } from './gazetteer.ts';
import { LonLat } from './geo.ts';
import { GroundReport } from './ground.ts';
import { ImportedFile } from './imported-file.ts';
import { OSM_FORMATS } from './osm-version.ts';
import { RoadReport } from './road-network.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** Parts that an OSM file can bring, in the order in which they are written. */
export const OSM_PARTS = ['communes', 'roads', 'gazetteer', 'ground'] as const;
export const OsmPart = z.enum(OSM_PARTS).meta({ id: 'OsmPart' });
export type OsmPart = z.infer<typeof OsmPart>;

export const OsmCounts = z
  .object({ nodes: z.number().int(), ways: z.number().int(), relations: z.number().int() })
  .meta({ id: 'OsmCounts' });
export type OsmCounts = z.infer<typeof OsmCounts>;

/** Area that a file has data of: the hull of its nodes within the surroundings of the city. */
export const OsmCoverage = z
  .object({
    /** Ring of the hull, WGS 84, closed. */
    hull: z.array(LonLat),
    /** Share of the city's area that lies within the hull, from 0 to 1. */
    cityShare: z.number(),
    communes: z.object({
      total: z.number().int(),
      /** Communes that lie within it, but for 5 % of their area. */
      whole: z.number().int(),
      /** Communes of which at least 5 % lies within it. */
      part: z.number().int(),
    }),
  })
  .meta({ id: 'OsmCoverage' });
export type OsmCoverage = z.infer<typeof OsmCoverage>;

/** Former names of communes that the file adds; names that are known stay as they are. */
const FormerNames = z.array(z.object({ communeCode: z.string(), name: z.string() }));

export const OsmPreview = z
  .object({
    fileName: z.string(),
    /** SHA-256 of the file, hexadecimal. */
    fileHash: z.string(),
    format: z.enum(OSM_FORMATS),
    counts: OsmCounts,
    coverage: OsmCoverage,
    communes: z
      .object({
        report: BoundaryReport,
        /** Areas of communes and others whose border the extract has cut; they are left out. */
        cutOff: z.array(z.string()),
        formerNames: FormerNames,
      })
      .nullable(),
    roads: RoadReport.nullable(),
    gazetteer: GazetteerReport.nullable(),
    ground: GroundReport.nullable(),
    /** Parts that the file has nothing for, each with the reason. */
    lacking: z.array(z.object({ part: OsmPart, code: z.string() })),
    /** Versions in force that would be replaced. */
    replaced: z.array(
      z.object({
        part: OsmPart,
        source: z.string(),
        sourceDate: IsoDate.nullable(),
        importedAt: IsoInstant,
      }),
    ),
    /**
     * Parts that stay as people have decided, unless they are asked for: areas of communes from another source, and
     * what somebody has put aside or replaced since an earlier import.
     */
    kept: z.array(z.object({ part: OsmPart, reason: z.enum(['other_source', 'put_aside']) })),
    /** Parts that are brought unless somebody says otherwise: those that the file has, without those that are kept. */
    advised: z.array(OsmPart),
  })
  .meta({ id: 'OsmPreview' });
export type OsmPreview = z.infer<typeof OsmPreview>;

export const OsmImport = z
  .object({
    id: z.number().int(),
    ...ImportedFile.shape,
    format: z.enum(OSM_FORMATS),
    counts: OsmCounts,
    coverage: OsmCoverage,
    parts: z.array(
      z.object({
        part: OsmPart,
        /** Number of the version that the import brought, among those of its part. */
        id: z.number().int(),
        /** Numbers of the versions that were in force before and went out of force. */
        previousIds: z.array(z.number().int()),
        /** Communes with an area, kilometres of roads, entries of the gazetteer, tiles of the ground. */
        count: z.number(),
        /** True while that version is in force. */
        inForce: z.boolean(),
      }),
    ),
    formerNames: FormerNames,
    importedBy: z.string().nullable(),
    importedAt: IsoInstant,
    undoneBy: z.string().nullable(),
    undoneAt: IsoInstant.nullable(),
  })
  .meta({ id: 'OsmImport' });
export type OsmImport = z.infer<typeof OsmImport>;
export const OsmImportList = z.object({ items: z.array(OsmImport) });

const Text = z.string().trim().normalize('NFC');
const UploadedFile = z.file().min(1).meta({ type: 'string', format: 'binary' });
/** Names of parts with commas between them. */
const PartsText = z
  .string()
  .max(100)
  .transform((text, context): OsmPart[] => {
    const parts = z
      .array(OsmPart)
      .min(1)
      .safeParse(text.split(',').map((part) => part.trim()));
    if (parts.success) return OSM_PARTS.filter((part) => parts.data.includes(part));
    context.addIssue({ code: 'custom', message: 'parts' });
    return z.NEVER;
  })
  .meta({ example: 'roads,gazetteer' });

export const OsmReadForm = z.object({ file: UploadedFile });
export const OsmImportForm = OsmReadForm.extend({
  source: Text.min(2).max(300),
  sourceDate: IsoDate.optional(),
  licence: Text.max(300).optional(),
  /** Parts to bring in; without it those that a preview advises. */
  parts: PartsText.optional(),
});

/** Progress of an import, one object a line; the last one is `done` or `failed`. */
export const OsmImportProgress = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('reading') }),
  z.object({
    phase: z.literal('writing'),
    part: OsmPart,
    done: z.number().int(),
    total: z.number().int(),
  }),
  z.object({ phase: z.literal('done'), result: OsmImport }),
  z.object({ phase: z.literal('failed'), code: z.string(), requestId: z.string() }),
]);
export type OsmImportProgress = z.infer<typeof OsmImportProgress>;

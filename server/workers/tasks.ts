import type { ContentKind } from '#server/features/attachments/formats/recognise-content.ts';
import type {
  PointTableInput,
  TableQuestions,
} from '#server/features/point-imports/formats/read-point-table.ts';

import type { WorkLimits } from './watch-process.ts';

/** Input of every task: a file, and any parameters of its reading. A task can use nothing else. */
export type TaskInput = { bytes: Uint8Array };
export type LaneName = 'attachments' | 'imports';

/** Questions that a task may ask the server, each with its answer; none by default. */
type Questions = Record<never, never>;

type Limits = WorkLimits & { lane: LaneName };
type Task<Input extends TaskInput, Asked extends Questions, Result> = Limits & {
  /** Imports the reader; only a worker calls this. */
  load: () => Promise<(input: Input, questions: Asked) => Result | Promise<Result>>;
};

const TABLE: Limits = { lane: 'imports', seconds: 60, megabytes: 1_800 };
const MAP_DATA: Limits = { lane: 'imports', seconds: 120, megabytes: 2_200 };

/** One file of a whole city, from which several things are made. */
const CITY_DATA: Limits = { lane: 'imports', seconds: 360, megabytes: 2_200 };

/**
 * Lists everything that is read in a worker: uploaded files, but nothing that fits into a form field. A task is a pure
 * function of its input and returns plain data, whose lists are sent in parts.
 */
export const TASKS = {
  paper: task({ lane: 'attachments', seconds: 10, megabytes: 700 }, async () => {
    const { makeHarmless } = await import('#server/features/attachments/formats/harmless-paper.ts');
    return ({ bytes }: TaskInput) => makeHarmless(bytes);
  }),
  photo: task({ lane: 'attachments', seconds: 30, megabytes: 900 }, async () => {
    const { preparePhoto } = await import('#server/features/attachments/formats/prepare-photo.ts');
    return ({ bytes, kind }: TaskInput & { kind: ContentKind }) => preparePhoto(bytes, kind);
  }),
  chartPictures: task({ lane: 'attachments', seconds: 20, megabytes: 900 }, async () => {
    const { drawCharts } = await import('#server/features/reports/formats/draw-charts.ts');
    return drawCharts;
  }),
  svg: task({ lane: 'attachments', seconds: 10, megabytes: 700 }, async () => {
    const { drawSvg } = await import('#server/features/ogc/formats/draw-svg.ts');
    return ({ bytes, ratio }: TaskInput & { ratio: number }) => drawSvg(bytes, ratio);
  }),
  pointTable: task(TABLE, async () => {
    const { readPointTable } =
      await import('#server/features/point-imports/formats/read-point-table.ts');
    return (input: PointTableInput, questions: TableQuestions) => readPointTable(input, questions);
  }),
  refusedRows: task(TABLE, async () => {
    const { writeRefused } = await import('#server/features/point-imports/formats/refused-file.ts');
    return writeRefused;
  }),
  objectTable: task(TABLE, async () => {
    const { readPointTable } =
      await import('#server/features/point-imports/formats/read-point-table.ts');
    const { OBJECT_TABLE } =
      await import('#server/features/inspection-objects/formats/object-table.ts');
    return (input: PointTableInput, questions: TableQuestions) =>
      readPointTable(input, questions, OBJECT_TABLE);
  }),
  tipTable: task(TABLE, async () => {
    const { readTipTable } = await import('#server/features/tip-imports/formats/read-tip-table.ts');
    return readTipTable;
  }),
  boundaries: task(MAP_DATA, async () => {
    const { placeBoundaries } =
      await import('#server/features/boundaries/formats/place-boundaries.ts');
    return placeBoundaries;
  }),
  gazetteer: task(MAP_DATA, async () => {
    const { readGazetteer } = await import('#server/addresses/read-gazetteer.ts');
    return readGazetteer;
  }),
  gazetteerPreview: task(MAP_DATA, async () => {
    const { previewGazetteer } = await import('#server/addresses/read-gazetteer.ts');
    return previewGazetteer;
  }),
  roads: task(MAP_DATA, async () => {
    const { readRoads } = await import('#server/travel/read-roads.ts');
    return ({ bytes }: TaskInput) => readRoads(bytes);
  }),
  osm: task(CITY_DATA, async () => {
    const { readOsmFile } = await import('#server/features/osm-imports/formats/read-osm-file.ts');
    return readOsmFile;
  }),
  osmPreview: task(CITY_DATA, async () => {
    const { previewOsmFile } =
      await import('#server/features/osm-imports/formats/read-osm-file.ts');
    return previewOsmFile;
  }),
  roadPreview: task(MAP_DATA, async () => {
    const { readRoads } = await import('#server/travel/read-roads.ts');
    return ({ bytes }: TaskInput) => {
      const { format, report } = readRoads(bytes);
      return { format, report };
    };
  }),
  formerCommunes: task({ lane: 'imports', seconds: 30, megabytes: 900 }, async () => {
    const { readFormerCommunes } =
      await import('#server/features/communes/formats/read-former-communes.ts');
    return ({ bytes }: TaskInput) => ({ rows: readFormerCommunes(bytes) });
  }),
};

export type TaskName = keyof typeof TASKS;
type Loaded<Name extends TaskName> = Awaited<ReturnType<(typeof TASKS)[Name]['load']>>;
export type InputOf<Name extends TaskName> = Parameters<Loaded<Name>>[0];
export type QuestionsOf<Name extends TaskName> = Parameters<Loaded<Name>>[1];
export type ResultOf<Name extends TaskName> = Awaited<ReturnType<Loaded<Name>>>;

function task<Input extends TaskInput, Asked extends Questions, Result>(
  limits: Limits,
  load: Task<Input, Asked, Result>['load'],
): Task<Input, Asked, Result> {
  return { ...limits, load };
}

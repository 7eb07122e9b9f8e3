import type * as z from 'zod';

import { call, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { CorrectBody, MergeBody } from '#server/contract/life-cycle.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { given } from '#client/forms/entered-values.ts';

/** Day, document, note and reason: what every correction carries. */
export type CorrectionBase = {
  effectiveOn: string | null;
  documentNumber: string;
  note: string;
  reason: string;
};

type Correct = z.input<typeof CorrectBody>;
type Merge = z.input<typeof MergeBody>;

function baseOf(point: PointDetail, values: CorrectionBase) {
  return {
    effectiveOn: values.effectiveOn ?? '',
    documentNumber: given(values.documentNumber),
    note: given(values.note),
    reason: values.reason.trim(),
    version: point.version,
  };
}

/** Sends a correction of the place or of one event; gives the record after it. */
export function sendCorrection(
  point: PointDetail,
  values: CorrectionBase & Pick<Correct, 'point' | 'event'>,
  key: string,
): Promise<PointDetail> {
  const json = {
    ...baseOf(point, values),
    ...(values.point === undefined ? {} : { point: values.point }),
    ...(values.event === undefined ? {} : { event: values.event }),
  };
  const param = { id: String(point.id) };
  return call(api.points[':id'].correct.$post({ param, json }, once(key)));
}

/** Shows this entry under another one. */
export function sendMerge(
  point: PointDetail,
  values: CorrectionBase & Pick<Merge, 'intoPointId'>,
  key: string,
): Promise<PointDetail> {
  const json = { ...baseOf(point, values), intoPointId: values.intoPointId };
  const param = { id: String(point.id) };
  return call(api.points[':id'].merge.$post({ param, json }, once(key)));
}

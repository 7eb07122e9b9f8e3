import type * as z from 'zod';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { emptyBase, futureDay, type BaseValues } from '#client/forms/entered-values.ts';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { keepRecord, pointQuery } from '#client/register/record-queries.ts';
import { useText, type Text } from '#client/i18n/use-text.ts';
import { CorrectBody } from '#server/contract/life-cycle.ts';
import type { PointDetail } from '#server/contract/point.ts';

/** Day, document, note and reason, which every correction has. */
export type CorrectionBase = BaseValues & { reason: string };

export const emptyCorrection = (): CorrectionBase => ({ ...emptyBase(), reason: '' });

/** Everything that corrections and merges do alike once they are written. */
export function afterCorrection(
  point: PointDetail,
  { act, text, onClose }: { act: string; text: Text; onClose: () => void },
) {
  return {
    said: ({ code }: PointDetail) => text.pointActs.done({ act, code }),
    keep: keepRecord,
    overtakenBy: [pointQuery(point.id).queryKey],
    onDone: onClose,
  };
}

/** Corrects the place or one event: `changes` gives only what differs from the record. */
export function useCorrection<Own extends Record<string, unknown>>({
  draft,
  point,
  initial,
  changes,
  check,
  onClose,
}: {
  /** Name of the corrected thing, for the draft. */
  draft: string;
  point: PointDetail;
  initial: Own;
  changes: (values: Own) => Partial<Record<keyof z.input<typeof CorrectBody>, object>>;
  check?: (values: Own & CorrectionBase) => Record<string, string | null>;
  onClose: () => void;
}): Write<Own & CorrectionBase> {
  const text = useText();
  const own: Own & CorrectionBase = { ...initial, ...emptyCorrection() };
  return useWrite({
    draft: `correction of ${draft}`,
    initial: own,
    schema: CorrectBody,
    body: (values) => ({ ...values, version: point.version, ...changes(values) }),
    check: (values) => ({ ...futureDay(values, text), ...check?.(values) }),
    send: (json, once) =>
      call(api.points[':id'].correct.$post({ param: { id: String(point.id) }, json }, once)),
    propose: (act) => ({ kind: 'correct', pointId: point.id, act }),
    ...afterCorrection(point, { act: text.register.act.correct, text, onClose }),
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { newIdempotencyKey } from '#client/api/call.ts';
import { isOvertaken, isSettled } from '#client/api/problem.ts';
import { keepRecord, pointQuery } from '#client/register/record-queries.ts';
import type { PointDetail } from '#server/contract/point.ts';

/**
 * Records something about a point under one key per intention: a repeated press after a lost
 * answer writes once. Afterwards record, list, counts and marks follow.
 */
export function useRecord<Values>({
  pointId,
  send,
  onRecorded,
  onKept = () => undefined,
  onRefused,
}: {
  /** Null while the point is yet to be made. */
  pointId: number | null;
  /** Null: kept on the device, to be sent when there is a network. */
  send: (values: Values, key: string) => Promise<PointDetail | null>;
  onRecorded: (point: PointDetail) => void;
  onKept?: () => void;
  onRefused: (error: unknown) => void;
}) {
  const client = useQueryClient();
  const [key, setKey] = useState(newIdempotencyKey);
  return useMutation({
    mutationFn: (values: Values) => send(values, key),
    onSuccess: async (point) => {
      if (point === null) {
        onKept();
        return;
      }
      onRecorded(point);
      await keepRecord(client, point);
    },
    onError: async (error) => {
      if (isSettled(error)) setKey(newIdempotencyKey());
      onRefused(error);
      // Somebody was faster: the reader needs to see what is there now.
      if (pointId !== null && isOvertaken(error)) {
        await client.invalidateQueries(pointQuery(pointId));
      }
    },
  });
}

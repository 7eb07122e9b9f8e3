import { useQuery } from '@tanstack/react-query';

import type { PointDetail } from '#server/contract/point.ts';

import { pointQuery } from './record-queries.ts';
import type { ViewSearch } from './view-search.ts';

/** The chosen point, where rings of distance are asked for around it; null without, and until its record is there. */
export function useRingedPoint({ id, rings }: ViewSearch): PointDetail | null {
  const wanted = rings === true && id !== undefined;
  const record = useQuery({ ...pointQuery(id ?? 0), enabled: wanted });
  return wanted ? (record.data ?? null) : null;
}

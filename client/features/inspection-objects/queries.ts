import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type {
  AddInspectionObject,
  InspectionObject,
  InspectionObjectDetail,
  InspectionObjectPage,
  SetInspectionQuota,
} from '#server/contract/inspection-object.ts';
import type { RecordInspection } from '#server/contract/inspection.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { ObjectSearch } from './object-search.ts';

/** Every write invalidates by this prefix. */
const OBJECTS_KEY = ['inspection-objects'] as const;
const PAGE_SIZE = 50;

export function objectListQuery({ q, state, category, commune, need }: ObjectSearch) {
  const filter = {
    ...(q !== undefined && { q }),
    ...(state !== undefined && { state }),
    ...(category !== undefined && { category }),
    ...(commune !== undefined && { commune: String(commune) }),
    ...(need !== undefined && { need }),
  };
  return infiniteQueryOptions({
    queryKey: [...OBJECTS_KEY, 'list', filter],
    queryFn: ({ signal, pageParam }): Promise<InspectionObjectPage> =>
      call(
        api['inspection-objects'].$get(
          {
            query: {
              ...filter,
              limit: String(PAGE_SIZE),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          { init: { signal } },
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function objectQuery(id: number) {
  return queryOptions({
    queryKey: [...OBJECTS_KEY, 'one', id],
    queryFn: ({ signal }): Promise<InspectionObjectDetail> =>
      call(
        api['inspection-objects'][':id'].$get({ param: { id: String(id) } }, { init: { signal } }),
      ),
  });
}

export function quotasQuery(year: number) {
  return queryOptions({
    queryKey: [...OBJECTS_KEY, 'quotas', year],
    queryFn: ({ signal }) =>
      call(api['inspection-quotas'].$get({ query: { year: String(year) } }, { init: { signal } })),
    placeholderData: keepPreviousData,
  });
}

/** What may be done to a business, each as the server takes it. */
export type ObjectAct =
  | { act: 'add'; entry: AddInspectionObject }
  | { act: 'change'; object: InspectionObject; entry: AddInspectionObject }
  | { act: 'close'; object: InspectionObject; closedOn: IsoDate; reason: string }
  | { act: 'reopen'; object: InspectionObject; reason: string }
  | { act: 'record'; object: InspectionObject; visit: RecordInspection }
  | { act: 'withdraw'; object: InspectionObject; inspectionId: number; reason: string };

export function useObjectAct() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (given: ObjectAct) => send(given),
    onSettled: () => queryClient.invalidateQueries({ queryKey: OBJECTS_KEY }),
  });
}

function send(given: ObjectAct): Promise<InspectionObjectDetail> {
  const objects = api['inspection-objects'];
  if (given.act === 'add') return call(objects.$post({ json: given.entry }));
  const param = { id: String(given.object.id) };
  const { version } = given.object;
  const one = objects[':id'];
  switch (given.act) {
    case 'change':
      return call(one.change.$post({ param, json: { ...given.entry, version } }));
    case 'close': {
      const { closedOn, reason } = given;
      return call(one.close.$post({ param, json: { version, closedOn, reason } }));
    }
    case 'reopen':
      return call(one.reopen.$post({ param, json: { version, reason: given.reason } }));
    case 'record':
      return call(one.inspections.$post({ param, json: given.visit }));
    case 'withdraw':
      return call(
        one.inspections[':inspectionId'].withdraw.$post({
          param: { ...param, inspectionId: String(given.inspectionId) },
          json: { reason: given.reason },
        }),
      );
  }
}

export function useSetQuota() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (quota: SetInspectionQuota) =>
      call(api['inspection-quotas'].$post({ json: quota })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: OBJECTS_KEY }),
  });
}

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { ReadNotices } from '#server/contract/notice.ts';

import { keepLatest, noticesQuery } from './queries.ts';

/** The write that marks notices as read; `initial` says which. */
export function useReadNotices(initial: ReadNotices) {
  return useWrite({
    initial,
    schema: ReadNotices,
    body: () => initial,
    send: (json, once) => call(api.me.notices.read.$post({ json }, once)),
    keep: keepLatest,
    refresh: [noticesQuery.queryKey],
  });
}

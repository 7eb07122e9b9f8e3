import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import type { Recurrence } from '#server/contract/route-recurrence.ts';

import { recurrencesQuery } from './recurrence-queries.ts';

/** Ends a recurrence, with what stays. */
export function EndRecurrence({
  recurrence,
  onClose,
}: {
  recurrence: Recurrence;
  onClose: () => void;
}) {
  const own = useText().routes.recurring;
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(
        api['route-recurrences'][':id'].end.$post({ param: { id: String(recurrence.id) } }, once),
      ),
    said: own.ended,
    keep: (client, list) => void client.setQueryData(recurrencesQuery.queryKey, list),
    refresh: [ROUTES_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.endTitle({ title: recurrence.title })}
      lead={own.endLead}
      confirm={own.end}
      weighty
      onClose={onClose}
    />
  );
}

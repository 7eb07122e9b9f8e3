import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { NewAssignment, type Account } from '#server/contract/account.ts';

import {
  AssignmentFields,
  assignmentBody,
  assignmentRules,
  emptyAssignment,
} from './assignment-fields.tsx';
import { presentCommuneIds } from './assignment.ts';
import { accountsQuery } from './queries.ts';

/** Gives an account another role or other communes from a day on; the form opens with today's. */
export function AssignRole({ account, onClose }: { account: Account; onClose: () => void }) {
  const text = useText();
  const { accounts: own } = text;
  const write = useWrite({
    initial: {
      ...emptyAssignment(),
      role: account.role,
      communeIds: presentCommuneIds(account, today()).map(String),
    },
    schema: NewAssignment,
    body: assignmentBody,
    ...assignmentRules(text),
    send: (json, once) =>
      call(api.accounts[':id'].assignments.$post({ param: { id: account.id }, json }, once)),
    propose: (act) => ({ kind: 'role', accountId: account.id, act }),
    said: own.assigned,
    refresh: [accountsQuery.queryKey],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.assignTitle({ name: account.name })}
      lead={own.assignMore}
      confirm={own.assign}
      onClose={onClose}
    >
      <AssignmentFields role={write.values.role} field={write.field} />
    </WriteDialog>
  );
}

import { TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { NewAccount } from '#server/contract/account.ts';

import {
  AssignmentFields,
  assignmentBody,
  assignmentRules,
  emptyAssignment,
} from './assignment-fields.tsx';
import { accountsQuery, linkAddress } from './queries.ts';
import type { Issued } from './secret-once.tsx';

/** Opens an account; the answer holds the link that is shown once. */
export function CreateAccount({
  onIssued,
  onClose,
}: {
  onIssued: (issued: Issued) => void;
  onClose: () => void;
}) {
  const text = useText();
  const own = text.accounts;
  const rules = assignmentRules(text);
  const write = useWrite({
    initial: { name: '', username: '', ...emptyAssignment() },
    schema: NewAccount,
    body: (values) => ({ ...values, ...assignmentBody(values) }),
    ...rules,
    words: { ...rules.words, name: own.nameMissing, username: own.usernameWrong },
    send: (json, once) => call(api.accounts.$post({ json }, once)),
    refresh: [accountsQuery.queryKey],
    onDone: ({ account, token }) =>
      onIssued({ kind: 'link', account, secret: linkAddress(token ?? '') }),
  });
  return (
    <WriteDialog write={write} title={own.create} confirm={own.create} onClose={onClose}>
      <TextInput label={own.name} autoComplete="off" data-autofocus {...write.field('name')} />
      <TextInput
        label={own.username}
        description={own.usernameHint}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...write.field('username')}
      />
      <AssignmentFields role={write.values.role} field={write.field} />
    </WriteDialog>
  );
}

import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Modal } from '#client/ui/modal.tsx';
import type { Account } from '#server/contract/account.ts';
import type { SingleSignOnBinding } from '#server/contract/single-sign-on.ts';

import { accountBindingQuery } from './queries.ts';
import type { Issued } from './secret-once.tsx';

type BindingProps = { account: Account; onIssued: (issued: Issued) => void; onClose: () => void };

/** Shows if an account is bound to the organisation's provider; makes a code to bind it, or unbinds it. */
export function AccountBinding({ account, onIssued, onClose }: BindingProps) {
  const { common, singleSignOn: own } = useText();
  const binding = useQuery(accountBindingQuery(account.id));
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={own.dialogTitle({ name: account.name })}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        <ErrorNotice error={binding.error} onRetry={() => void binding.refetch()} />
        {binding.isPending && <LoadingRows rows={2} />}
        {binding.data !== undefined && <State binding={binding.data} />}
        {binding.data?.boundAt === null && <MakeCode account={account} onIssued={onIssued} />}
        {binding.data !== undefined && (
          <Unbind account={account} binding={binding.data} onClose={onClose} />
        )}
      </Stack>
    </Modal>
  );
}

function State({ binding: { boundAt, codeExpiresAt } }: { binding: SingleSignOnBinding }) {
  const { singleSignOn: own } = useText();
  const format = useFormat();
  return (
    <p>
      {boundAt === null ? own.notBound : own.boundSince({ at: format.dateTime(boundAt) })}
      {codeExpiresAt !== null && ` · ${own.codeOpen({ at: format.dateTime(codeExpiresAt) })}`}
    </p>
  );
}

function MakeCode({ account, onIssued }: Pick<BindingProps, 'account' | 'onIssued'>) {
  const { singleSignOn: own } = useText();
  const { id } = account;
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: () => call(api.accounts[':id']['single-sign-on'].code.$post({ param: { id } })),
    onDone: ({ code }) => onIssued({ kind: 'binding', account, secret: code }),
    refresh: [accountBindingQuery(id).queryKey],
  });
  return (
    <>
      <p>{own.dialogLead}</p>
      <ErrorNotice error={write.error} />
      <Group justify="flex-end">
        <Button mih={44} loading={write.pending} onClick={write.press}>
          {own.issueCode}
        </Button>
      </Group>
    </>
  );
}

function Unbind({
  account: { id },
  binding: { boundAt, codeExpiresAt },
  onClose,
}: Pick<BindingProps, 'account' | 'onClose'> & { binding: SingleSignOnBinding }) {
  const { singleSignOn: own } = useText();
  const isBound = boundAt !== null;
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(api.accounts[':id']['single-sign-on'].unbind.$post({ param: { id } }, once)),
    said: isBound ? own.unbound : own.codeWithdrawn,
    onDone: onClose,
    refresh: [accountBindingQuery(id).queryKey],
  });
  if (!isBound && codeExpiresAt === null) return null;
  return (
    <>
      {isBound && <p>{own.unbindLead}</p>}
      <ErrorNotice error={write.error} />
      <Group justify="flex-end">
        <Button color="red" variant="light" mih={44} loading={write.pending} onClick={write.press}>
          {isBound ? own.unbind : own.withdrawCode}
        </Button>
      </Group>
    </>
  );
}

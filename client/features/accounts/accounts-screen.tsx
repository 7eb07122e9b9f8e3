import { Button, Group, TextInput } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { hinted } from '#client/ui/hinted.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { type Account, NewAccount } from '#server/contract/account.ts';
import { foldText } from '#server/contract/text.ts';

import { AccountDialog, type AccountAct } from './account-dialog.tsx';
import { AccountTable } from './account-table.tsx';
import classes from './accounts.module.css';
import {
  AssignmentFields,
  assignmentBody,
  assignmentRules,
  emptyAssignment,
} from './assignment-fields.tsx';
import { accountsQuery, linkAddress } from './queries.ts';
import shared from '#client/ui/shared.module.css';
import { type Issued, SecretOnce } from './secret-once.tsx';

/** Accounts with their roles, communes and terms. */
export default function AccountsScreen() {
  const text = useText();
  const [creating, setCreating] = useState(false);
  const [act, setAct] = useState<AccountAct | null>(null);
  const [issued, setIssued] = useState<Issued | null>(null);
  const showSecret = (answer: Issued) => {
    setCreating(false);
    setAct(null);
    setIssued(answer);
  };
  return (
    <Page
      title={text.accounts.title}
      lead={text.accounts.lead}
      actions={
        <Button
          leftSection={<IconUserPlus size={18} stroke={1.6} aria-hidden="true" />}
          onClick={() => setCreating(true)}
          {...hinted('new_account')}
        >
          {text.accounts.create}
        </Button>
      }
    >
      <Accounts onAct={setAct} />
      {creating && <CreateAccount onIssued={showSecret} onClose={() => setCreating(false)} />}
      {act !== null && (
        <AccountDialog act={act} onIssued={showSecret} onClose={() => setAct(null)} />
      )}
      {issued !== null && <SecretOnce issued={issued} onClose={() => setIssued(null)} />}
    </Page>
  );
}

function Accounts({ onAct }: { onAct: (act: AccountAct) => void }) {
  const text = useText();
  const format = useFormat();
  const accounts = useQuery(accountsQuery);
  const [search, setSearch] = useState('');
  if (accounts.isPending) return <LoadingRows rows={8} />;
  if (accounts.isError) {
    return <ErrorNotice error={accounts.error} onRetry={() => void accounts.refetch()} />;
  }
  const shown = accounts.data.items.filter((account) => matches(account, search));
  return (
    <Section flush>
      <Group
        className={`${classes.tools} ${shared.ruledBelow}`}
        gap="8px 16px"
        c="dimmed"
        py="sm"
        px="md"
      >
        <TextInput
          {...hinted('find_account')}
          aria-label={text.accounts.search}
          placeholder={text.accounts.search}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <output>{text.accounts.count({ count: format.number(shown.length, 0) })}</output>
      </Group>
      {shown.length === 0 ? (
        <EmptyState title={text.accounts.emptyTitle}>{text.accounts.empty}</EmptyState>
      ) : (
        <AccountTable accounts={shown} onAct={onAct} />
      )}
    </Section>
  );
}

function matches(account: Account, search: string): boolean {
  return foldText(`${account.name} ${account.username}`).includes(foldText(search));
}

/** Opens an account; the answer holds the link that is shown once. */
function CreateAccount({
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
    draft: 'new account',
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
      <PlainInput label={own.name} data-autofocus {...write.field('name')} />
      <PlainInput
        label={own.username}
        description={own.usernameHint}
        autoCapitalize="none"
        spellCheck={false}
        {...write.field('username')}
      />
      <AssignmentFields role={write.values.role} field={write.field} />
    </WriteDialog>
  );
}

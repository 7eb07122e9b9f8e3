import { ActionIcon, Box, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDotsVertical } from '@tabler/icons-react';

import { useConfiguration } from '#client/api/configuration.ts';
import { describeError } from '#client/api/describe-error.ts';
import { useMe } from '#client/api/me.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { hinted } from '#client/ui/hinted.ts';
import type { Account } from '#server/contract/account.ts';
import { civilDate } from '#server/contract/civil-day.ts';

import type { AccountAct } from './account-dialog.tsx';
import classes from './accounts.module.css';
import { comingRole, presentRole } from './assignment.ts';
import shared from '#client/ui/shared.module.css';
import { useEnableAccount, useWithdrawLink } from './queries.ts';

type OnAct = (act: AccountAct) => void;

export function AccountTable({ accounts, onAct }: { accounts: readonly Account[]; onAct: OnAct }) {
  const text = useText();
  const { person, role, communes, second, state, actions } = text.accounts;
  return (
    <DataTable
      label={text.accounts.title}
      head={[
        person,
        role,
        communes,
        second,
        state,
        <span key="actions" className="visually-hidden">
          {actions}
        </span>,
      ]}
    >
      {accounts.map((account) => (
        <Row key={account.id} account={account} onAct={onAct} />
      ))}
    </DataTable>
  );
}

function Row({ account, onAct }: { account: Account; onAct: OnAct }) {
  const text = useText();
  const format = useFormat();
  return (
    <tr data-disabled={account.disabledAt !== null} className={classes.row}>
      <td>
        <span className={classes.name}>{account.name}</span>
        <code className={classes.second}>{account.username}</code>
      </td>
      <td>
        <RoleCell account={account} />
      </td>
      <td>
        <CommuneCell account={account} />
      </td>
      <td>{account.secondFactor ? text.accounts.on : text.accounts.off}</td>
      <td>
        {account.disabledAt === null
          ? text.accounts.open
          : text.accounts.disabledSince({ date: format.date(civilDate(account.disabledAt)) })}
        {account.mustChangePassword && (
          <span className={classes.second}>{text.accounts.temporaryPassword}</span>
        )}
        <LinkState account={account} />
      </td>
      <Box component="td" w={48} ta="right" {...hinted('account_acts')}>
        <Acts account={account} onAct={onAct} />
      </Box>
    </tr>
  );
}

function LinkState({ account: { link } }: { account: Account }) {
  const text = useText();
  const format = useFormat();
  if (link === null) return null;
  return (
    <span className={classes.second}>
      {link.awaitsConfirmation
        ? text.accounts.linkWaits
        : text.accounts.linkOpen({ at: format.dateTime(link.expiresAt) })}
    </span>
  );
}

function RoleCell({ account }: { account: Account }) {
  const text = useText();
  const format = useFormat();
  const present = presentRole(account, today());
  const coming = comingRole(account, today());
  return (
    <>
      {account.role === null ? text.accounts.noRole : text.register.role[account.role]}
      {present?.validTo != null && (
        <span className={classes.second}>
          {text.accounts.untilDate({ date: format.date(present.validTo) })}
        </span>
      )}
      {coming !== null && (
        <span className={classes.second}>
          {text.accounts.fromDate({
            date: format.date(coming.validFrom),
            role: text.register.role[coming.role],
          })}
        </span>
      )}
    </>
  );
}

function CommuneCell({ account }: { account: Account }) {
  const text = useText();
  const present = presentRole(account, today());
  if (present === null) return null;
  if (present.communes.length > 0) return present.communes.join(', ');
  return <span className={shared.muted}>{text.accounts.wholeCity}</span>;
}

/** The acts on an open link: confirming another administrator's, ending any. */
function LinkActs({ account, onAct }: { account: Account; onAct: OnAct }) {
  const text = useText();
  const { language } = useLanguage();
  const me = useMe();
  const withdraw = useWithdrawLink();
  const { link } = account;
  if (link === null) return null;
  const end = () =>
    withdraw.mutate(account.id, {
      onSuccess: () => notifications.show({ message: text.accounts.linkWithdrawn }),
      onError: (error) =>
        notifications.show({ color: 'red', message: describeError(error, language).sentence }),
    });
  return (
    <>
      {link.awaitsConfirmation && link.issuedBy.id !== me.account.id && (
        <Menu.Item onClick={() => onAct({ kind: 'confirm', account })}>
          {text.accounts.confirmLink}
        </Menu.Item>
      )}
      <Menu.Item onClick={end}>{text.accounts.withdrawLink}</Menu.Item>
    </>
  );
}

function Acts({ account, onAct }: { account: Account; onAct: OnAct }) {
  const text = useText();
  const { language } = useLanguage();
  const me = useMe();
  const provider = useConfiguration()?.singleSignOn ?? null;
  const enable = useEnableAccount();
  const letIn = () =>
    enable.mutate(account.id, {
      onSuccess: () => notifications.show({ message: text.accounts.enabled }),
      onError: (error) =>
        notifications.show({ color: 'red', message: describeError(error, language).sentence }),
    });
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={text.accounts.actionsOf({ name: account.name })}
        >
          <IconDotsVertical size={18} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAct({ kind: 'assign', account })}>
          {text.accounts.assign}
        </Menu.Item>
        <Menu.Item onClick={() => onAct({ kind: 'sessions', account })}>
          {text.accounts.sessions}
        </Menu.Item>
        <Menu.Item onClick={() => onAct({ kind: 'link', account })}>
          {text.accounts.reset}
        </Menu.Item>
        <LinkActs account={account} onAct={onAct} />
        {provider !== null && account.id !== me.account.id && (
          <Menu.Item onClick={() => onAct({ kind: 'binding', account })}>
            {text.singleSignOn.title}
          </Menu.Item>
        )}
        {account.disabledAt === null ? (
          <Menu.Item onClick={() => onAct({ kind: 'disable', account })}>
            {text.accounts.disable}
          </Menu.Item>
        ) : (
          <Menu.Item onClick={letIn}>{text.accounts.enable}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

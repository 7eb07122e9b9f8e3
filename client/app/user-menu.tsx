import { Button, Divider, Group, Popover, Stack, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconHeartHandshake,
  IconKeyboard,
  IconListDetails,
  IconLogout,
  IconSettings,
} from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { ThemeChoice } from '#client/ui/theme-choice.tsx';
import type { Me } from '#server/contract/account.ts';
import classes from './user-menu.module.css';
import { useHotkeys } from '@mantine/hooks';
import { SHORTCUTS } from '#client/ui/shortcuts.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { countDrafts } from '#client/offline/drafts.ts';
import { countKept } from '#client/offline/outbox/device-store.ts';
import { useOutbox, useUnsent } from '#client/offline/outbox/outbox-context.ts';
import { Modal } from '#client/ui/modal.tsx';
import { forgetDevice } from '#client/offline/forget-device.ts';
import { oweSignOut, tellServer } from './owed-sign-out.ts';
import { beginLeaving, goToSignIn } from './return-to-sign-in.ts';

/** It lies above notices, which would cover the last choice on a phone. */
const LOOK = { position: 'bottom-end', width: 300, shadow: 'md', zIndex: 450 } as const;

/** Menu of the person signed in, with their choices. */
export function UserMenu({ me, onHints }: { me: Me; onHints: () => void }) {
  const text = useText();
  const [opened, setOpened] = useState(false);
  const [asking, setAsking] = useState(false);
  const [showsKeys, setShowsKeys] = useState(false);
  useHotkeys([[SHORTCUTS.help, () => setShowsKeys(true)]]);
  const instead = (open: () => void) => () => {
    setOpened(false);
    setShowsKeys(false);
    open();
  };
  const showHints = instead(onHints);
  return (
    <>
      <Popover {...LOOK} opened={opened} onChange={setOpened} trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton
            className={classes.target}
            onClick={() => setOpened(!opened)}
            {...hinted('menu')}
          >
            <span className="visually-hidden">{text.common.personalMenu}:</span>
            <span className={classes.initial} aria-hidden="true">
              {initial(me.account.name)}
            </span>
            <span className={classes.who}>
              <span className={classes.name}>{me.account.name}</span>
              <span className={classes.role}>{text.register.role[me.role]}</span>
            </span>
            <IconChevronDown size={16} stroke={1.6} aria-hidden="true" />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={text.common.personalMenu} p={0}>
          <MenuBody
            me={me}
            close={() => setOpened(false)}
            onAsk={instead(() => setAsking(true))}
            onKeys={instead(() => setShowsKeys(true))}
            onHints={showHints}
          />
        </Popover.Dropdown>
      </Popover>
      {asking && <SignOutDialog onClose={() => setAsking(false)} />}
      {showsKeys && (
        <ShortcutsDialog
          onHints={me.restriction === null ? showHints : null}
          onClose={() => setShowsKeys(false)}
        />
      )}
    </>
  );
}

type MenuActs = {
  me: Me;
  close: () => void;
  onAsk: () => void;
  onKeys: () => void;
  onHints: () => void;
};

function MenuBody({ me, ...acts }: MenuActs) {
  const text = useText();
  return (
    <>
      <Stack className={classes.person} gap={2} py="sm" px="md">
        <strong>{me.account.name}</strong>
        <span>{text.register.role[me.role]}</span>
        {me.communes.length > 0 && (
          <span>{me.communes.map((commune) => commune.name).join(', ')}</span>
        )}
      </Stack>
      <Divider />
      <Stack className={classes.choices} gap={4} py="sm" px="md">
        <span id="menu-theme">{text.common.theme}</span>
        <ThemeChoice labelledBy="menu-theme" />
        <span id="menu-language">{text.common.language}</span>
        <LanguageChoice labelledBy="menu-language" />
      </Stack>
      <Divider />
      <MenuActions me={me} {...acts} />
    </>
  );
}

function MenuActions({ me, close, onAsk, onKeys, onHints }: MenuActs) {
  const text = useText();
  return (
    <ul className={classes.actions}>
      <li>
        <Link to="/settings" onClick={close}>
          <IconSettings size={18} stroke={1.6} aria-hidden="true" />
          {text.common.goSettings}
        </Link>
      </li>
      {me.restriction === null && (
        <li>
          <Link to="/services" onClick={close}>
            <IconHeartHandshake size={18} stroke={1.6} aria-hidden="true" />
            {text.destinations.services}
          </Link>
        </li>
      )}
      <li>
        <button type="button" onClick={onKeys}>
          <IconKeyboard size={18} stroke={1.6} aria-hidden="true" />
          {text.shortcuts.title}
        </button>
      </li>
      {me.restriction === null && (
        <li>
          <button type="button" onClick={onHints}>
            <IconListDetails size={18} stroke={1.6} aria-hidden="true" />
            {text.hints.again}
          </button>
        </li>
      )}
      <li>
        <SignOutButton onAsk={onAsk} />
      </li>
    </ul>
  );
}

/** Vietnamese people are called by the last word of their name. */
function initial(name: string): string {
  return (
    name
      .replaceAll(/\([^)]*\)?/g, '')
      .trim()
      .split(/\s+/u)
      .at(-1)
      ?.charAt(0)
      .toLocaleUpperCase('vi') ?? ''
  );
}

/** Signs out; has the reader asked first when work would be lost with it. */
function SignOutButton({ onAsk }: { onAsk: () => void }) {
  const text = useText();
  const { accountId } = useOutbox();
  const signOut = useSignOut(accountId);
  const askOrSignOut = async () => {
    // The device is asked: a page that has just opened may not know yet what waits on it.
    const unsent = await countKept(accountId).catch(() => 0);
    if (unsent > 0 || (await countDrafts()) > 0) onAsk();
    else signOut.mutate();
  };
  return (
    <button type="button" disabled={signOut.isPending} onClick={() => void askOrSignOut()}>
      <IconLogout size={18} stroke={1.6} aria-hidden="true" />
      {text.common.signOut}
    </button>
  );
}

/** Names the unsent work that a sign-out deletes, and counts the drafts. */
function SignOutDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const own = text.outbox;
  const format = useFormat();
  const unsent = useUnsent();
  const { data: drafts = 0 } = useQuery({ queryKey: ['drafts'], queryFn: countDrafts, gcTime: 0 });
  const signOut = useSignOut(useOutbox().accountId);
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={own.signOutTitle}
      closeButtonProps={{ 'aria-label': text.common.close, size: 44 }}
    >
      {unsent.length > 0 && <p>{own.signOutLead({ count: format.number(unsent.length, 0) })}</p>}
      <ul className={classes.unsent}>
        {unsent.map(({ id, title, label }) => (
          <li key={id}>
            {title}: {label}
          </li>
        ))}
      </ul>
      {drafts > 0 && <p>{text.drafts.signOutLead({ count: format.number(drafts, 0) })}</p>}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" mih={44} onClick={onClose}>
          {own.signOutStay}
        </Button>
        <Button color="red" mih={44} loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {own.signOutAnyway}
        </Button>
      </Group>
    </Modal>
  );
}

/**
 * Ends the session, also at the organisation's provider, deletes everything of this account from the device, and loads the page again, so that no data of
 * the session stays in memory. Without a network the server is told at the next start.
 */
function useSignOut(accountId: string) {
  return useMutation({
    mutationFn: async () => {
      beginLeaving();
      const { heard, continueAt } = await tellServer();
      // Without a network the page itself can only come from this device.
      await forgetDevice({ signsOut: accountId, pages: heard });
      if (!heard) oweSignOut();
      return continueAt;
    },
    onSettled: (continueAt) => (continueAt == null ? goToSignIn() : location.assign(continueAt)),
  });
}

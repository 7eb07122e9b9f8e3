import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { askPasskey, passkeysWork } from '#client/api/passkey.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import { deviceKeys, type ClosedSession } from '#client/offline/keys/session-keys.ts';
import { Mark } from '#client/ui/mark.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useFirstFocus } from '#client/ui/use-first-focus.ts';
import { ScreenTitle } from '#client/ui/screen-title.tsx';

import classes from './sign-in.module.css';

const LOOK_MILLISECONDS = 3_000;
const WHILE_MILLISECONDS = 10_000;

const closedQuery = {
  queryKey: ['closed-session'],
  queryFn: () => deviceKeys.closed(),
  networkMode: 'always',
  gcTime: 0,
} as const;

/** Asks the person for what opens the device's data where there is no network; with one it opens by itself. */
export default function LockedScreen({ onOpen }: { onOpen: () => void }) {
  const { data: closed } = useQuery(closedQuery);
  const open = useOnceAWhile(onOpen);
  useOpenByItself(open);
  if (closed == null) return null;
  return (
    <main id="main" className={classes.screen}>
      <div className={classes.columns}>
        <div className={classes.left}>
          <Mark size={40} />
          <Ways closed={closed} onOpen={open} />
        </div>
      </div>
    </main>
  );
}

function Ways({ closed, onOpen }: { closed: ClosedSession; onOpen: () => void }) {
  const { session: text } = useFirstText();
  const passkey = passkeysWork() ? closed.passkey : null;
  if (closed.password) return <PasswordWay closed={closed} onOpen={onOpen} />;
  return (
    <div className={classes.form}>
      <ScreenTitle>{passkey === null ? text.lockedNoWay : text.lockedByPasskey}</ScreenTitle>
      <p>{passkey === null ? text.lockedNothingLost : text.lockedLead}</p>
      {passkey !== null && <PasskeyWay asked={passkey} onOpen={onOpen} />}
    </div>
  );
}

function PasswordWay({ closed, onOpen }: { closed: ClosedSession; onOpen: () => void }) {
  const { session: text } = useFirstText();
  const formRef = useFirstFocus<HTMLFormElement>();
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const wait = useSecondsOf(closed.pause);
  const open = useMutation({
    networkMode: 'always',
    mutationFn: () => deviceKeys.openByPassword(typed),
    onSuccess: (isRight) => {
      if (isRight) onOpen();
      else setTyped('');
    },
    onSettled: (_data, _error, _variables, _result, { client }) =>
      client.invalidateQueries({ queryKey: closedQuery.queryKey }),
  });
  const said = missing ? text.passwordMissing : open.data === false ? text.lockedWrong : null;
  return (
    <form
      noValidate
      ref={formRef}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(typed === '');
        if (typed !== '' && wait === 0) open.mutate();
      }}
    >
      <ScreenTitle>{text.lockedTitle}</ScreenTitle>
      <p>{text.lockedLead}</p>
      <PasswordInput
        size="md"
        label={text.password}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': text.showPassword }}
        value={typed}
        error={said}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="md" fullWidth loading={open.isPending} disabled={wait > 0}>
        {wait > 0 ? text.throttled({ wait }) : text.lockedOpen}
      </Button>
    </form>
  );
}

function PasskeyWay({
  asked,
  onOpen,
}: {
  asked: NonNullable<ClosedSession['passkey']>;
  onOpen: () => void;
}) {
  const { session: text } = useFirstText();
  const open = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const answer = await askPasskey(asked.salt, asked.credential);
      if (answer === null) return false;
      return await deviceKeys.openBy({ kind: 'passkey', salt: asked.salt, ...answer });
    },
    onSuccess: (isRight) => isRight && onOpen(),
  });
  return (
    <>
      <Button size="md" fullWidth loading={open.isPending} onClick={() => open.mutate()}>
        {text.usePasskey}
      </Button>
      <ErrorNotice error={open.error} />
      {open.data === false && <Notice title={text.lockedWrongPasskey} />}
    </>
  );
}

/** The page goes on once: a second time within a moment would lead it away from where it is going. */
function useOnceAWhile(act: () => void): () => void {
  const last = useRef(-Infinity);
  return () => {
    if (performance.now() - last.current < WHILE_MILLISECONDS) return;
    last.current = performance.now();
    act();
  };
}

/** Goes on once another tab has opened the session, or the server can be reached. */
function useOpenByItself(onOpen: () => void): void {
  useEffect(
    function lookNowAndThen() {
      const look = async () => {
        const isClosed = (await deviceKeys.closed()) !== null;
        const reached = () => fetch('/api/health/live', { cache: 'no-store' }).then(({ ok }) => ok);
        if (!isClosed || (navigator.onLine && (await reached()))) onOpen();
      };
      const timer = setInterval(() => void look().catch(() => undefined), LOOK_MILLISECONDS);
      return () => clearInterval(timer);
    },
    [onOpen],
  );
}

/** Whole seconds that are left of a pause, counted down. */
function useSecondsOf(pause: number): number {
  const [left, setLeft] = useState({ of: pause, seconds: Math.ceil(pause / 1_000) });
  if (left.of !== pause) setLeft({ of: pause, seconds: Math.ceil(pause / 1_000) });
  useEffect(
    function countDown() {
      if (pause === 0) return undefined;
      const timer = setInterval(
        () => setLeft((before) => ({ ...before, seconds: Math.max(0, before.seconds - 1) })),
        1_000,
      );
      return () => clearInterval(timer);
    },
    [pause],
  );
  return left.seconds;
}

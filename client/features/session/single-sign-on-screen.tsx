import { Button, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { tellConfirmation } from '#client/api/confirm-at-provider.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { ApiProblem } from '#client/api/problem.ts';
import { takeNext } from '#client/api/single-sign-on.ts';
import { Form } from '#client/forms/form.tsx';
import { SECRET } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { CodeInput } from '#client/ui/plain-input.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ScreenTitle } from '#client/ui/screen-title.tsx';
import {
  type ProviderAnswer,
  type SingleSignOnOutcome,
  UseBindingCode,
} from '#server/contract/single-sign-on.ts';

import { providerAnswerQuery, useEnter } from './queries.ts';
import { SecondStepForm } from './second-step-form.tsx';
import classes from './sign-in.module.css';
import { useThrottle } from './use-throttle.ts';

/** Refusals of a person who is signed in all the same. */
const OF_CONFIRMATION = ['single_sign_on.other_person', 'single_sign_on.not_confirmed'];
type Outcome = SingleSignOnOutcome['outcome'];

/** Page to which the organisation's provider sends the browser back. */
export default function SingleSignOnScreen() {
  const [next] = useState(takeNext);
  const finished = useQuery(providerAnswerQuery(useAnswerOfAddress()));
  const [bound, setBound] = useState<Outcome | null>(null);
  const outcome = bound ?? finished.data ?? null;
  useEnterWhen(outcome === 'signed_in', next);
  useTellOthers(outcome ?? finished.error);
  return (
    <main id="main" className={classes.screen}>
      <div className={classes.columns}>
        <div className={classes.left}>
          {outcome === null && finished.error !== null ? (
            <Refused error={finished.error} onBound={setBound} />
          ) : (
            <Reached outcome={outcome} next={next} />
          )}
        </div>
      </div>
    </main>
  );
}

function Reached({ outcome, next }: { outcome: Outcome | null; next: string | undefined }) {
  const { singleSignOn: own, confirmAgain } = useText();
  const enter = useEnter();
  if (outcome === 'confirmed') {
    return (
      <Notice kind="good" title={confirmAgain.confirmedTitle}>
        {confirmAgain.closeWindow}
      </Notice>
    );
  }
  if (outcome === 'second_factor') {
    return (
      <SecondStepForm
        onDone={() => void enter(next)}
        onStartOver={() => location.assign('/sign-in')}
      />
    );
  }
  if (outcome === 'bound') {
    return (
      <Notice kind="good" title={own.boundTitle}>
        <Link to="/settings" className={classes.directory}>
          {own.toSettings}
        </Link>
      </Notice>
    );
  }
  return (
    <div className={classes.form}>
      <ScreenTitle>{own.finishing}</ScreenTitle>
      <LoadingRows rows={2} />
    </div>
  );
}

/** Says why nobody is signed in. Who is known at the provider and bound to no account may enter a code. */
function Refused({ error, onBound }: { error: Error; onBound: (outcome: Outcome) => void }) {
  const { singleSignOn: own } = useText();
  const code = error instanceof ApiProblem ? error.code : '';
  const unbound = code === 'single_sign_on.not_bound';
  return (
    <>
      <ScreenTitle>{own.refusedTitle}</ScreenTitle>
      <ErrorNotice error={error} />
      {unbound && <BindingCodeForm onDone={onBound} />}
      {!OF_CONFIRMATION.includes(code) && (
        <Button component="a" href="/sign-in" variant="default" size="md" fullWidth>
          {own.backToSignIn}
        </Button>
      )}
    </>
  );
}

/** The window before this one, where an act that decides may wait, hears how it ended here. */
function useTellOthers(end: Outcome | Error | null): void {
  useEffect(
    function tell() {
      if (end === 'confirmed' || end instanceof ApiProblem) tellConfirmation(end);
    },
    [end],
  );
}

/** Enters once, as soon as somebody is signed in. */
function useEnterWhen(signedIn: boolean, next: string | undefined): void {
  const enter = useEnter();
  const entered = useRef(false);
  useEffect(
    function goOn() {
      if (!signedIn || entered.current) return;
      entered.current = true;
      void enter(next);
    },
    [signedIn, next, enter],
  );
}

/** Takes the provider's answer out of the address, where the next person at this machine could find it. */
function useAnswerOfAddress(): ProviderAnswer {
  const [answer] = useState(() => {
    const query = new URLSearchParams(location.search);
    const part = (name: 'code' | 'iss' | 'error') => {
      const value = query.get(name);
      return value === null ? {} : { [name]: value };
    };
    return {
      state: query.get('state') ?? '-',
      ...part('code'),
      ...part('iss'),
      ...part('error'),
    };
  });
  useEffect(function forgetAddress() {
    history.replaceState(history.state, '', location.pathname);
  }, []);
  return answer;
}

/** The one-time code of an administrator with the password of the account that it binds. */
function BindingCodeForm({
  onDone,
}: {
  onDone: (outcome: SingleSignOnOutcome['outcome']) => void;
}) {
  const { session, singleSignOn: own } = useText();
  const write = useWrite({
    draft: SECRET,
    initial: { code: '', password: '' },
    schema: UseBindingCode,
    check: ({ code, password }) => ({
      code: code.trim() === '' ? own.codeMissing : null,
      password: password === '' ? session.passwordMissing : null,
    }),
    send: (json) => call(api.auth['single-sign-on'].bind.$post({ json })),
    onDone: ({ outcome }) => onDone(outcome),
  });
  const wait = useThrottle(write.error);
  return (
    <Form className={classes.form} {...write.formProps}>
      <h2>{own.bindTitle}</h2>
      <ErrorNotice error={write.error} />
      <CodeInput
        label={own.code}
        description={own.codeHint}
        {...write.field('code')}
        withAsterisk={false}
      />
      <PasswordInput
        size="md"
        label={own.accountPassword}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': session.showPassword }}
        {...write.field('password')}
        withAsterisk={false}
      />
      <Button type="submit" size="md" fullWidth loading={write.pending} disabled={wait > 0}>
        {wait > 0 ? session.throttled({ wait }) : own.bindAndEnter}
      </Button>
    </Form>
  );
}

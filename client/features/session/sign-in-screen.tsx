import { IconLock } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';

import type { SignInResult } from '#client/api/authentication.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { passkeysWork } from '#client/api/passkey.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import { keepsAnything } from '#client/offline/kept-here.ts';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { Mark } from '#client/ui/mark.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { PlainButton, PlainField, PlainPassword } from '#client/ui/plain.tsx';
import { useFirstFocus } from '#client/ui/use-first-focus.ts';
import { ScreenTitle } from '#client/ui/screen-title.tsx';
import type { PasskeyStep } from '#server/contract/passkey.ts';
import { type Role, ROLES } from '#server/contract/permission.ts';

import { useEnter, usePasskey, useSignIn } from './queries.ts';
import { SecondStepForm } from './second-step-form.tsx';
import classes from './sign-in.module.css';
import { useThrottle } from './use-throttle.ts';

/** Published on purpose: these accounts exist only in the demonstration, on loopback. */
const DEMO_PASSWORD = 'diaban-demo';

// Loaded where an operator has named a provider: everybody else's sign-in must not wait for it.
const OnlySingleSignOn = lazy(() => import('./only-single-sign-on.tsx'));
const SingleSignOnButton = lazy(() => import('./single-sign-on-button.tsx'));

/** User name and password, the organisation's provider, or both, as the operator has set it. */
function FirstStep({
  demoRole,
  next,
  onDone,
}: {
  demoRole: Role | null;
  /** Address to open after the sign-in. */
  next: string | undefined;
  onDone: (result: SignInResult) => void;
}) {
  const { session } = useFirstText();
  const provider = useConfiguration()?.singleSignOn ?? null;
  const [emergency, setEmergency] = useState(false);
  if (provider?.only === true && !emergency) {
    return (
      <Suspense fallback={null}>
        <OnlySingleSignOn
          label={provider.label}
          next={next}
          onEmergency={() => setEmergency(true)}
        />
      </Suspense>
    );
  }
  return (
    <>
      <CredentialsForm key={demoRole} demoRole={demoRole} onDone={onDone} />
      {provider !== null && (
        // What stands below it stays where it is while it loads.
        <Suspense
          fallback={
            <PlainButton kind="default" disabled>
              {session.throughProvider({ label: provider.label })}
            </PlainButton>
          }
        >
          <SingleSignOnButton label={provider.label} next={next} kind="default" />
        </Suspense>
      )}
    </>
  );
}

// Loaded later: few people need it, and it must not delay anybody's sign-in.
const SealedNotice = lazy(() => import('#client/offline/sealed-notice.tsx'));
const route = getRouteApi('/sign-in');

/** Two steps at most, and what must be known before anything is entered. */
export default function SignInScreen() {
  const { next, ended } = route.useSearch();
  const text = useFirstText();
  const configuration = useConfiguration();
  const demo = configuration?.demo === true;
  const enter = useEnter();
  const [step, setStep] = useState<'credentials' | 'second'>('credentials');
  const [chosen, setChosen] = useState<Role | null>(null);
  return (
    <main id="main" className={classes.screen}>
      <div className={classes.columns} data-demo={demo && step === 'credentials'}>
        <div className={classes.left}>
          <ProductName />
          {ended === true && step === 'credentials' && (
            <Notice title={text.session.ended}>{text.session.endedMore}</Notice>
          )}
          <KeptHere />
          {step === 'credentials' ? (
            <FirstStep
              demoRole={chosen}
              next={next}
              onDone={(result) =>
                result === 'second_factor' ? setStep('second') : void enter(next)
              }
            />
          ) : (
            <SecondStepForm
              onDone={() => void enter(next)}
              onStartOver={() => setStep('credentials')}
            />
          )}
          {(step === 'second' || configuration?.singleSignOn?.only !== true) && (
            <PasskeyButton
              key={step}
              step={step === 'credentials' ? 'alone' : 'second'}
              onDone={() => void enter(next)}
            />
          )}
          {configuration?.unused === true && (
            <Link to="/set-up" className={classes.directory}>
              {text.session.restore}
            </Link>
          )}
          <Secrecy />
          <Link to="/support" className={classes.directory}>
            {text.session.directory}
          </Link>
        </div>
        {demo && step === 'credentials' && <DemoAccounts chosen={chosen} onChoose={setChosen} />}
      </div>
    </main>
  );
}

/** Tells of entries that wait on this device for their author. Loaded where the device keeps anything at all. */
function KeptHere() {
  const [isKept, setKept] = useState(false);
  useEffect(function lookOnce() {
    void keepsAnything().then(setKept);
  }, []);
  if (!isKept && sessionStorage.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <SealedNotice />
    </Suspense>
  );
}

function ProductName() {
  const text = useFirstText();
  return (
    <div className={classes.product}>
      <Mark size={40} />
      <p className={classes.name}>{text.common.productName}</p>
      <p className={classes.line}>{text.common.productLine}</p>
      <LanguageChoice />
    </div>
  );
}

function Secrecy() {
  const text = useFirstText();
  return (
    <div className={classes.secrecy} role="note">
      <IconLock size={20} stroke={1.6} aria-hidden="true" />
      <div>
        <p className={classes.secrecyTitle}>{text.session.secrecyTitle}</p>
        <p>{text.session.secrecy}</p>
      </div>
    </div>
  );
}

/** Signs in by a passkey, alone or in the place of the code; absent where the browser cannot. */
function PasskeyButton({ step, onDone }: { step: PasskeyStep; onDone: () => void }) {
  const text = useFirstText();
  const passkey = usePasskey();
  if (!passkeysWork()) return null;
  return (
    <>
      <PlainButton
        kind="default"
        busy={passkey.isPending}
        onClick={() => passkey.mutate(step, { onSuccess: onDone })}
      >
        {text.session.usePasskey}
      </PlainButton>
      <ErrorNotice error={passkey.error} />
    </>
  );
}

const NOTHING_MISSING = { username: false, password: false };

/** User name and password. A demonstration role arrives filled in, ready for Enter. */
function CredentialsForm({
  demoRole,
  onDone,
}: {
  demoRole: Role | null;
  onDone: (result: SignInResult) => void;
}) {
  const text = useFirstText();
  const signIn = useSignIn();
  const wait = useThrottle(signIn.error);
  // A filled form waits only for Enter.
  const formRef = useFirstFocus<HTMLFormElement>(demoRole === null ? undefined : '[type=submit]');
  const [missing, setMissing] = useState<Record<'username' | 'password', boolean>>(NOTHING_MISSING);
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const [username, password] = [entered.get('username'), entered.get('password')];
    if (typeof username !== 'string' || typeof password !== 'string') return;
    const lacks = { username: username.trim() === '', password: password === '' };
    setMissing(lacks);
    if (lacks.username || lacks.password) {
      const first = lacks.username ? 'username' : 'password';
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    } else signIn.mutate({ username, password }, { onSuccess: onDone });
  };
  return (
    <form
      noValidate
      ref={formRef}
      className={classes.form}
      onSubmit={submit}
      onInput={() => setMissing(NOTHING_MISSING)}
    >
      <ScreenTitle>{text.session.title}</ScreenTitle>
      <ErrorNotice error={signIn.error} />
      <PlainField
        name="username"
        label={text.session.username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={demoRole ?? ''}
        error={missing.username ? text.session.usernameMissing : null}
      />
      <PlainPassword
        name="password"
        label={text.session.password}
        autoComplete="current-password"
        defaultValue={demoRole === null ? '' : DEMO_PASSWORD}
        error={missing.password ? text.session.passwordMissing : null}
      />
      <PlainButton type="submit" busy={signIn.isPending} disabled={wait > 0}>
        {wait > 0 ? text.session.throttled({ wait }) : text.session.signIn}
      </PlainButton>
      <p className={classes.small}>{text.session.noAccount}</p>
    </form>
  );
}

/** One account a role; choosing one fills the form. */
function DemoAccounts({
  chosen,
  onChoose,
}: {
  chosen: Role | null;
  onChoose: (role: Role) => void;
}) {
  const text = useFirstText();
  return (
    <section className={classes.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{text.session.demoTitle}</h2>
      <p className={classes.small}>{text.session.demoLead}</p>
      <ul>
        {ROLES.map((role) => (
          <li key={role}>
            <button type="button" aria-pressed={chosen === role} onClick={() => onChoose(role)}>
              <span className={classes.demoRole}>{text.register.role[role]}</span>
              <code>{role}</code>
              <span className={classes.demoTask}>{text.session.demoRole[role]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

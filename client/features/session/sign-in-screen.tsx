import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import type { SignInResult } from '#client/api/authentication.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { passkeysWork } from '#client/api/passkey.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { Mark } from '#client/ui/mark.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { PasskeyStep } from '#server/contract/passkey.ts';
import type { Role } from '#server/contract/permission.ts';

import { CredentialsForm } from './credentials-form.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { useEnter, usePasskey } from './queries.ts';
import { SecondStepForm } from './second-step-form.tsx';
import classes from './sign-in.module.css';

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
            <Button variant="default" size="md" fullWidth disabled>
              {session.throughProvider({ label: provider.label })}
            </Button>
          }
        >
          <SingleSignOnButton label={provider.label} next={next} variant="default" />
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
          <Suspense fallback={null}>
            <SealedNotice />
          </Suspense>
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
      <Button
        variant="default"
        size="md"
        fullWidth
        loading={passkey.isPending}
        onClick={() => passkey.mutate(step, { onSuccess: onDone })}
      >
        {text.session.usePasskey}
      </Button>
      <ErrorNotice error={passkey.error} />
    </>
  );
}

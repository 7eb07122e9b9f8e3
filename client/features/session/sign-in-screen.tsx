import { IconLock } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import { useConfiguration } from '#client/api/configuration.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { Mark } from '#client/ui/mark.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { Role } from '#server/contract/permission.ts';

import { DemoAccounts } from './demo-accounts.tsx';
import { FirstStep } from './first-step.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { useEnter } from './queries.ts';
import { SecondStepForm } from './second-step-form.tsx';
import classes from './sign-in.module.css';

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

import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

import type { SignInResult } from '#client/api/authentication.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import type { Role } from '#server/contract/permission.ts';

import { CredentialsForm } from './credentials-form.tsx';

// Loaded where an operator has named a provider: everybody else's sign-in must not wait for it.
const OnlySingleSignOn = lazy(() => import('./only-single-sign-on.tsx'));
const SingleSignOnButton = lazy(() => import('./single-sign-on-button.tsx'));

/** User name and password, the organisation's provider, or both, as the operator has set it. */
export function FirstStep({
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

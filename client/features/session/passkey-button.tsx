import { Button } from '@mantine/core';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { passkeysWork } from '#client/api/passkey.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import type { PasskeyStep } from '#server/contract/passkey.ts';

import { usePasskey } from './queries.ts';

/** Signs in by a passkey, alone or in the place of the code; absent where the browser cannot. */
export function PasskeyButton({ step, onDone }: { step: PasskeyStep; onDone: () => void }) {
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

import { useMutation } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { goToProvider } from '#client/api/single-sign-on.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import { PlainButton } from '#client/ui/plain.tsx';

/** Leads to the sign-in page of the organisation's provider. */
export default function SingleSignOnButton({
  label,
  next,
  kind,
}: {
  label: string;
  next: string | undefined;
  kind: 'filled' | 'default';
}) {
  const { session } = useFirstText();
  const go = useMutation({ mutationFn: () => goToProvider(next) });
  return (
    <>
      <PlainButton
        kind={kind}
        // Once it has succeeded the provider's page is on its way.
        busy={go.isPending || go.isSuccess}
        onClick={() => go.mutate()}
      >
        {session.throughProvider({ label })}
      </PlainButton>
      <ErrorNotice error={go.error} />
    </>
  );
}

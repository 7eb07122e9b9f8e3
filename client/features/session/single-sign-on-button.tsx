import { Button, type ButtonProps } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { goToProvider } from '#client/api/single-sign-on.ts';
import { useFirstText } from '#client/i18n/use-text.ts';

/** Leads to the sign-in page of the organisation's provider. */
export default function SingleSignOnButton({
  label,
  next,
  variant,
}: {
  label: string;
  next: string | undefined;
  variant: NonNullable<ButtonProps['variant']>;
}) {
  const { session } = useFirstText();
  const go = useMutation({ mutationFn: () => goToProvider(next) });
  return (
    <>
      <Button
        variant={variant}
        size="md"
        fullWidth
        // Once it has succeeded the provider's page is on its way.
        loading={go.isPending || go.isSuccess}
        onClick={() => go.mutate()}
      >
        {session.throughProvider({ label })}
      </Button>
      <ErrorNotice error={go.error} />
    </>
  );
}

import { Box, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { Form } from '#client/forms/form.tsx';
import { SECRET } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import { useFirstFocus } from '#client/ui/use-first-focus.ts';
import { OwnPassword } from '#server/contract/account.ts';

const ownBindingQuery = apiQuery(['me', 'single-sign-on'], api.me['single-sign-on'].$get, {});

/** The tie of the own account to a person of the organisation's provider; absent where there is none. */
export function OwnBinding() {
  const provider = useConfiguration()?.singleSignOn ?? null;
  return provider === null ? null : <Binding label={provider.label} />;
}

function Binding({ label }: { label: string }) {
  const { singleSignOn: own } = useText();
  const format = useFormat();
  const binding = useQuery(ownBindingQuery);
  const [asking, setAsking] = useState(false);
  const boundAt = binding.data?.boundAt ?? null;
  return (
    <Section title={own.title} lead={own.lead({ label })}>
      <ErrorNotice error={binding.error} onRetry={() => void binding.refetch()} />
      {binding.isPending && <LoadingRows rows={1} />}
      {binding.data !== undefined && (
        <Box component="p" mb="sm">
          {boundAt === null ? own.notBound : own.boundSince({ at: format.dateTime(boundAt) })}
        </Box>
      )}
      {binding.data !== undefined && !asking && (
        <Button variant="default" mih={44} onClick={() => setAsking(true)}>
          {boundAt === null ? own.bind : own.unbind}
        </Button>
      )}
      {asking && <ProveAndChange isBound={boundAt !== null} onClose={() => setAsking(false)} />}
    </Section>
  );
}

/** Asks for the password first, so that nobody changes anything on an unattended screen. */
function ProveAndChange({ isBound, onClose }: { isBound: boolean; onClose: () => void }) {
  const { common, session, settings, singleSignOn: own } = useText();
  const write = useWrite({
    draft: SECRET,
    initial: { password: '' },
    schema: OwnPassword,
    check: ({ password }) => ({ password: password === '' ? session.passwordMissing : null }),
    send: async (json) => {
      if (!isBound) return (await call(api.me['single-sign-on'].bind.$post({ json }))).address;
      await call(api.me['single-sign-on'].unbind.$post({ json }));
      return null;
    },
    ...(isBound && { said: own.unbound }),
    onDone: (address) => (address === null ? onClose() : location.assign(address)),
    refresh: [ownBindingQuery.queryKey],
  });
  const first = useFirstFocus<HTMLDivElement>();
  return (
    <Stack gap="sm" maw={320} renderRoot={(root) => <Form {...root} {...write.formProps} />}>
      <ErrorNotice error={write.error} />
      <div ref={first}>
        <PasswordInput
          label={settings.confirmPassword}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': session.showPassword }}
          {...write.field('password')}
          withAsterisk={false}
        />
      </div>
      <Group gap={8}>
        <Button type="submit" mih={44} loading={write.pending}>
          {isBound ? own.unbind : own.bind}
        </Button>
        <Button variant="default" mih={44} onClick={onClose}>
          {common.cancel}
        </Button>
      </Group>
    </Stack>
  );
}

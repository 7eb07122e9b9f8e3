import { useQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { confirmed } from '#client/api/confirm-again.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe, meQuery } from '#client/api/me.ts';
import { CheckSchedules } from '#client/features/checks/check-schedule.tsx';
import { NoticeChoices } from '#client/features/notices/notice-choices.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { SessionList } from '#client/ui/session-list.tsx';
import { ThemeChoice } from '#client/ui/theme-choice.tsx';
import type { SessionRestriction } from '#server/contract/account.ts';
import { can } from '#server/contract/permission.ts';
import { PasskeySection } from '#client/features/passkeys/passkey-section.tsx';
import { PasswordForm } from '#client/features/settings/password-form.tsx';
import classes from '#client/features/settings/settings.module.css';
import { OwnBinding } from '#client/features/single-sign-on/own-binding.tsx';
import { TokenSection } from '#client/features/tokens/token-section.tsx';
import { TwoFactor } from '#client/features/settings/two-factor.tsx';

const ownSessionsQuery = apiQuery(['me', 'sessions'], api.me.sessions.$get, {});

/** After any of these acts what `me` says may have changed, a restriction above all. */
function useOwnMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}

function useRevokeOwnSession() {
  return useOwnMutation((id: string) =>
    confirmed(() => call(api.me.sessions[':id'].revoke.$post({ param: { id } }))),
  );
}

/** Settings of the person. A person who must first do something here is kept here until it is done. */
export default function SettingsScreen() {
  const text = useText();
  const { restriction, role } = useMe();
  useLeaveWhenFree(restriction);
  return (
    <Page title={text.settings.title} width="narrow">
      {restriction !== null && <Restricted restriction={restriction} />}
      {restriction === null && <Profile />}
      {restriction === null && can(role, 'reminders:receive') && <NoticeChoices />}
      {restriction !== 'session.second_factor_required' && <PasswordForm />}
      {restriction !== 'session.password_change_required' && <TwoFactor />}
      {restriction === null && <PasskeySection />}
      {restriction === null && <OwnBinding />}
      {restriction === null && <OwnSessions />}
      {restriction === null && <TokenSection />}
      {restriction === null && can(role, 'settings:manage') && <CheckSchedules />}
    </Page>
  );
}

function useLeaveWhenFree(restriction: SessionRestriction | null): void {
  const navigate = useNavigate();
  const before = useRef(restriction);
  useEffect(
    function goOn() {
      if (before.current !== null && restriction === null) void navigate({ to: '/' });
      before.current = restriction;
    },
    [restriction, navigate],
  );
}

function Restricted({ restriction }: { restriction: SessionRestriction }) {
  const { settings } = useText();
  return restriction === 'session.password_change_required' ? (
    <Notice title={settings.restrictedPassword}>{settings.restrictedPasswordMore}</Notice>
  ) : (
    <Notice title={settings.restrictedSecond}>{settings.restrictedSecondMore}</Notice>
  );
}

function Profile() {
  const text = useText();
  const me = useMe();
  return (
    <Section title={text.settings.profile}>
      <dl className={classes.profile}>
        <dt>{text.settings.name}</dt>
        <dd>{me.account.name}</dd>
        <dt>{text.settings.username}</dt>
        <dd>{me.account.username}</dd>
        <dt>{text.settings.role}</dt>
        <dd>{text.register.role[me.role]}</dd>
        {me.communes.length > 0 && (
          <>
            <dt>{text.settings.communes}</dt>
            <dd>{me.communes.map((commune) => commune.name).join(', ')}</dd>
          </>
        )}
        <dt id="settings-theme">{text.common.theme}</dt>
        <dd>
          <ThemeChoice labelledBy="settings-theme" />
        </dd>
        <dt id="settings-language">{text.common.language}</dt>
        <dd>
          <LanguageChoice labelledBy="settings-language" />
        </dd>
      </dl>
    </Section>
  );
}

function OwnSessions() {
  const text = useText();
  const sessions = useQuery(ownSessionsQuery);
  const revoke = useRevokeOwnSession();
  return (
    <Section title={text.settings.sessions} lead={text.settings.sessionsLead}>
      <ErrorNotice error={sessions.error ?? revoke.error} />
      {sessions.isPending && <LoadingRows rows={2} />}
      {sessions.data !== undefined && (
        <SessionList
          sessions={sessions.data.items}
          pendingId={revoke.isPending ? revoke.variables : null}
          onRevoke={revoke.mutate}
        />
      )}
    </Section>
  );
}

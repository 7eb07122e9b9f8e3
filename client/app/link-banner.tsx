import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { describeError } from '#client/api/describe-error.ts';
import { meQuery } from '#client/api/me.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import type { OpenLink } from '#server/contract/access-link.ts';

import classes from './demo-banner.module.css';

/** Tells the owner of an account that an administrator has issued a link to it, and lets them end it. */
export default function LinkBanner({ link }: { link: OpenLink }) {
  const { settings: own } = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const queryClient = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => call(api.me.link.withdraw.$post()),
    onSuccess: () => notifications.show({ message: own.linkWithdrawn }),
    onError: (error) =>
      notifications.show({ color: 'red', message: describeError(error, language).sentence }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return (
    <div className={classes.banner}>
      <strong>
        {own.linkIssued({ name: link.issuedBy.name, at: format.dateTime(link.issuedAt) })}
      </strong>
      <Button
        variant="default"
        size="compact-sm"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        {own.withdrawLink}
      </Button>
    </div>
  );
}

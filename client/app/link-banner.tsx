import { Button } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { meQuery } from '#client/api/me.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { OpenLink } from '#server/contract/access-link.ts';

import classes from '#client/ui/banner.module.css';

/** Tells the owner of an account that an administrator has issued a link to it, and lets them end it. */
export default function LinkBanner({ link }: { link: OpenLink }) {
  const { settings: own } = useText();
  const format = useFormat();
  const withdraw = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(api.me.link.withdraw.$post({}, once)),
    said: own.linkWithdrawn,
    refresh: [meQuery.queryKey],
  });
  return (
    <div className={classes.banner}>
      <strong>
        {own.linkIssued({ name: link.issuedBy.name, at: format.dateTime(link.issuedAt) })}
      </strong>
      <Button
        variant="default"
        size="compact-sm"
        loading={withdraw.pending}
        onClick={withdraw.press}
      >
        {own.withdrawLink}
      </Button>
      <ErrorNotice error={withdraw.error} />
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { webhooksQuery } from './queries.ts';
import { useText } from '#client/i18n/use-text.ts';

import classes from '#client/ui/banner.module.css';

/** Tells the administrator which receivers are paused because they failed. */
export default function WebhookBanner() {
  const { webhooks: own } = useText();
  const webhooks = useQuery(webhooksQuery);
  const failed = webhooks.data?.items.filter(
    ({ pausedBecause }) => pausedBecause === 'failing' || pausedBecause === 'gone',
  );
  if (failed === undefined || failed.length === 0) return null;
  return (
    <output className={classes.banner}>
      <strong>{own.banner({ names: failed.map(({ name }) => name).join(', ') })}</strong>
      <Link to="/webhooks">{own.bannerGo}</Link>
    </output>
  );
}

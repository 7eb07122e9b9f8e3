import { useAskAgain, useServerStarting } from '#client/api/come-back.ts';
import { useText } from '#client/i18n/use-text.ts';

import classes from '#client/ui/banner.module.css';

/** Says that the server is starting, while an open page waits for it and asks again by itself. */
export function StartingBanner() {
  const text = useText();
  useAskAgain();
  if (!useServerStarting()) return null;
  return <output className={classes.banner}>{text.common.serverStarting}</output>;
}

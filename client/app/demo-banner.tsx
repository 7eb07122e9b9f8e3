import { useConfiguration } from '#client/api/configuration.ts';
import { useFirstText } from '#client/i18n/use-text.ts';

import classes from '#client/ui/banner.module.css';

/** Says on every screen that nothing shown is real; absent where the register is real. */
export function DemoBanner() {
  const text = useFirstText();
  const configuration = useConfiguration();
  if (configuration?.demo !== true) return null;
  return (
    <p className={classes.banner}>
      <strong>{text.common.demoBanner}</strong>
      <span className={classes.more}>{text.common.demoBannerMore}</span>
    </p>
  );
}

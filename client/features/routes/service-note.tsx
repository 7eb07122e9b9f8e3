import { useText } from '#client/i18n/use-text.ts';
import type { OptimiseProgress } from '#server/contract/route-edit.ts';

import classes from './routes.module.css';

/** Whose order it is that was found, and what became of asking the service outside; nothing where none is. */
export function ServiceNote({ best }: { best: OptimiseProgress | null }) {
  const { routes } = useText();
  if (best?.service == null) return null;
  return <output className={classes.quiet}>{routes.outsideOptimiser[best.service]}</output>;
}

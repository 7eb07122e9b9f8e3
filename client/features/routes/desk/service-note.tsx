import classes from '#client/features/routes/routes.module.css';
import { useText } from '#client/i18n/use-text.ts';
import type { OptimiseProgress } from '#server/contract/route-edit.ts';

/** Author of the best order found, and the outcome of asking the external service; nothing without one. */
export function ServiceNote({ best }: { best: OptimiseProgress | null }) {
  const { routes } = useText();
  if (best?.service == null) return null;
  return <output className={classes.quiet}>{routes.outsideOptimiser[best.service]}</output>;
}

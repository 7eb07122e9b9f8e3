import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { FieldRoute } from '#server/contract/route-result.ts';

import classes from './field.module.css';
import { PublishedChanges } from './route-changes.tsx';
import { useRouteLead } from './route-lead.ts';
import { StopWords } from './stop-words.tsx';

/** A route of a later day: to read, with no buttons that belong to its day. */
export function LaterRoute({ route }: { route: FieldRoute }) {
  const { routes } = useText();
  const format = useFormat();
  const leadOf = useRouteLead();
  const { stops } = route;
  const date = format.date(route.onDate);
  return (
    <Section title={route.title} lead={leadOf(route)}>
      <PublishedChanges route={route} />
      <p className={classes.quiet}>{routes.field.notBefore({ date })}</p>
      <details className={classes.later}>
        <summary>{routes.field.laterStops({ count: format.number(stops.length, 0) })}</summary>
        <ol className={classes.list}>
          {stops.map((stop) => (
            <li key={stop.id} className={classes.stop} data-stop={stop.id}>
              <StopWords stop={stop} />
            </li>
          ))}
        </ol>
      </details>
    </Section>
  );
}

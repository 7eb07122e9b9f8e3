import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { CONDUCT_PARTS, MOST_UNSEEN_SHARE, type Conduct } from '#server/contract/conduct.ts';

import classes from './conduct-line.module.css';
import { conductQuery, type ConductScope } from './conduct-queries.ts';

/**
 * How the cases behind a figure came about, in one line beside it; each number leads to exactly those cases. Nothing is
 * shown where there is nothing to say, and nothing waits for it.
 */
export function ConductLine({ scope }: { scope: ConductScope }) {
  const { data } = useQuery(conductQuery(scope));
  if (data === undefined || isQuiet(data)) return null;
  return <ConductWords conduct={data} scope={scope} />;
}

function isQuiet({ looks, parts }: Conduct): boolean {
  return looks.seen + looks.stated === 0 && CONDUCT_PARTS.every((part) => parts[part] === 0);
}

function ConductWords({ conduct, scope }: { conduct: Conduct; scope: ConductScope }) {
  const { conduct: own } = useText();
  const format = useFormat();
  const { cases, parts, seenEnough, weighed } = conduct;
  const shown = CONDUCT_PARTS.filter((part) => parts[part] > 0);
  return (
    <div className={classes.line} data-conduct={scope.figure}>
      <p>
        <span>{own.behind({ count: format.number(cases, 0) })}</span>
        <LookShares looks={conduct.looks} />
        {shown.map((part) => (
          <span key={part}>
            <Link to="/conduct" search={{ ...scope, part }} data-part={part}>
              {own.part[part]({ count: format.number(parts[part], 0) })}
            </Link>
          </span>
        ))}
      </p>
      {!seenEnough && (
        <p className={classes.withheld}>
          {own.withheld({
            unseen: format.percent(parts.unseen / weighed, 0),
            most: format.percent(MOST_UNSEEN_SHARE, 0),
          })}
        </p>
      )}
    </div>
  );
}

/** Both shares of the looks; nothing without any. */
function LookShares({ looks: { seen, stated } }: { looks: Conduct['looks'] }) {
  const { conduct: own } = useText();
  const format = useFormat();
  const all = seen + stated;
  if (all === 0) return null;
  return (
    <span>
      {own.looks({
        count: format.number(all, 0),
        seen: format.percent(seen / all, 0),
        stated: format.percent(stated / all, 0),
      })}
    </span>
  );
}

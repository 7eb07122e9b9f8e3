import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { Comparison } from '#server/contract/comparison.ts';

const route = getRouteApi('/comparison');

/** The shortest longer period in which a commune can be judged, where none can in the one chosen. */
export function Wider({ comparison }: { comparison: Comparison }) {
  const { analysis } = useText();
  const format = useFormat();
  const navigate = route.useNavigate();
  const { wider, observed } = comparison;
  if (wider === null) return null;
  const { from, to } = wider;
  return (
    <Notice title={analysis.spreadNobody}>
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          void navigate({ search: (before) => ({ ...before, from, to }), resetScroll: false })
        }
      >
        {analysis.widen({
          years: format.number(wider.years),
          events: format.number(wider.observed),
          before: format.number(observed),
        })}
      </Button>
    </Notice>
  );
}

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { useMe } from '#client/api/me.ts';
import { communesQuery } from '#client/api/communes.ts';
import { communeList } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';

import { drawnAreasQuery } from './areas-query.ts';
import { communesUnder } from './communes-under.ts';
import classes from './commune-note.module.css';
import shared from '#client/ui/shared.module.css';
import type { Shape } from '#client/map/shape.ts';

/** The communes under a shape by the areas at hand; null until those are there. */
export function useCommunesUnder(shape: Shape) {
  const list = useQuery(communesQuery).data;
  const approximate = list?.approximate ?? null;
  const areas = useQuery({
    ...drawnAreasQuery(approximate === true),
    enabled: approximate !== null,
  }).data;
  return useMemo(() => {
    if (list === undefined || areas === undefined) return null;
    return communesUnder(shape, areas).flatMap(
      (code) => list.items.find((commune) => commune.code === code) ?? [],
    );
  }, [list, areas, shape]);
}

/** Says live which communes lie under what is drawn. */
export function CommuneNote({ shape }: { shape: Shape }) {
  const text = useText();
  const own = text.pointDraw;
  const me = useMe();
  const approximate = useQuery(communesQuery).data?.approximate === true;
  const found = useCommunesUnder(shape);
  if (shape.vertices.length === 0) return null;
  const codes = new Set(me.communes.map((commune) => commune.code));
  const foreign = codes.size > 0 && found?.some(({ code }) => codes.has(code)) === false;
  return (
    <output className={classes.under}>
      {found === null && own.underLoading}
      {found?.length === 0 && <strong>{own.underNone}</strong>}
      {found !== null && found.length > 0 && (
        <>
          <span className={shared.muted}>{own.under}:</span>{' '}
          <strong>{communeList(found, text)}</strong>
          <Text span display="block" size="xs" c="dimmed">
            {foreign ? own.notOwn : approximate ? own.underApproximate : own.underLater}
          </Text>
        </>
      )}
    </output>
  );
}

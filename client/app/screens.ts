import {
  IconBuildingCommunity,
  IconChecklist,
  IconMap2,
  IconRoad,
  IconShape,
} from '@tabler/icons-react';

import type { Feature, Way } from '#client/frame/feature.ts';
import type { OutboxKinds } from '#client/offline/outbox/kinds.ts';

import { FEATURES } from './features.ts';

const DECLARED: readonly Feature[] = FEATURES;
type OneFeature = (typeof FEATURES)[number];
type ElementOf<List> = List extends readonly (infer Element)[] ? Element : never;
/** Elements that the features have under a name, each with its own type. */
type Elements<Name extends 'screens' | 'ways'> = ElementOf<
  OneFeature extends infer One
    ? One extends Readonly<Record<Name, infer Brought>>
      ? Brought
      : never
    : never
>;

/** Ways to screens that put features together. */
const OWN_WAYS = [
  {
    to: '/',
    permission: 'points:read',
    place: 0,
    icon: IconMap2,
    label: (text) => text.common.goMap,
  },
  {
    to: '/worklist',
    permission: 'worklist:read',
    place: 10,
    icon: IconChecklist,
    label: (text) => text.common.goWorklist,
  },
  {
    to: '/commune',
    permission: 'analysis:read',
    place: 20,
    ofCommunes: true,
    icon: IconBuildingCommunity,
    label: (text) => text.destinations.communeLook,
  },
  {
    to: '/boundaries',
    permission: 'boundaries:manage',
    place: 180,
    icon: IconShape,
    label: (text) => text.common.goBoundaries,
  },
  {
    to: '/geodata',
    permission: 'gazetteers:manage',
    place: 190,
    icon: IconRoad,
    label: (text) => text.destinations.geodata,
  },
] as const satisfies readonly Way[];

export type Destination = Way & { to: (Elements<'ways'> | (typeof OWN_WAYS)[number])['to'] };

/** The ways to the screens, in no order. */
export const DESTINATIONS = [
  ...OWN_WAYS,
  ...DECLARED.flatMap(({ ways = [] }) => ways),
] as readonly Destination[];

/** The addresses of the features; `all-routes.tsx` has those of screens that put features together. */
export const SCREENS_OF_FEATURES = DECLARED.flatMap(
  ({ screens = [] }) => screens,
) as unknown as readonly Elements<'screens'>[];

/** Kinds of outbox entries by their names. */
export const OUTBOX_KINDS = Object.assign(
  {},
  ...DECLARED.map(({ outboxKinds }) => outboxKinds),
) as OutboxKinds;

/** Notices above each screen; of those for other rights nobody loads anything. */
export const BANNERS = DECLARED.flatMap(({ banners = [] }) => banners);

/** Cards above the list of work; of those for other rights nobody loads anything. */
export const WORK_CARDS = DECLARED.flatMap(({ workCards = [] }) => workCards);

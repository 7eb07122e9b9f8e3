import type { Icon } from '@tabler/icons-react';
import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';

import type { Text } from '#client/i18n/use-text.ts';
import type { OutboxKinds } from '#client/offline/outbox/kinds.ts';
import type { Permission, Role } from '#server/contract/permission.ts';

/** Way to a screen in the navigation. */
export type Way = {
  to: string;
  permission: Permission;
  /** Ways are shown in the order of these numbers, the first screen of a role before all. */
  place: number | ((role: Role) => number);
  /** Only for roles that answer for communes: others reach it from elsewhere. */
  ofCommunes?: true;
  icon: Icon;
  label: (text: Text) => string;
};

/** Part of a screen that is loaded for those who have a right. */
export type Piece = {
  right: Permission | 'anyone';
  load: () => Promise<{ default: ComponentType }>;
};

/** Everything that a feature of the client brings to the frame. */
export type Feature = {
  /** Its addresses, each with its typed search parameters and, as `staticData`, the right that it asks for. */
  screens?: readonly AnyRoute[];
  ways?: readonly Way[];
  /** Kinds of outbox entries that it writes. A name never changes once it is released. */
  outboxKinds?: OutboxKinds;
  /** Notices above each screen, unless the person must first do something about the account. */
  banners?: readonly Piece[];
  /** Cards above the list of work. */
  workCards?: readonly Piece[];
};

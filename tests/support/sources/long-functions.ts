/** Functions of more than 60 lines, from before that was a law: each is to become shorter and to leave the list. */
export const LONG_FUNCTIONS: readonly string[] = [
  'client/features/session/access-screen.tsx AccessForm',
  'client/offline/outbox/outbox.ts createOutbox',
  'client/offline/outbox/store.ts openOutboxStore',
  'server/authentication/authentication.ts authenticationOptions',
  'server/features/handovers/queries.ts listHandovers',
  'server/features/inspection-objects/import-commands.ts importObjects',
  'server/features/life-cycle/many-flags-queries.ts readManyFlagFacts',
  'server/live-engine/create-point-engine.ts createPointEngine',
  'server/live-engine/current-engine.ts createCurrentEngine',
];

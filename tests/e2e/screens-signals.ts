import type { Screen } from './screens.ts';

const RETURNED = 'Cơ sở tắm hơi Minh Họa Số 9';

export const SIGNAL_SCREENS: readonly Screen[] = [
  {
    name: 'signals',
    role: 'analyst',
    async show(app) {
      await app.open('/signals');
      await app.signals.expectInbox();
      await app.rests();
    },
  },
  {
    name: 'signal',
    role: 'analyst',
    async show(app) {
      await app.open('/signals');
      await app.signals.opensAny();
      await app.rests();
    },
  },
  {
    name: 'signal-measures',
    role: 'coordinator',
    async show(app) {
      await app.open('/signal-measures');
      await app.measures.expectMeasures();
      await app.rests();
    },
  },
  {
    name: 'signal-measures-change',
    role: 'coordinator',
    async show(app) {
      await app.open('/signal-measures');
      await app.measures.startsChange('signal.compatibility');
      await app.rests();
    },
  },
  {
    name: 'sensitivity',
    role: 'analyst',
    async show(app) {
      const { id, anchor } = await app.server.pointNamed(RETURNED);
      await app.open(`/?at=${anchor.join()}&z=15&id=${id}`);
      await app.point.expectOpen(RETURNED);
      await app.signals.opensSensitivity();
      await app.map.settled();
    },
  },
];

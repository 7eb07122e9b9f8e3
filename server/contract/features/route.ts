import type { FeatureDeclaration } from './declaration.ts';

/** Routes of the teams. */
export const ROUTE = {
  screens: {
    routes: { vi: 'Lộ trình', en: 'Routes' },
    myRoutes: { vi: 'Lộ trình của tôi', en: 'My routes' },
  },
  prints: ['route_print'],
  notices: {
    route_published: {
      group: 'routes',
      topic: { vi: 'Lộ trình', en: 'Routes' },
      meaning: 'a route of the own team was published',
      address: () => '/my-routes',
      one: {
        vi: 'Lộ trình ngày {date}: đã giao cho tổ của bạn',
        en: 'Route of {date}: given to your team',
      },
      many: { vi: '{count} lộ trình mới', en: '{count} new routes' },
    },
    route_changed: {
      group: 'routes',
      topic: { vi: 'Lộ trình', en: 'Routes' },
      urgent: true,
      meaning: 'the published route of the own team has changed',
      address: () => '/my-routes',
      one: { vi: 'Lộ trình ngày {date}: có thay đổi', en: 'Route of {date}: changed' },
      many: { vi: '{count} lần thay đổi lộ trình', en: '{count} changes of routes' },
    },
    recurrence_incomplete: {
      group: 'routes',
      topic: { vi: 'Lộ trình', en: 'Routes' },
      meaning: 'the draft of a recurring route was not made, or not whole',
      address: () => '/routes/recurring',
      one: {
        vi: 'Lộ trình định kỳ ngày {date}: chưa lập được hoặc còn thiếu',
        en: 'Recurring route of {date}: not made, or not whole',
      },
      many: {
        vi: '{count} lộ trình định kỳ chưa lập được hoặc còn thiếu',
        en: '{count} recurring routes not made, or not whole',
      },
    },
  },
} as const satisfies FeatureDeclaration;

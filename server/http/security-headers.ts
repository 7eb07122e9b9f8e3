import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

import type { Config } from '#server/configuration/config.ts';

import type { AppEnv } from './environment.ts';

const SELF = "'self'";
const NONE = "'none'";

/** Sets the policy of the one page that there is; nothing comes from elsewhere but a configured basemap. */
export function securityHeaders(config: Config): MiddlewareHandler<AppEnv> {
  const basemap = config.basemapStyleUrl === null ? [] : [new URL(config.basemapStyleUrl).origin];
  const isEncrypted = config.publicUrl?.startsWith('https:') === true;
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: [SELF],
      scriptSrc: [SELF],
      // Mantine sets sizes and colours by style attributes, and MapLibre places its marks by them.
      styleSrc: [SELF, "'unsafe-inline'"],
      imgSrc: [SELF, 'data:', 'blob:'],
      fontSrc: [SELF, 'data:'],
      // MapLibre may start its worker from a blob.
      workerSrc: [SELF, 'blob:'],
      connectSrc: [SELF, ...basemap],
      objectSrc: [NONE],
      baseUri: [NONE],
      formAction: [SELF],
      frameAncestors: [NONE],
    },
    permissionsPolicy: { geolocation: ['self'], camera: [], microphone: [], payment: [], usb: [] },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    strictTransportSecurity: isEncrypted && 'max-age=31536000; includeSubDomains',
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    // A route that serves what others have sent in has a policy of its own, and a stricter one.
    overwrite: false,
  });
}

/** Lets no cache on the way, nor a shared browser, keep what does not say itself for how long it may be kept. */
export const keptByNobody: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  if (!context.res.headers.has('cache-control')) {
    context.res.headers.set('cache-control', 'no-store');
  }
};

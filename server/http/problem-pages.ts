import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { html } from 'hono/html';

import { problemText } from '#server/contract/problem-text.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { PROBLEMS } from '#server/contract/features/all.ts';

import { METHODS, routesAt } from './access.ts';
import type { AppEnv } from './environment.ts';
import { problemResponse } from './problem-response.ts';

const CODES = Object.keys(PROBLEMS).filter(isCode);
const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.25rem; overflow-wrap: anywhere; }
  h2 { font-size: 1rem; margin-block: 1.5rem 0; }
  a { display: inline-block; min-height: 44px; line-height: 44px; }
  li { overflow-wrap: anywhere; }
`;

/** The pages that the `type` of a problem (RFC 9457) leads to, and a list of them. They are open to everybody. */
export const problemPages = new Hono<AppEnv>()
  .use(async (context, next) => {
    await next();
    if (context.res.ok) context.header('cache-control', 'public, max-age=3600');
  })
  .get('/', (c) => c.html(pageOf('Các thông báo từ chối · Problems', listOfCodes())))
  .get('/:code', (c) => {
    const code = c.req.param('code');
    if (!isCode(code)) throw new AppError('request.not_found');
    return c.html(pageOf(code, explanation(code)));
  });

type Html = ReturnType<typeof html>;

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

function explanation(code: ProblemCode): Html {
  return html`<p>HTTP ${PROBLEMS[code].status}</p>
    <h2>Tiếng Việt</h2>
    <p>${problemText(code, 'vi')}</p>
    <div lang="en">
      <h2>English</h2>
      <p>${problemText(code, 'en')}</p>
    </div>
    <p><a href="/problems">Tất cả · All</a></p>`;
}

function listOfCodes(): Html {
  return html`<ul>
    ${CODES.toSorted().map((code) => html`<li><a href="/problems/${code}">${code}</a></li>`)}
  </ul>`;
}

function pageOf(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title} · Địa Bàn</title>
        <link rel="icon" href="data:," />
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}

/** An address that exists for other methods answers 405 and names them; any other one 404. */
export function answerNotFound(app: Hono<AppEnv>) {
  return function notFound(context: Context<AppEnv>): Response {
    const allowed = METHODS.filter((method) => hasRoute(app, method, context.req.path));
    if (allowed.length === 0) return problemResponse(new AppError('request.not_found'), context);
    context.header('allow', allowed.join(', '));
    return problemResponse(new AppError('request.method_not_allowed'), context);
  };
}

function hasRoute(app: Hono<AppEnv>, method: string, address: string): boolean {
  return routesAt(app, method, address).some(
    (route) => route.method !== 'ALL' && !/^\/?\*$/.test(route.path),
  );
}

/**
 * Asks programs for a name and a password where nobody is signed in: QGIS and others send a token as the password of
 * Basic only when they are asked. Not for our own pages, where a browser would open a window of its own.
 */
export const asksForPassword: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  if (context.res.status === 401) {
    context.res.headers.set('www-authenticate', 'Basic realm="Dia Ban", charset="UTF-8"');
  }
};

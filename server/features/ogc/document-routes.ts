import type { Context } from 'hono';
import type { HtmlEscapedString } from 'hono/utils/html';

import { AppError } from '#server/contract/problem.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { rootOf } from '#server/http/public-address.ts';

import { collectionFor } from './commands.ts';
import type { Collection } from './rules/collections.ts';
import { type Link, link } from './rules/links.ts';

export type Ask = Context<AppEnv>;

/** The collection in the address; see {@link collectionFor}. */
export function collectionOf(c: Ask): Collection {
  return collectionFor(c.var.actor, c.req.param('collectionId') ?? '');
}

/** Answers a document as JSON, or as a page where that is asked for. */
export function answer(
  c: Ask,
  document: object,
  page: () => HtmlEscapedString | Promise<HtmlEscapedString>,
  type = 'application/json',
): Response | Promise<Response> {
  // A program adds the parameters of the interface's address to every request: `shape` says nothing about a document.
  refuseOthers(new URL(c.req.url).searchParams, ['f', 'shape']);
  if (formOf(c) === 'html') return c.html(page());
  return c.body(JSON.stringify(document), 200, { 'content-type': type });
}

/** The form of an answer: `f` says it, else the header Accept of a browser. Throws `ogc.parameter_invalid`. */
export function formOf(c: Ask): 'json' | 'html' {
  const asked = c.req.query('f');
  if (asked === 'html' || asked === 'json') return asked;
  if (asked !== undefined)
    throw new AppError('ogc.parameter_invalid', { parameters: { name: 'f' } });
  return (c.req.header('accept') ?? '').startsWith('text/html') ? 'html' : 'json';
}

export function refuseOthers(given: URLSearchParams, known: readonly string[]): void {
  for (const name of given.keys()) {
    if (!known.includes(name))
      throw new AppError('ogc.parameter_unknown', { parameters: { name } });
  }
}

/** Address of the interface as its readers know it. */
export function baseOf(c: Ask): string {
  return `${rootOf(c)}/ogc`;
}

export function upFrom(c: Ask): Link[] {
  return [link(`${baseOf(c)}?f=html`, 'up', 'text/html', 'Trang đầu')];
}

import { html } from 'hono/html';

import type { Link } from './rules/links.ts';

type Html = ReturnType<typeof html>;
type Feature = { id?: number; properties: Record<string, unknown> };

/** Writes a plain page: title, lines, a table of features where there are some, links. Every text is escaped. */
export function htmlPage(page: {
  title: string;
  lines?: readonly string[];
  links: readonly Link[];
  table?: { columns: readonly { name: string; title: string }[]; features: readonly Feature[] };
}): Html {
  const { title, lines = [], links, table } = page;
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
      </head>
      <body>
        <h1>${title}</h1>
        ${lines.map((line) => html`<p>${line}</p>`)} ${table === undefined ? '' : tableOf(table)}
        <ul>
          ${links
            .filter(({ templated }) => templated !== true)
            .map(({ href, rel, type, title: name }) => {
              return html`<li><a href="${href}" type="${type}">${name ?? rel}</a> (${type})</li>`;
            })}
        </ul>
      </body>
    </html>`;
}

function tableOf({
  columns,
  features,
}: {
  columns: readonly { name: string; title: string }[];
  features: readonly Feature[];
}): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">id</th>
        ${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${features.map(
        ({ id, properties }) =>
          html`<tr>
            <th scope="row">${id ?? ''}</th>
            ${columns.map(({ name }) => html`<td>${cellOf(properties[name])}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(', ') : String(value as string | number | boolean);
}

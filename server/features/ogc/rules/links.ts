/** A link of a document (RFC 8288, as the standards of OGC write it). */
export type Link = { href: string; rel: string; type: string; title?: string; templated?: true };

export function link(href: string, rel: string, type: string, title?: string): Link {
  return { href, rel, type, ...(title !== undefined && { title }) };
}

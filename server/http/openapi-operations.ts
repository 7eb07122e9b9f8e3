import { isPart, type Part } from './openapi-schemas.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Gives each operation its id, and says of each part of its address that it is required. */
export function tidyOperations(paths: Readonly<Part>): Part {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [path, isPart(item) ? tidyPath(path, item) : item]),
  );
}

function tidyPath(path: string, item: Part): Part {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      if (!METHODS.includes(method) || !isPart(operation)) return [method, operation];
      const { parameters } = operation;
      const required = Array.isArray(parameters) && { parameters: parameters.map(requiredInPath) };
      return [method, { operationId: operationId(method, path), ...operation, ...required }];
    }),
  );
}

function requiredInPath(parameter: unknown): unknown {
  if (!isPart(parameter) || parameter['in'] !== 'path') return parameter;
  return { ...parameter, required: true };
}

/**
 * Names an operation by its method and address: `GET /api/points/{id}` is `getPointsById`, and
 * `POST /api/points/{id}/undo-merge` is `postPointsByIdUndoMerge`.
 */
export function operationId(method: string, path: string): string {
  const words = path
    .split('/')
    .slice(2)
    .map((part) => (part.startsWith('{') ? `by-${part.slice(1, -1)}` : part))
    .flatMap((part) => part.split(/[-._]/));
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

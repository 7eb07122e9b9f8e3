import { parseSync } from 'vite';

/** One small change of a source file, at which some test should fail. */
export type Mutant = {
  /** Path from the root of the project. */
  file: string;
  line: number;
  start: number;
  end: number;
  /** The text between `start` and `end`, and the text that replaces it. */
  from: string;
  to: string;
  /** Given to a handwritten mutant. */
  name?: string;
};

type Node = { type: string; start: number; end: number } & Record<string, unknown>;
type Change = Pick<Mutant, 'start' | 'end' | 'to'>;
type Operator = (node: Node, source: string) => readonly Change[];

const OTHER_OPERATORS: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&&': '||',
  '||': '&&',
  '&': '|',
  '|': '&',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
};
const OTHER_METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
};
/** Methods whose result has the type of the object they are called on, so that the call can be dropped. */
const DROPPED_METHODS = new Set(['filter', 'toSorted', 'toReversed', 'slice', 'trim', 'flat']);

const swapOperator: Operator = (node, source) => {
  const { left, right } = node as { left?: Node; right?: Node };
  const operator = node['operator'];
  const other = typeof operator === 'string' ? OTHER_OPERATORS[operator] : undefined;
  if (other === undefined || left === undefined || right === undefined) return [];
  const start = source.indexOf(operator as string, left.end);
  return [{ start, end: start + (operator as string).length, to: other }];
};

const dropFallback: Operator = ({ operator, left, end }) =>
  operator === '??' ? [{ start: (left as Node).end, end, to: '' }] : [];

const dropNot: Operator = ({ operator, start, argument }) =>
  operator === '!' ? [{ start, end: (argument as Node).start, to: '' }] : [];

const neverTrue: Operator = ({ test }) => {
  const { start, end } = test as Node;
  return [{ start, end, to: 'false' }];
};

const negateChoice: Operator = ({ test }, source) => {
  const { start, end } = test as Node;
  return [{ start, end, to: `!(${source.slice(start, end)})` }];
};

const changeLiteral: Operator = ({ value, start, end }) => {
  if (typeof value === 'boolean') return [{ start, end, to: String(!value) }];
  return typeof value === 'number' ? [{ start, end, to: String(value + 1) }] : [];
};

const dropStatement: Operator = ({ expression, start, end }) =>
  ['CallExpression', 'AssignmentExpression', 'UpdateExpression', 'AwaitExpression'].includes(
    (expression as Node).type,
  )
    ? [{ start, end, to: ';' }]
    : [];

const dropJump: Operator = ({ start, end, argument }) =>
  argument === null || argument === undefined ? [{ start, end, to: ';' }] : [];

const changeCall: Operator = ({ callee, end }) => {
  const { type, object, property } = callee as Node & { object?: Node; property?: Node };
  if (type !== 'MemberExpression' || object === undefined || property === undefined) return [];
  const name = String(property['name']);
  const other = OTHER_METHODS[name];
  if (other !== undefined) return [{ start: property.start, end: property.end, to: other }];
  return DROPPED_METHODS.has(name) ? [{ start: object.end, end, to: '' }] : [];
};

/** A line of a condition in SQL, and comparisons of more than equality; `lead` asks for the commune that leads a place. */
const IN_SQL: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/(?<=\n)\s+and [^\n()]*(?:\([^\n()]*\)[^\n()]*)*(?=\n|$)/g, () => ''],
  [/\s(?:<=|>=|<|>)\s/g, (found) => ` ${OTHER_OPERATORS[found.trim()]} `],
  [/ and \w+\.lead\b/g, () => ''],
  [/\b(?:left )join\b/g, () => 'join'],
];

/** Changes the text of a statement between its values. */
const changeSql: Operator = ({ tag, quasi }, source) => {
  if (!/sql$|^sql/.test(source.slice((tag as Node).start, (tag as Node).end))) return [];
  return ((quasi as Node)['quasis'] as Node[]).flatMap(({ start, end }) => {
    const text = source.slice(start, end);
    return IN_SQL.flatMap(([pattern, other]) =>
      Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
        start: start + index,
        end: start + index + found.length,
        to: other(found),
      })),
    );
  });
};

/** Swaps two ids that stand beside each other as values of a call or an object. */
const swapIds: Operator = (node, source) => {
  const given = (node['arguments'] ?? []) as Node[];
  return given.slice(1).flatMap((second, at) => {
    const first = given[at] as Node;
    const [one, two] = [first, second].map(({ start, end }) => source.slice(start, end));
    const isId = (text = '') => /^[\w.]*[iI]d$/.test(text);
    if (!isId(one) || !isId(two)) return [];
    const between = source.slice(first.end, second.start);
    return [{ start: first.start, end: second.end, to: `${two}${between}${one}` }];
  });
};

const OPERATORS: Readonly<Record<string, readonly Operator[]>> = {
  BinaryExpression: [swapOperator],
  LogicalExpression: [swapOperator, dropFallback],
  UnaryExpression: [dropNot],
  IfStatement: [neverTrue],
  ConditionalExpression: [negateChoice],
  Literal: [changeLiteral],
  ExpressionStatement: [dropStatement],
  ContinueStatement: [dropJump],
  BreakStatement: [dropJump],
  ReturnStatement: [dropJump],
  CallExpression: [changeCall, swapIds],
  TaggedTemplateExpression: [changeSql],
};
/** Syntax that only the compiler reads, but with an expression inside. */
const AROUND_EXPRESSIONS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
]);

/** Makes every mutant of a source file, in the order of its text. */
export function makeMutants(file: string, source: string): Mutant[] {
  const { program } = parseSync(file, source);
  const changes: Change[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value)) return;
    if (AROUND_EXPRESSIONS.has(value.type)) return visit(value['expression']);
    if (value.type.startsWith('TS') || value.type === 'ImportDeclaration') return;
    for (const operator of OPERATORS[value.type] ?? []) changes.push(...operator(value, source));
    Object.values(value).forEach(visit);
  };
  visit(program);
  return changes
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((change) => ({
      file,
      line: source.slice(0, change.start).split('\n').length,
      ...change,
      from: source.slice(change.start, change.end),
    }));
}

/** Writes the source with a mutant in it. */
export function mutatedSource({ start, end, to }: Mutant, source: string): string {
  return source.slice(0, start) + to + source.slice(end);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

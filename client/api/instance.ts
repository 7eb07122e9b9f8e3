import { INSTANCE_HEADER, STARTING_INSTANCE } from '#server/contract/instance.ts';

/** The installation by which somebody is signed in on this device. */
const KEPT = 'dia-ban-instance';

/** Sender of an answer: this installation, nobody of the product (a portal, a filter), or another installation. */
export type Sender = 'ours' | 'stranger' | 'another';

/** Bad gateway, not available, gateway timeout. */
const GATEWAY: readonly number[] = [502, 503, 504];

/** Somebody else answered in the server's place: whatever it said is silence. */
export class StrangerAnswered extends Error {
  readonly sender: Exclude<Sender, 'ours'>;
  readonly status: number;

  constructor(sender: Exclude<Sender, 'ours'>, status: number) {
    super(`answered by ${sender}: ${status}`);
    this.name = 'StrangerAnswered';
    this.sender = sender;
    this.status = status;
  }

  /** True for what the product's own proxy says while nobody answers behind it. */
  get isGateway(): boolean {
    return this.sender === 'stranger' && GATEWAY.includes(this.status);
  }
}

/**
 * Gives an answer that carries the mark of the product, as a worker can tell, which keeps no note of the installation.
 * @throws {StrangerAnswered}
 */
export function answerOfServer(response: Response): Response {
  if (!response.headers.has(INSTANCE_HEADER)) {
    throw new StrangerAnswered('stranger', response.status);
  }
  return response;
}

/**
 * Gives an answer of the interface, of the installation that the page has named in its request where it has named one.
 * @throws {StrangerAnswered}
 */
export function answerOfInterface(request: Request, response: Response): Response {
  const sender = senderFor(request.headers.get(INSTANCE_HEADER), response);
  if (sender !== 'ours') throw new StrangerAnswered(sender, response.status);
  return response;
}

/** Names the installation of this device in a request, for the worker that may answer it. */
export function withInstance(init: RequestInit | undefined): RequestInit | undefined {
  const kept = localStorage.getItem(KEPT);
  if (kept === null) return init;
  const headers = new Headers(init?.headers);
  headers.set(INSTANCE_HEADER, kept);
  return { ...init, headers };
}

function senderFor(wanted: string | null, { headers }: Response): Sender {
  const instance = headers.get(INSTANCE_HEADER);
  // The interface never answers with a page.
  if (instance === null || headers.get('content-type')?.startsWith('text/html') === true) {
    return 'stranger';
  }
  const isOurs = instance === STARTING_INSTANCE || wanted === null || wanted === instance;
  return isOurs ? 'ours' : 'another';
}

/** The installation that has answered last; nobody is bound to it before a sign-in. */
let last: string | null = null;

/** Finds the sender of an answer. Before a sign-in, which binds the device to one, each installation counts as ours. */
export function senderOf(response: Response): Sender {
  const sender = senderFor(localStorage.getItem(KEPT), response);
  const instance = response.headers.get(INSTANCE_HEADER);
  if (sender === 'ours' && instance !== STARTING_INSTANCE) last = instance;
  return sender;
}

/** Binds this device to the installation by which somebody is signed in. A sign-out forgets it with all else. */
export function keepInstance(): void {
  if (last !== null) localStorage.setItem(KEPT, last);
}

/** Lets the next sign-in bind this device anew. */
export function forgetInstance(): void {
  localStorage.removeItem(KEPT);
}

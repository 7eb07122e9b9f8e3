// A thread has to be taught to read TypeScript by itself: `--import tsx` is for main threads alone.
import { register } from 'tsx/esm/api';

register();
await import('./solver-worker.ts');

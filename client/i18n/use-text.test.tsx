// @vitest-environment happy-dom
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';

it('draws what needs everyday words at once, and waits for other words where they are needed', async () => {
  // React draws by itself here: what is shown meanwhile is what the test is about.
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
  // Other tests of this process have loaded all words already.
  vi.resetModules();
  const { loadEverydayText, useText } = await import('./use-text.ts');
  function List() {
    return <h1>{useText().worklist.title}</h1>;
  }
  function Targets() {
    return <h2>{useText().plans.title}</h2>;
  }
  let waited = false;
  function Waiting() {
    waited = true;
    return '…';
  }
  await loadEverydayText('vi');
  const page = document.body.appendChild(document.createElement('div'));
  const root = createRoot(page);
  root.render(
    <>
      <List />
      <Suspense fallback={<Waiting />}>
        <Targets />
      </Suspense>
    </>,
  );
  const heading = (level: string) => page.querySelector(level)?.textContent;
  await vi.waitFor(() => expect(heading('h2')).toBe('Chỉ tiêu kế hoạch'), { timeout: 10_000 });
  expect(heading('h1')).toBe('Việc cần làm');
  expect(waited).toBe(true);
  root.unmount();
  vi.unstubAllGlobals();
});

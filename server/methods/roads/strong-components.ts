/**
 * Numbers the strongly connected components of a directed graph (Tarjan 1972, without recursion: a city's graph
 * is deeper than the stack). Arcs of node `n` stand from `first[n]` to `first[n + 1]` in `target`.
 */
export function strongComponents(first: Int32Array, target: Int32Array): Int32Array {
  const nodes = first.length - 1;
  const component = new Int32Array(nodes).fill(-1);
  const [order, low, cursor] = [
    new Int32Array(nodes).fill(-1),
    new Int32Array(nodes),
    Int32Array.from(first.subarray(0, nodes)),
  ];
  const [waiting, path]: [number[], number[]] = [[], []];
  let [visited, components] = [0, 0];
  for (let start = 0; start < nodes; start += 1) {
    if (order[start] !== -1) continue;
    path.push(start);
    while (path.length > 0) {
      const node = path.at(-1) ?? 0;
      if (order[node] === -1) {
        order[node] = low[node] = visited;
        visited += 1;
        waiting.push(node);
      }
      const arc = cursor[node] ?? 0;
      if (arc < (first[node + 1] ?? 0)) {
        cursor[node] = arc + 1;
        const next = target[arc] ?? 0;
        if (order[next] === -1) path.push(next);
        else if (component[next] === -1) low[node] = Math.min(low[node] ?? 0, order[next] ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0);
      if (low[node] !== order[node]) continue;
      for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
        component[member] = components;
        if (member === node) break;
      }
      components += 1;
    }
  }
  return component;
}

/** The value of a counter in a service's metrics, of its first line with these labels; 0 where it has not counted yet. */
export function counterValue(metrics: string, name: string, labels = ''): number {
  const line = metrics.split('\n').find((one) => one.startsWith(`${name}{`) && one.includes(labels))
  return Number(line?.slice(line.lastIndexOf(' ')) ?? 0)
}

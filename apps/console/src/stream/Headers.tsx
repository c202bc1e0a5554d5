/** The headers of a message, ours first; a stack trace opens by itself. */
export function Headers({ headers }: { headers: Readonly<Record<string, string>> }) {
  const rank = (name: string): number => (name.startsWith('floatchat.') ? 0 : name === 'traceparent' ? 1 : 2)
  const sorted = Object.entries(headers).sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
  return (
    <section class="card">
      <h2>Headers</h2>
      <div class="table-scroll">
        <table class="table compact stack">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td>
                  {value.includes('\n') ? (
                    <details>
                      <summary>{value.slice(0, value.indexOf('\n'))}</summary>
                      <pre class="code">{value}</pre>
                    </details>
                  ) : (
                    <span class="break">{value}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

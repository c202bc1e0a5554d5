import { type SystemService, systemServices } from '@floatchat/contracts/pipeline'

const names = (list: readonly SystemService[]) => list.map(({ name }) => name).join(', ')

/** Pods that may speak to a server, as a selector's line; the setup makes the tables. */
function speaksTo(server: SystemService['needs'][number]): string[] {
  const stages = names(systemServices.filter(({ needs }) => needs.includes(server)))
  const others = server === 'database' ? ', setup' : ''
  return [`- { key: app.kubernetes.io/name, operator: In, values: [${stages}${others}] }`]
}

type Blocks = Readonly<Record<string, () => readonly string[]>>

/**
 * What stands between `# pipeline: begin` and `# pipeline: end` in files that are otherwise written by hand: the lines of
 * each block by its name ('' where the file has only one).
 */
export const pipelineBlocks: Readonly<Record<string, Blocks>> = {
  'kubernetes/base/kustomization.yaml': { '': () => systemServices.map(({ name }) => `- ${name}.yaml`) },
  'kubernetes/base/network-policies.yaml': {
    database: () => speaksTo('database'),
    bucket: () => speaksTo('bucket'),
    model: () => speaksTo('model'),
    source: () => speaksTo('source'),
  },
  'prometheus/alerts.yml': {
    '': () => [
      'expr: >-',
      '  sum by (service) (up{job="floatchat"}) == 0',
      ...systemServices.map(({ name }) => `  or absent(up{job="floatchat", service="${name}"})`),
    ],
  },
}

/**
 * The text with its blocks made anew.
 *
 * @throws where the text has a block that is not known, or lacks one that is
 */
export function withBlocks(text: string, blocks: Blocks): string {
  const left = new Set(Object.keys(blocks))
  const done = text.replaceAll(
    /^( *)# pipeline: begin ?(\w*)\n(?:.*\n)*?\1# pipeline: end\n/gm,
    (_whole, indent: string, name: string) => {
      const lines = blocks[name]?.()
      if (lines === undefined) throw new Error(`There is no block '${name}'.`)
      left.delete(name)
      const begin = `${indent}# pipeline: begin${name === '' ? '' : ` ${name}`}`
      return `${[begin, ...lines.map((line) => indent + line), `${indent}# pipeline: end`].join('\n')}\n`
    },
  )
  if (left.size > 0) throw new Error(`The block '${[...left].join("', '")}' is not in the text.`)
  return done
}

import { spawnSync } from 'node:child_process'

/** One run of the Python design's own benchmark. */
export interface PythonRun {
  readonly e2e: number
  readonly rows: number
  readonly worker_cpu: number
  readonly pg_cpu: number
  readonly rss_mb: number
  readonly status: string
}

/**
 * The Python design (FastAPI, Celery, Redis) as it comes with its own scripts and driver.
 *
 * @param folder where its scripts are
 * @param work its data folder, after `install.sh`
 * @param data the files of its scenarios
 */
export function pythonDesign(folder: string, work: string, data = `${work}/data`) {
  const shell = (command: string) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `cd '${folder}' && . ./env.sh && ${command}`], {
      env: { ...process.env, WORK: work, DATA: data },
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    })
    if (status !== 0) throw new Error(`${command}: ${stderr.slice(-2000)}`)
    return stdout
  }
  return {
    data,
    start: (workers: 'solo' | 'prefork2') => void shell(`./up.sh ${workers}`),
    run(scenario: string): PythonRun {
      const lines = shell(`$VENV/bin/python bench.py ${scenario} --runs 1`).trim().split('\n')
      return JSON.parse(lines.at(-1) ?? '{}') as PythonRun // Its driver's own line of JSON.
    },
    stop: () => void shell('./down.sh'),
  }
}

import { effect, signal } from '@preact/signals'
import type { PipelineStage, ReadPipelineAnswer } from '../api/generated/openApi.ts'
import { request } from '../api/request.ts'
import { session } from '../session/session.ts'

/** The stages in the order of a file's way, as the gateway tells them; empty until it has. */
export const stages = signal<readonly PipelineStage[]>([])

export const stageNamed = (name: string): PipelineStage | undefined => stages.value.find(({ stage }) => stage === name)

/** Asks for the stages as soon as somebody is signed in, and again until they have come. */
export function watchStages(): () => void {
  return effect(() => {
    if (session.value === undefined || stages.value.length > 0) return
    const stop = new AbortController()
    const ask = (): void => {
      request<ReadPipelineAnswer>('/api/v1/pipeline', { signal: stop.signal }).then(
        (answer) => {
          stages.value = answer.stages
        },
        () => {
          if (!stop.signal.aborted) setTimeout(ask, 5_000)
        },
      )
    }
    ask()
    return () => stop.abort()
  })
}

import type { DatasetSummarized, DatasetWritten } from '@floatchat/contracts/generated/records'
import OpenAI from 'openai'
import type { Settings } from '../settings.ts'
import { CircuitBreaker, CircuitOpen } from './CircuitBreaker.ts'
import { type CallModel, makeCallModel } from './callModel.ts'
import { Places } from './Places.ts'
import { prompt } from './prompt.ts'
import { modelSeconds, summariesWritten } from './summaryMetrics.ts'
import { template } from './template.ts'

export type Summary = Pick<DatasetSummarized, 'summary_text' | 'summary_source' | 'fallback_reason' | 'model'>

/**
 * A summary of the dataset within LLM_TIMEOUT_SECONDS: the model's where one is configured and answers well,
 * else the template's with the reason. Throws only where the stage is stopping.
 */
export function makeSummarize(
  settings: Settings,
  callModel: CallModel | undefined = makeCallModel(settings),
): (written: DatasetWritten, stopping: AbortSignal) => Promise<Summary> {
  const breaker = new CircuitBreaker(settings.LLM_BREAKER_FAILURES, settings.LLM_BREAKER_SECONDS * 1000)
  const places = new Places(settings.LLM_MAX_CONCURRENT)

  return async (written, stopping) => {
    if (callModel === undefined) return byTemplate(written, null, 'none')
    const timeout = AbortSignal.timeout(settings.LLM_TIMEOUT_SECONDS * 1000)
    const signal = AbortSignal.any([timeout, stopping])
    const started = performance.now()
    const took = (outcome: string) => modelSeconds.observe({ outcome }, (performance.now() - started) / 1000)
    try {
      const ask = () => breaker.call(() => callModel(prompt(written), signal))
      const summary_text = await (breaker.isOpen() ? ask() : places.take(signal, ask))
      took('answered')
      summariesWritten.inc({ source: 'llm', fallback: '' })
      return { summary_text, summary_source: 'llm', fallback_reason: null, model: settings.LLM_MODEL }
    } catch (error) {
      stopping.throwIfAborted()
      const { kind, reason } = timeout.aborted
        ? { kind: 'timeout', reason: `the model did not answer within ${settings.LLM_TIMEOUT_SECONDS} s` }
        : inWords(error)
      if (kind !== 'open') took('failed')
      return byTemplate(written, reason, kind)
    }
  }
}

function byTemplate(written: DatasetWritten, reason: string | null, kind: string): Summary {
  summariesWritten.inc({ source: 'template', fallback: kind })
  return {
    summary_text: template(written.statistics),
    summary_source: 'template',
    fallback_reason: reason,
    model: null,
  }
}

/** Without what the server said in its own words, which may hold anything. */
function inWords(error: unknown): { kind: string; reason: string } {
  if (error instanceof CircuitOpen) return { kind: 'open', reason: error.message }
  if (error instanceof OpenAI.APIConnectionError)
    return { kind: 'connection', reason: 'the model could not be reached' }
  if (error instanceof OpenAI.APIError && error.status !== undefined) {
    return { kind: 'status', reason: `the model answered with status ${error.status}` }
  }
  if (error instanceof SyntaxError) return { kind: 'answer', reason: 'the answer is not JSON' }
  return { kind: 'answer', reason: error instanceof Error ? error.message.slice(0, 200) : 'the answer cannot be used' }
}

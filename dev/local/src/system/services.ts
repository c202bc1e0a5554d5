import { type PipelineStage, pipeline } from '@floatchat/contracts/pipeline'

/** A service as the command starts it. */
export type Service = Pick<PipelineStage, 'name' | 'healthPort' | 'nodeOptions' | 'niceness'>

/** In the order of a file's way through them. */
export const services: readonly Service[] = pipeline

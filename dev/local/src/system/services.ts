import { type SystemService, systemServices } from '@floatchat/contracts/pipeline'

/** A service as the command starts it. */
export type Service = Pick<SystemService, 'name' | 'healthPort' | 'nodeOptions' | 'niceness'>

/** In the order of a file's way through them. */
export const services: readonly Service[] = systemServices

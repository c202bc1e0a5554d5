import { stopStack } from '@floatchat/stack/stopStack'
import { stopServices } from './stopServices.ts'

/** Stops services first, so that they can hand back their work, then what they work with. */
export async function stopSystem(home: string): Promise<void> {
  await stopServices(home)
  await stopStack(home)
}

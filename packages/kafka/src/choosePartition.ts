import kafkajs, { type ICustomPartitioner } from 'kafkajs'
import { header } from './messageHeaders.ts'
import { partitionOfKey } from './partitionOfKey.ts'

/** By the key, and by the weight of the file where a header says it; a message that names its partition keeps it. */
export const choosePartition: ICustomPartitioner = () => {
  const usual = kafkajs.Partitioners.DefaultPartitioner()
  return (choice) => {
    const { key, partition, headers } = choice.message
    const weight = headers?.[header.weight]?.toString()
    if (typeof partition === 'number' || key == null || (weight !== 'light' && weight !== 'heavy')) return usual(choice)
    return partitionOfKey(key, choice.partitionMetadata.length, weight)
  }
}

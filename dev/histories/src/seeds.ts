/**
 * Seeds of the histories that have gone wrong, and what each has found. They run before all others, so that it is found
 * again where it comes back. Whoever changes the plan of a history makes other histories of the same seeds: look for
 * new ones then, with the fault put back.
 */
export const seeds: readonly (readonly [found: string, seeds: readonly number[]])[] = [
  ['of two deadly messages on a partition both are found out', [411, 523, 543, 637]],
  ['a place to read again from does not outlive the joining of the group', [460, 461, 591, 593]],
  ['a clock that is set back while the group is first joined silences nobody', [760_194_212]],
  [
    'what the group has refused to a batch that was set aside has the next one join it again',
    [2_039_339_749, 2_039_339_997, 2_039_341_910],
  ],
  ['what was fetched before its partition was begun again commits nothing', [1_179_627_046]],
  ['a heartbeat that is refused late does not keep a member from working that has joined anew', [475, 7022, 7115]],
]

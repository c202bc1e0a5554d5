import { useState } from 'preact/hooks'
import { sentenceOf } from '../api/ApiProblem.ts'
import { type LevelChoice, type LevelFormat, levelFormats, readLevels } from '../api/levels.ts'
import { announce } from '../app/announce.ts'
import { Icon } from '../ui/Icon.tsx'
import { saveFile } from './saveFile.ts'

/** Takes the best levels away as a file that the reading interface makes; without a choice there is nothing to take. */
export function LevelDownloads({ choice, name }: { choice: LevelChoice | undefined; name: string }) {
  const [busy, setBusy] = useState<LevelFormat>()
  const [problem, setProblem] = useState<string>()
  if (choice === undefined) return null
  const take = async (format: LevelFormat): Promise<void> => {
    setBusy(format)
    setProblem(undefined)
    try {
      saveFile(`${name} levels.${format}`, await readLevels(choice, format))
      announce(`${levelFormats[format].label} saved`)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
    setBusy(undefined)
  }
  return (
    <fieldset class="button-row">
      <legend class="inline-legend" title="The best value of every level, a row for each, from schema argo">
        Best levels as
      </legend>
      {(Object.keys(levelFormats) as LevelFormat[]).map((format) => (
        <button
          key={format}
          type="button"
          class="button small"
          title={levelFormats[format].title}
          disabled={busy !== undefined}
          onClick={() => void take(format)}
        >
          <Icon name="download" /> {busy === format ? 'Reading…' : levelFormats[format].label}
        </button>
      ))}
      {problem === undefined ? null : (
        <span class="field-problem" role="alert">
          {problem}
        </span>
      )}
    </fieldset>
  )
}

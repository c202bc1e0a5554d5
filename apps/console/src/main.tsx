import { render } from 'preact'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/buttons.css'
import './styles/fields.css'
import './styles/signs.css'
import './styles/layout.css'
import './styles/tables.css'
import './styles/facts.css'
import './styles/upload.css'
import './styles/stages.css'
import './app/theme.ts'
import { App } from './app/App.tsx'
import { watchStages } from './app/stages.ts'
import { watchAllowed } from './session/allowed.ts'

const root = document.getElementById('app')
watchAllowed()
watchStages()
if (root !== null) render(<App />, root)

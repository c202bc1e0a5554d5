import { render } from 'preact'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/controls.css'
import './styles/pages.css'
import './app/theme.ts'
import { App } from './app/App.tsx'

const root = document.getElementById('app')
if (root !== null) render(<App />, root)

import { effect, signal } from '@preact/signals'

export type Theme = 'auto' | 'light' | 'dark'

const key = 'floatchat.theme'
const stored = localStorage.getItem(key)

/** What the person chose; `auto` follows the system. */
export const theme = signal<Theme>(stored === 'light' || stored === 'dark' ? stored : 'auto')

const system = matchMedia('(prefers-color-scheme: dark)')
const systemDark = signal(system.matches)
system.addEventListener('change', ({ matches }) => {
  systemDark.value = matches
})

/** Whether the page is dark at the moment: for what is drawn rather than styled. */
export const isDark = signal(false)

effect(() => {
  isDark.value = theme.value === 'auto' ? systemDark.value : theme.value === 'dark'
  document.documentElement.dataset.theme = isDark.value ? 'dark' : 'light'
})
effect(() => {
  if (theme.value === 'auto') localStorage.removeItem(key)
  else localStorage.setItem(key, theme.value)
})

import { useRef } from 'preact/hooks'
import { mayDo } from '../session/allowed.ts'
import { session, signOut } from '../session/session.ts'
import { utcTime } from '../ui/formatTime.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { queueSummary } from '../upload/uploadQueue.ts'
import { HealthSign } from './HealthSign.tsx'
import { href, route } from './route.ts'
import { SearchBox } from './SearchBox.tsx'
import { type Theme, theme } from './theme.ts'

const rooms: readonly { name: string; label: string; icon: IconName; needs?: string }[] = [
  { name: 'upload', label: 'Upload', icon: 'upload', needs: 'upload' },
  { name: 'jobs', label: 'Jobs', icon: 'jobs' },
  { name: 'datasets', label: 'Datasets', icon: 'data' },
  { name: 'floats', label: 'Floats', icon: 'float' },
  { name: 'stream', label: 'Pipeline', icon: 'stream' },
]

/** What is looked at less often, behind one button; as far as the person may. */
const further: readonly { name: string; label: string; needs: string }[] = [
  { name: 'operations', label: 'Operations', needs: 'listOperations' },
  { name: 'mirror', label: 'Mirror', needs: 'readMirror' },
  { name: 'quality', label: 'Quality tests', needs: 'auditQualityTests' },
  { name: 'keys', label: 'API keys', needs: 'listKeys' },
  { name: 'audit', label: 'Audit log', needs: 'listAudit' },
]

export function TopBar() {
  const [here = 'upload'] = route.value.path
  return (
    <header class="top-bar">
      <a class="brand" href={href(['upload'])}>
        <img src="/floatchat.svg" alt="" width="28" height="28" />
        <span>
          FloatChat <span class="brand-second">ingestion</span>
        </span>
      </a>
      <nav class="rooms" aria-label="Main">
        {rooms
          .filter(({ needs }) => needs === undefined || mayDo(needs))
          .map(({ name, label, icon }) => (
            <a key={name} href={href([name])} {...(name === here ? { 'aria-current': 'page' as const } : {})}>
              <Icon name={icon} />
              {label}
              {name === 'upload' ? <UploadsUnderWay /> : null}
            </a>
          ))}
        <Further here={here} />
      </nav>
      <SearchBox />
      <div class="top-bar-end">
        <HealthSign />
        <ThemeButton />
        <SignOutButton />
      </div>
    </header>
  )
}

function Further({ here }: { here: string }) {
  const place = useRef<HTMLDetailsElement>(null)
  const there = further.filter(({ needs }) => mayDo(needs))
  if (there.length === 0) return null
  const current = there.find(({ name }) => name === here)
  const close = (): void => place.current?.removeAttribute('open')
  return (
    <details
      class="further"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        close()
        place.current?.querySelector('summary')?.focus()
      }}
      onFocusOut={({ relatedTarget }) => {
        if (!place.current?.contains(relatedTarget as Node | null)) close()
      }}
    >
      <summary class={current === undefined ? '' : 'current'}>
        <Icon name="plus" />
        {current?.label ?? 'More'}
      </summary>
      <ul class="popover">
        {there.map(({ name, label }) => (
          <li key={name}>
            <a href={href([name])} onClick={close} {...(name === here ? { 'aria-current': 'page' as const } : {})}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** How many files are on their way, wherever on the console the person is. */
function UploadsUnderWay() {
  const { active } = queueSummary.value
  if (active === 0) return null
  return (
    <span class="pill">
      {active}
      <span class="visually-hidden"> under way</span>
    </span>
  )
}

const themes: Readonly<Record<Theme, { next: Theme; icon: IconName; label: string }>> = {
  auto: { next: 'light', icon: 'auto', label: 'Colours as the system has them' },
  light: { next: 'dark', icon: 'sun', label: 'Light colours' },
  dark: { next: 'auto', icon: 'moon', label: 'Dark colours' },
}

function ThemeButton() {
  const { next, icon, label } = themes[theme.value]
  const text = `${label}: change to ${themes[next].label.toLowerCase()}`
  return <IconButton icon={icon} label={text} onClick={() => (theme.value = next)} />
}

function SignOutButton() {
  const claims = session.value
  const until = claims?.expires === undefined ? '' : `, token good until ${utcTime(claims.expires)} UTC`
  const text = `Sign out ${claims?.subject ?? ''}${until}`
  return <IconButton icon="leave" label={text} onClick={signOut} />
}

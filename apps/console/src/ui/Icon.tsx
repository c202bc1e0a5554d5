/** Paths on a grid of 16, drawn with a line of 1.6. */
const paths = {
  upload: 'M8 11V2.5M4.5 6 8 2.5 11.5 6M2.5 11v2.5h11V11',
  jobs: 'M5.5 3.5h8M5.5 8h8M5.5 12.5h8M2.3 3.5h.4M2.3 8h.4M2.3 12.5h.4',
  data: 'M2.5 4c0-2 11-2 11 0s-11 2-11 0v8c0 2 11 2 11 0V4M2.5 8c0 2 11 2 11 0',
  float: 'M6 6.500h4v6.500l-2 2-2-2zM8 6.500V1.500M3 8.500c-1 .6-1.5.6-2 .6M13 8.500c1 .6 1.5.6 2 .6',
  stream: 'M1.5 5c2.2-2 4.3-2 6.5 0s4.3 2 6.5 0M1.5 11c2.2-2 4.3-2 6.5 0s4.3 2 6.5 0',
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 1.800a6.2 6.2 0 1 0 0 12.400A6.2 6.2 0 0 0 8 1.800M8 4.800V8l2.2 1.5',
  running: 'M13.5 8A5.5 5.5 0 1 1 8 2.5',
  retry: 'M13 3v3.500H9.500M13 6.300A5.5 5.5 0 1 0 13.5 9',
  trash: 'M2.5 4.500h11M6 4.500v-2h4v2M4 4.500l.7 9h6.600l.7-9',
  warning: 'M8 2 14.5 13.500h-13zM8 6.500v3M8 11.700v.1',
  copy: 'M5.5 5.500h8v8h-8zM10.5 5.500v-3h-8v8h3',
  download: 'M8 2.500V11M4.5 7.5 8 11l3.5-3.500M2.5 13.500h11',
  search: 'M7 2.500a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.300l3.7 3.7',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.500M8 13.500V15M1 8h1.500M13.5 8H15M3 3l1.1 1.100M11.9 11.9 13 13M3 13l1.1-1.100M11.9 4.1 13 3',
  moon: 'M13.5 9.500A6 6 0 1 1 6.5 2.500a4.8 4.8 0 0 0 7 7',
  auto: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 2v12M8 5h4.500M8 8h6M8 11h4.5',
  leave: 'M6 2.500H2.500v11H6M6.5 8H14M11 5l3 3-3 3',
  left: 'M10 3 5 8l5 5',
  right: 'M6 3l5 5-5 5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  reset: 'M2.5 6V2.500H6M10 2.500h3.500V6M13.5 10v3.500H10M6 13.500H2.500V10',
  stop: 'M4 4h8v8H4z',
  file: 'M9.5 1.800H3.500v12.400h9V4.800zM9.5 1.800v3h3',
  flag: 'M4 14.500V2M4 2.500h8.500l-2 3 2 3H4',
} as const

export type IconName = keyof typeof paths

/** A sign beside a word; it says nothing of its own to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}

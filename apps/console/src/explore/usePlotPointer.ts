import { useRef, useState } from 'preact/hooks'

/** Of a plot, in CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Where the pointer is on the plot, and whether what it does is to be added to what was done before. */
export interface PlotPointer {
  readonly x: number
  readonly y: number
  readonly also: boolean
}

/** What a plot does about the pointer. */
export interface PointerActions {
  readonly onMove?: ((at: PlotPointer | undefined, size: Size) => void) | undefined
  readonly onPick?: ((at: PlotPointer, size: Size) => void) | undefined
  /** A drag from one place to another, when it is let go. */
  readonly onDrag?: ((from: PlotPointer, to: PlotPointer, size: Size) => void) | undefined
  /** A drag while it goes on, by so many pixels since the last time. */
  readonly onPan?: ((dx: number, dy: number) => void) | undefined
}

type PlotEvent = PointerEvent & { readonly currentTarget: Element }

/** Tells a pick from a drag, and a finger from a mouse. */
export function usePlotPointer({ onMove, onPick, onDrag, onPan }: PointerActions, size: Size) {
  const down = useRef<PlotPointer>(undefined)
  const last = useRef<PlotPointer>(undefined)
  const [dragged, setDragged] = useState<readonly [PlotPointer, PlotPointer]>()
  const letGo = (): void => {
    down.current = undefined
    setDragged(undefined)
  }
  const handlers = {
    onPointerDown: (event: PlotEvent): void => {
      if (event.button !== 0) return
      down.current = placeOf(event)
      last.current = down.current
      if (onPan !== undefined || (onDrag !== undefined && event.pointerType === 'mouse'))
        event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PlotEvent): void => {
      const now = placeOf(event)
      const from = down.current
      if (from !== undefined && onPan !== undefined && isDrag(from, now)) {
        onPan(now.x - (last.current?.x ?? now.x), now.y - (last.current?.y ?? now.y))
        last.current = now
      } else if (from !== undefined && onDrag !== undefined && event.pointerType === 'mouse' && isDrag(from, now))
        setDragged([from, now])
      else onMove?.(now, size)
    },
    onPointerUp: (event: PlotEvent): void => {
      const from = down.current
      const to = placeOf(event)
      letGo()
      if (from === undefined) return
      if (!isDrag(from, to)) {
        // A finger does not hover: where it taps, the value is told.
        if (event.pointerType !== 'mouse') onMove?.(to, size)
        onPick?.(to, size)
      } else if (event.pointerType === 'mouse') onDrag?.(from, to, size)
    },
    onPointerCancel: letGo,
    onPointerLeave: ({ pointerType }: PlotEvent): void => {
      if (pointerType === 'mouse') onMove?.(undefined, size)
    },
  }
  return { dragged, handlers }
}

function placeOf(event: PlotEvent): PlotPointer {
  const { left, top } = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top, also: event.shiftKey || event.ctrlKey || event.metaKey }
}

function isDrag(from: PlotPointer, to: PlotPointer): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > 5
}

import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { CanvasSurface } from '../plots/CanvasSurface.ts'
import type { Surface } from '../plots/Surface.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface PlotPointer {
  readonly x: number
  readonly y: number
  readonly also: boolean
}

interface PlotCanvasProps {
  readonly label: string
  readonly height: number
  /** Draws what changes rarely; called again when it is another function. */
  readonly draw: (surface: Surface, size: Size) => void
  /** Draws what follows the pointer, over it. */
  readonly drawOver?: ((surface: Surface, size: Size) => void) | undefined
  readonly onMove?: ((at: PlotPointer | undefined, size: Size) => void) | undefined
  readonly onPick?: ((at: PlotPointer, size: Size) => void) | undefined
  /** A drag from one place to another, when it is let go. */
  readonly onDrag?: ((from: PlotPointer, to: PlotPointer, size: Size) => void) | undefined
  /** A drag while it goes on, by so many pixels since the last time. */
  readonly onPan?: ((dx: number, dy: number) => void) | undefined
  /** A turn of the wheel with Ctrl held, or a pinch. */
  readonly onZoom?: ((factor: number) => void) | undefined
  readonly onReset?: (() => void) | undefined
  /** A key on the plot; true where it led to a value. With it the plot can be reached by keyboard. */
  readonly onKey?: ((key: string, size: Size) => boolean) | undefined
  readonly children?: ComponentChildren
}

/** Two canvases over each other, as wide as there is room: what the pointer does redraws only the upper one. */
export function PlotCanvas(props: PlotCanvasProps) {
  const { label, height, draw, drawOver, onMove, onPick, onDrag, onPan, onZoom, onReset, onKey, children } = props
  const box = useRef<HTMLElement & HTMLDivElement>(null)
  const lower = useRef<HTMLCanvasElement>(null)
  const upper = useRef<HTMLCanvasElement>(null)
  const [width, setWidth] = useState(0)
  const down = useRef<PlotPointer>(undefined)
  const last = useRef<PlotPointer>(undefined)
  const [dragged, setDragged] = useState<readonly [PlotPointer, PlotPointer]>()

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    setWidth(element.clientWidth)
    return () => observer.disconnect()
  }, [])

  useEffect(() => paint(lower.current, { width, height }, draw), [width, height, draw])
  useEffect(() => {
    paint(upper.current, { width, height }, (surface, size) => {
      drawOver?.(surface, size)
      if (dragged === undefined) return
      const [from, to] = dragged
      surface.rect(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(to.x - from.x), Math.abs(to.y - from.y), {
        fill: 'rgb(90 150 180 / 0.2)',
        stroke: 'rgb(90 150 180)',
      })
    })
  }, [width, height, drawOver, dragged])

  const at = (event: PointerEvent): PlotPointer => {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top, also: event.shiftKey || event.ctrlKey || event.metaKey }
  }
  const size = { width, height }
  const isDrag = (from: PlotPointer, to: PlotPointer): boolean => Math.hypot(to.x - from.x, to.y - from.y) > 5

  const picture = (
    <>
      <canvas ref={lower} role="img" aria-label={label} />
      <canvas
        ref={upper}
        class={onPan === undefined ? 'plot-over' : 'plot-over pans'}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          down.current = at(event)
          last.current = down.current
          if (onPan !== undefined || (onDrag !== undefined && event.pointerType === 'mouse'))
            event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={(event) => {
          const now = at(event)
          const from = down.current
          if (from !== undefined && onPan !== undefined && isDrag(from, now)) {
            onPan(now.x - (last.current?.x ?? now.x), now.y - (last.current?.y ?? now.y))
            last.current = now
          } else if (from !== undefined && onDrag !== undefined && event.pointerType === 'mouse' && isDrag(from, now))
            setDragged([from, now])
          else onMove?.(now, size)
        }}
        onPointerUp={(event) => {
          const from = down.current
          const to = at(event)
          down.current = undefined
          setDragged(undefined)
          if (from === undefined) return
          if (!isDrag(from, to)) {
            // A finger does not hover: where it taps, the value is told.
            if (event.pointerType !== 'mouse') onMove?.(to, size)
            onPick?.(to, size)
          } else if (event.pointerType === 'mouse') onDrag?.(from, to, size)
        }}
        onPointerCancel={() => {
          down.current = undefined
          setDragged(undefined)
        }}
        onPointerLeave={({ pointerType }) => {
          if (pointerType === 'mouse') onMove?.(undefined, size)
        }}
        onDblClick={onReset}
        onWheel={(event) => {
          if (onZoom === undefined || !event.ctrlKey) return
          event.preventDefault()
          onZoom(event.deltaY < 0 ? 1.2 : 1 / 1.2)
        }}
      />
      {children}
    </>
  )
  if (onKey === undefined)
    return (
      <div class="plot" ref={box}>
        {picture}
      </div>
    )
  return (
    <section
      class="plot"
      ref={box}
      aria-label={`${label}: arrow keys go from value to value`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go from value to value.
      tabIndex={0}
      onKeyDown={(event) => {
        if (onKey(event.key, size)) event.preventDefault()
      }}
      onBlur={() => onMove?.(undefined, size)}
    >
      {picture}
    </section>
  )
}

function paint(
  canvas: HTMLCanvasElement | null,
  { width, height }: Size,
  draw: (surface: Surface, size: Size) => void,
): void {
  if (canvas === null || width === 0) return
  const ratio = Math.min(2, devicePixelRatio || 1)
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w
    canvas.height = h
    // By property, not by attribute: the page's policy allows no inline style.
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
  }
  const context = canvas.getContext('2d')
  if (context === null) return
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  const start = performance.now()
  draw(new CanvasSurface(context), { width, height })
  // Seen in the browser's own tools, and by the test of how quick it is.
  performance.measure('plot', { start })
}

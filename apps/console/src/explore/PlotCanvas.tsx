import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { CanvasSurface } from '../plots/CanvasSurface.ts'
import type { Surface } from '../plots/Surface.ts'
import { type PointerActions, type Size, usePlotPointer } from './usePlotPointer.ts'

interface PlotCanvasProps extends PointerActions {
  readonly label: string
  readonly height: number
  /** Draws what changes rarely; called again when it is another function. */
  readonly draw: (surface: Surface, size: Size) => void
  /** Draws what follows the pointer, over it. */
  readonly drawOver?: ((surface: Surface, size: Size) => void) | undefined
  /** A turn of the wheel with Ctrl held, or a pinch. */
  readonly onZoom?: ((factor: number) => void) | undefined
  readonly onReset?: (() => void) | undefined
  /** A key on the plot; true where it led to a value. With it the plot can be reached by keyboard. */
  readonly onKey?: ((key: string, size: Size) => boolean) | undefined
  readonly children?: ComponentChildren
}

/** Two canvases over each other, as wide as there is room: what the pointer does redraws only the upper one. */
export function PlotCanvas(props: PlotCanvasProps) {
  const { label, height, draw, drawOver, onMove, onPan, onZoom, onReset, onKey, children } = props
  const box = useRef<HTMLElement & HTMLDivElement>(null)
  const lower = useRef<HTMLCanvasElement>(null)
  const upper = useRef<HTMLCanvasElement>(null)
  const width = useWidth(box)
  const size = { width, height }
  const { dragged, handlers } = usePlotPointer(props, size)

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

  const picture = (
    <>
      <canvas ref={lower} role="img" aria-label={label} />
      <canvas
        ref={upper}
        class={onPan === undefined ? 'plot-over' : 'plot-over pans'}
        {...handlers}
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

function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    setWidth(element.clientWidth)
    return () => observer.disconnect()
  }, [])
  return width
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

/**
 * Spans by OpenTelemetry. Whoever runs the server brings an SDK that keeps them; without one they cost next to nothing
 * and nobody gets them.
 */
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'

const tracer = (): Tracer => trace.getTracer('conversation-contracts')

interface Traced {
  kind: keyof typeof SpanKind
  /** As the semantic conventions name them (opentelemetry.io/docs/specs/semconv). */
  attributes: Attributes
}

/**
 * Begins the span of a request.
 *
 * @param headers as they came: a caller's `traceparent` is gone on from
 */
export function beginRequest(
  name: string,
  attributes: Attributes,
  headers: object,
): { span: Span; context: Context } {
  const caller = propagation.extract(context.active(), headers)
  const span = tracer().startSpan(name, { kind: SpanKind.SERVER, attributes }, caller)
  return { span, context: trace.setSpan(caller, span) }
}

/** Goes on as part of what a span does. */
export const within = (given: Context, goOn: () => void): void => context.with(given, goOn)

/**
 * Does work as a span, which is the parent of those that begin meanwhile.
 *
 * @param parent what caused it, as `traceparent` told it then; null for nothing, left out for what is being done
 */
export async function inSpan<T>(
  name: string,
  { kind, attributes, parent }: Traced & { parent?: string | null | undefined },
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const cause = parent === undefined ? context.active() : causeOf(parent)
  const span = tracer().startSpan(name, { kind: SpanKind[kind], attributes }, cause)
  try {
    return await context.with(trace.setSpan(cause, span), work, undefined, span)
  } catch (error) {
    failed(span, error instanceof Error ? error.name : '_OTHER')
    throw error
  } finally {
    span.end()
  }
}

/** @param type what went wrong, of few kinds */
export function failed(span: Span, type: string): void {
  span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR })
}

/** What is being done, as a header tells it (w3.org/TR/trace-context, section 3.2); undefined outside of a trace. */
export function traceparent(span: Span | undefined = trace.getActiveSpan()): string | undefined {
  const told = span?.spanContext()
  if (!told || !isSpanContextValid(told)) return undefined
  return `00-${told.traceId}-${told.spanId}-${told.traceFlags.toString(16).padStart(2, '0')}`
}

function causeOf(parent: string | null): Context {
  const [, traceId = '', spanId = '', flags = ''] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(parent ?? '') ?? []
  const told = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED,
    isRemote: true,
  }
  return isSpanContextValid(told) ? trace.setSpanContext(ROOT_CONTEXT, told) : ROOT_CONTEXT
}

/** The work as part of what is being done now, whoever calls it. */
export const keepTrace = <Work extends (...given: never[]) => unknown>(work: Work): Work =>
  context.bind(context.active(), work)

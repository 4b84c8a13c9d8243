import { parseSync, Visitor } from 'oxc-parser'
import { textOf } from './tree.ts'

/** A thing found in a file, with the line it begins on. */
export interface Found {
  readonly text: string
  readonly line: number
}
export interface Source {
  readonly path: string
  /** What is imported or re-exported, types too. */
  readonly imports: readonly Found[]
  /** String literals and the fixed parts of templates. */
  readonly strings: readonly Found[]
  /** Words that a person reads: the text between JSX tags. */
  readonly texts: readonly Found[]
  /** Identifiers and keys; `a.b` also as `a.b`. */
  readonly names: readonly Found[]
  readonly functions: readonly (Found & { readonly lines: number })[]
  /** Lines inside a template of several lines: laid out by hand, as SQL is. */
  readonly laidOut: ReadonlySet<number>
  /** Lines that hold a long literal, which no formatter breaks. */
  readonly unbreakable: ReadonlySet<number>
}

const longLiteral = 50

const parsed = new Map<string, Source>()

/** Reads one file of TypeScript; a syntax error fails the test that asked. */
export function sourceOf(path: string): Source {
  const source = parsed.get(path) ?? parse(path)
  parsed.set(path, source)
  return source
}

/** `file:line text`, as every tidy test reports. */
export function said(path: string, { line, text }: Found): string {
  return `${path}:${line} ${text}`
}

function parse(path: string): Source {
  const code = textOf(path)
  const { errors, module, program } = parseSync(path, code)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const lineOf = linesOf(code)
  const at = (text: string, start: number) => ({ text, line: lineOf(start) })
  const seen = { strings: [], texts: [], names: [], functions: [] } as {
    strings: Found[]
    texts: Found[]
    names: Found[]
    functions: (Found & { lines: number })[]
  }
  const laidOut = new Set<number>()
  const unbreakable = new Set<number>()
  const literal = ({ end, start }: { start: number; end: number }) => {
    if (end - start > longLiteral) unbreakable.add(lineOf(start))
  }
  const measure = (it: { start: number; end: number; id?: { name: string } | null }) =>
    seen.functions.push({
      ...at(it.id?.name ?? 'a function', it.start),
      lines: lineOf(it.end) - lineOf(it.start) + 1,
    })
  new Visitor({
    Literal: (it) => {
      literal(it)
      if (typeof it.value === 'string') seen.strings.push(at(it.value, it.start))
    },
    TemplateElement: (it) => {
      seen.strings.push(at(it.value.raw, it.start))
      const [from, to] = [lineOf(it.start), lineOf(it.end)]
      for (let line = from; to > from && line <= to; line++) laidOut.add(line)
    },
    TemplateLiteral: literal,
    JSXText: (it) => void seen.texts.push(at(it.value.trim(), it.start)),
    Identifier: (it) => void seen.names.push(at(it.name, it.start)),
    PrivateIdentifier: (it) => void seen.names.push(at(it.name, it.start)),
    MemberExpression: (it) => {
      if (it.object.type !== 'Identifier' || it.property.type !== 'Identifier') return
      seen.names.push(at(`${it.object.name}.${it.property.name}`, it.start))
    },
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(program)
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.map((entry) => entry.moduleRequest)),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      ...moduleRequest,
      value: code.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    })),
  ]
  // An import whose path is computed names no module that could be judged.
  const imports = requests
    .filter((request) => request !== null)
    .filter(({ start }) => /['"]/.test(code[start] ?? ''))
    .map(({ start, value }) => at(value, start))
  return { path, imports, ...seen, laidOut, unbreakable }
}

function linesOf(code: string): (offset: number) => number {
  const starts = [0]
  for (let i = code.indexOf('\n'); i >= 0; i = code.indexOf('\n', i + 1)) starts.push(i + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}

/** Shows how far the files were read, so that a long log does not look like a standstill. */
export class Reading {
  readonly #bar: HTMLProgressElement
  #bytes = 0

  constructor(bar: HTMLProgressElement, files: readonly (File | undefined)[]) {
    this.#bar = bar
    bar.max = files.reduce((sum, file) => sum + (file?.size ?? 0), 0) || 1
    bar.value = 0
    bar.hidden = false
  }
  add(bytes: number): void {
    this.#bytes += bytes
    this.#bar.value = this.#bytes
  }
}

/** A file in pieces. By its reader, since not every browser walks over a stream. */
export async function* piecesOf(file: File, reading: Reading): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    reading.add(value.length)
    yield value
  }
}

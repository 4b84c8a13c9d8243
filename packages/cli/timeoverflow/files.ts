/** A file of the old bank: its bytes, and the name people know it by. */
export interface SourceFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * A part of a list of what time does: so many rows, behind as many that stay where they are since
 * they were refused.
 */
export interface Page {
  readonly limit: number
  readonly skip: number
}

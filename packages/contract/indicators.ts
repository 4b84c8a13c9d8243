/** One figure of a report beside its sums: by name and the version of its definition. */
export interface IndicatorDefinition {
  readonly name: string
  /** Counts up with each change of what it means; a report keeps the version of its day. */
  readonly version: number
  readonly says: string
}

/** Below so many people a figure is held back: it would tell of single ones. */
export const fewestPeople = 5

/**
 * What reports tell of a community's health, from the log alone: help moved within the period, less
 * what was taken back of it (product.md, Measures). An account counts where it gave or received.
 */
export const indicators = [
  {
    name: 'accountsThatExchanged',
    version: 1,
    says: 'Accounts that gave or received help in the period.',
  },
  {
    name: 'bothGaveAndReceivedShare',
    version: 1,
    says: 'Of those accounts, the share that did both; 0 to 1.',
  },
  {
    name: 'reciprocity',
    version: 1,
    says: '1 less the mean, over those accounts, of |given − received| ÷ (given + received).',
  },
  {
    name: 'topTenthGivenShare',
    version: 1,
    says: 'Share of the seconds given that the tenth of those accounts that gave most gave.',
  },
  {
    name: 'giniOfGiven',
    version: 1,
    says: 'Gini coefficient of the seconds given over those accounts; 0 is the same for all.',
  },
] as const satisfies readonly IndicatorDefinition[]

export type IndicatorName = (typeof indicators)[number]['name']

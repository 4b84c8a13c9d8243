/** One figure of a report beside its sums: by name and the version of its definition. */
export interface IndicatorDefinition {
  readonly name: string
  /** Counts up with each change of what it means; a report keeps the version of its day. */
  readonly version: number
  /** How the figure reads: a whole number, a part of 1, or a number with decimals. */
  readonly unit: 'count' | 'share' | 'ratio'
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
    unit: 'count',
    says: 'Accounts that gave or received help in the period.',
  },
  {
    name: 'bothGaveAndReceivedShare',
    version: 1,
    unit: 'share',
    says: 'Of those accounts, the share that did both; 0 to 1.',
  },
  {
    name: 'reciprocity',
    version: 1,
    unit: 'ratio',
    says: '1 less the mean, over those accounts, of |given − received| ÷ (given + received).',
  },
  {
    name: 'topTenthGivenShare',
    version: 1,
    unit: 'share',
    says: 'Share of the seconds given that the tenth of those accounts that gave most gave.',
  },
  {
    name: 'giniOfGiven',
    version: 1,
    unit: 'ratio',
    says: 'Gini coefficient of the seconds given over those accounts; 0 is the same for all.',
  },
  {
    name: 'exchanges',
    version: 1,
    unit: 'count',
    says: 'Acts of help whose hours moved in the period; help for several counts once.',
  },
  {
    name: 'partnersPerAccount',
    version: 1,
    unit: 'ratio',
    says: 'Mean, over accounts that were in an act of help, of with how many others they were.',
  },
  {
    name: 'networkDensity',
    version: 1,
    unit: 'share',
    says: 'Of all pairs that those accounts could make, the share in which one helped the other.',
  },
  {
    name: 'repeatPairShare',
    version: 1,
    unit: 'share',
    says: 'Of the pairs in which one helped the other, the share that did so more than once.',
  },
  {
    name: 'activeIn30DaysShare',
    version: 1,
    unit: 'share',
    says: 'Of members’ accounts that are not closed, the share in help in the last 30 days.',
  },
  {
    name: 'activeIn90DaysShare',
    version: 1,
    unit: 'share',
    says: 'Of members’ accounts that are not closed, the share in help in the last 90 days.',
  },
  {
    name: 'retention',
    version: 1,
    unit: 'share',
    says: 'Of accounts in help in as many days before the period, the share that was so in it.',
  },
] as const satisfies readonly IndicatorDefinition[]

export type IndicatorName = (typeof indicators)[number]['name']

export { type BundleSize, budgetBytes, bundleSizes, sizesSaid } from './sizes.ts'

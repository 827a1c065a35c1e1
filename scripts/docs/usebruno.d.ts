/** As much as is used of packages that come without types. */
declare module '@usebruno/converters' {
  export function openApiToBruno(document: object, options: { groupBy: 'tags' | 'path' }): Promise<unknown>
}
declare module '@usebruno/schema' {
  export const collectionSchema: { validate(collection: unknown): Promise<unknown> }
}

declare module 'postject' {
  /** Writes a resource into an executable and turns its fuse. */
  export function inject(
    file: string,
    resourceName: string,
    resource: Uint8Array,
    options: { readonly sentinelFuse: string },
  ): Promise<void>;
}

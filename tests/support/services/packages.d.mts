/** Path of a program, or null. */
export function program(...names: readonly string[]): string | null;
/** ODBC drivers as Debian installs them. */
export const drivers: { readonly postgres: string; readonly mariadb: string };

/**
 * Leads the keyboard to the first field that is marked as wrong, and brings it into view.
 *
 * @param within - the form; its fields say by `aria-invalid` that they are wrong
 * @returns whether there is one
 */
export function goToMarked(within: ParentNode | null): boolean {
  const field = within?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (!field) return false;
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
  return true;
}

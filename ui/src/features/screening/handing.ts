/** What a session without the clinical key is told while it hands answers over. */
import type { SectionView } from '../../ipc/bindings';

/** The one alert it gets: that a clinician is needed, and not why. */
export const CLINICIAN_NEEDED = 'clinician_needed';

/** Whether the answers asked for a clinician. */
export function needsClinician(view: SectionView | undefined): boolean {
  return view?.alerts.some((one) => one.id === CLINICIAN_NEEDED) ?? false;
}

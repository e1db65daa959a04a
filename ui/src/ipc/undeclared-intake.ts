/**
 * Types that cross to the page and that the generated list names without declaring them yet. Each
 * is written as its Rust type serializes. Once `bindings.ts` declares them, this file is in the
 * way (type checking says so) and goes; nothing else changes.
 */
export {};

declare module './bindings' {
  export type DueRow = {
    client: string;
    number: string;
    name: string;
    /** What is due, in words. */
    what: string;
    /** Since when, or until when, as shown; may be empty. */
    on: string;
  };

  /** A screening that may be begun for a client now. */
  export type FormChoice = {
    form: string;
    title: string;
    self_entry: boolean;
    /** Why it is asked for now, in words; empty when it is not due. */
    due: string;
  };

  export type FormRow = {
    form: string;
    title: string;
    short_title: string;
    version: string;
    population: string;
    licence: string;
    notice: string;
    on: boolean;
    pack: boolean;
    self_entry: boolean;
    needs_trained: boolean;
    one_of: string;
  };
  export type TrainedRow = {
    user: string;
    name: string;
    trained: boolean;
  };
  export type FormsView = {
    forms: Array<FormRow>;
    staff: Array<TrainedRow>;
    may_change: boolean;
  };
  export type ChooseForm = {
    token: string;
    form: string;
    on: boolean;
  };
  export type TrainStaff = {
    token: string;
    user: string;
    trained: boolean;
  };

  export type EarlierView = {
    /** From which day, as shown. */
    on: string;
    /** The answers in words. */
    lines: Array<string>;
  };
  export type EpisodeRow = {
    /** When it began, as shown. */
    began: string;
    /** Where it stands, in words. */
    stage: string;
  };
  export type EpisodePage = {
    band: BandView;
    section: SectionView;
    /** Newest first. */
    episodes: Array<EpisodeRow>;
    may_readmit: boolean;
  };

  export type SuitabilitySummary = {
    /** What was decided; nothing before a decision. */
    decided: Recommendation | null;
    /** By whom and when, as shown; empty before a decision. */
    by: string;
    /** Why it has to be looked at again. */
    reopened: string | null;
    /** Whether group scheduling waits for an evaluation. */
    held: boolean;
  };

  /** A form in a client's hands. */
  export type SelfEntryView = {
    token: string;
    client: string;
    section: SectionView;
  };
  export type EndSelfEntry = {
    token: string;
    passphrase: string;
  };
}

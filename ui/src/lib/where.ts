/** The places a person can be in the window. */
export type ClientTab = 'overview' | 'intake' | 'screening' | 'plan' | 'history';

export type Where =
  | { at: 'today' }
  | { at: 'clients' }
  | { at: 'new-client' }
  | { at: 'client'; client: string; tab: ClientTab; form?: string }
  | { at: 'staff' };

export type Go = (where: Where) => void;

/** How the questions of a screening stand: all on one page, or one at a time. In memory only. */
class Layout {
  single = $state(false);
}

export const layout = new Layout();
